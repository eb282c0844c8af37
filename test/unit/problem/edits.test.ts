import assert from 'node:assert/strict'
import fc from 'fast-check'
import { applyEdits, findEdits, resolveEdits } from '../../../src/problem/edits'

const edit = (search: string, replace: string, info = 'edit') =>
  `\`\`\`${info}\n<<<<<<< SEARCH\n${search}\n=======\n${replace}\n>>>>>>> REPLACE\n\`\`\``

const resolve = (document: string, answer: string) => resolveEdits(document, findEdits(answer))

function apply(document: string, answer: string): string {
  const resolution = resolve(document, answer)
  assert.ok(resolution.ok, JSON.stringify(resolution))
  return applyEdits(document, resolution.edits)
}

describe('the edits in an answer', () => {
  it('are the fenced search/replace pairs, with the place of their fence', () => {
    const answer = `Make it half open:\n\n${edit('a', 'b')}\n\nDone.`
    const [found, ...rest] = findEdits(answer)
    assert.deepEqual(rest, [])
    assert.ok(found)
    assert.equal(answer.slice(found.block.start, found.block.end), edit('a', 'b'))
    assert.deepEqual([found.search, found.replace, found.closed], ['a', 'b', true])
  })

  it('count when the fence names another language', () => {
    assert.equal(findEdits(edit('a', 'b', 'typescript')).length, 1)
  })

  it('may stand several in one fence', () => {
    const answer =
      '```edit\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n<<<<<<< SEARCH\nc\n=======\nd\n>>>>>>> REPLACE\n```'
    assert.deepEqual(
      findEdits(answer).map((e) => [e.search, e.replace]),
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    )
  })

  it('are not found in an ordinary code block, nor outside a fence', () => {
    assert.deepEqual(findEdits('```ts\nlet a = 1\n```\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n'), [])
  })

  it('are unfinished wherever the answer breaks off', () => {
    const answer = edit('old line', 'new line')
    for (let length = answer.indexOf('old'); length < answer.length - 2; length++) {
      const found = findEdits(answer.slice(0, length))
      assert.ok(
        found.every((e) => !e.closed),
        `closed at ${length}`,
      )
    }
  })

  it('survive backticks in a longer fence', () => {
    const answer = '````edit\n<<<<<<< SEARCH\n```js\n=======\n```ts\n>>>>>>> REPLACE\n````'
    assert.deepEqual(
      findEdits(answer).map((e) => [e.search, e.replace]),
      [['```js', '```ts']],
    )
  })

  it('reads any text without an error', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('`', '<', '=', '>', ' SEARCH', ' REPLACE', '\n', '\r', 'a', '~~~') }),
        (text) => {
          for (const e of findEdits(text)) assert.ok(e.block.start >= 0 && e.block.end <= text.length)
        },
      ),
    )
  })
})

describe('an edit is applied', () => {
  it('where the old text stands exactly once', () => {
    assert.equal(
      apply('let hi = n - 1\nlet lo = 0\n', edit('let hi = n - 1', 'let hi = n')),
      'let hi = n\nlet lo = 0\n',
    )
  })

  it('although the text around it was edited since', () => {
    assert.equal(apply('// new first line\nold\n', edit('old', 'new')), '// new first line\nnew\n')
  })

  it('with the line ends of the document', () => {
    assert.equal(apply('a\r\nb\r\nc\r\n', edit('a\nb', 'x\ny\nz')), 'x\r\ny\r\nz\r\nc\r\n')
  })

  it('with its tabs kept', () => {
    assert.equal(apply('\tif (a)\n\t\tb()\n', edit('\t\tb()', '\t\tc()')), '\tif (a)\n\t\tc()\n')
  })

  it('taking the line end along where whole lines are deleted', () => {
    assert.equal(apply('a\nb\nc\n', edit('b', '')), 'a\nc\n')
  })

  it('together with others, in any order of the answer', () => {
    assert.equal(apply('a\nb\nc\n', `${edit('c', 'C')}\n${edit('a', 'A')}`), 'A\nb\nC\n')
  })
})

describe('an edit is refused', () => {
  const cases: readonly [string, string, string, string][] = [
    ['no-edits', 'a\n', 'There is nothing to change.', 'the answer proposes none'],
    ['not-found', 'a\n', edit('b', 'c'), 'the old text is gone'],
    ['already-applied', 'c\n', edit('b', 'c'), 'the new text stands there already'],
    ['already-applied', 'a\nb\nc\n', edit('b', 'b\nc'), 'the new text holds the old one and stands there already'],
    ['ambiguous', 'b\nb\n', edit('b', 'c'), 'the old text stands twice'],
    ['ambiguous', 'aaa', edit('aa', 'b'), 'the old text stands twice, overlapping'],
    ['overlapping', 'a\nb\nc\n', `${edit('a\nb', 'x')}\n${edit('b\nc', 'y')}`, 'two edits claim the same line'],
    ['unchanged', 'a\n', edit('a', 'a'), 'old and new are the same'],
    ['not-found', 'a\n', edit('', 'c'), 'the old text is empty'],
    ['unfinished', 'a\n', edit('a', 'c').slice(0, -4), 'its fence is open'],
  ]
  for (const [reason, document, answer, why] of cases) {
    it(`as ${reason} where ${why}`, () => {
      const resolution = resolve(document, answer)
      assert.equal(resolution.ok ? 'applied' : resolution.reason, reason)
    })
  }

  it('and with it all others of the answer', () => {
    const resolution = resolve('a\n', `${edit('a', 'b')}\n${edit('z', 'y')}`)
    assert.deepEqual(resolution, { ok: false, reason: 'not-found', index: 1 })
  })
})
