import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type Block, BlockScanner, MAX_BLOCK } from '../../../src/reading/blocks'
import { cut, markdownish } from './texts'

function scan(...pieces: readonly string[]): readonly Block[] {
  const scanner = new BlockScanner()
  return [...pieces.flatMap((piece) => [...scanner.feed(piece)]), ...scanner.finish()]
}

/** The blocks as `kind: text`, which is what the specification below is about. */
function blocks(text: string): readonly string[] {
  return scan(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`)
}

describe('the block scanner', () => {
  it('ends a paragraph at a blank line', () => {
    assert.deepEqual(blocks('One\ntwo.  \n\n  \nThree.\n'), ['paragraph: One\ntwo.', 'paragraph: Three.'])
  })

  it('knows headings with marks and those that are underlined', () => {
    assert.deepEqual(blocks('# One\ntext\n## Two ##\n'), ['heading: # One', 'paragraph: text', 'heading: ## Two ##'])
    assert.deepEqual(blocks('Title\n=====\ntext'), ['heading: Title\n=====', 'paragraph: text'])
    assert.deepEqual(blocks('Title\n---\n'), ['heading: Title\n---'])
    assert.deepEqual(blocks('#hashtag'), ['paragraph: #hashtag'])
  })

  it('takes dashes under a sentence for a rule', () => {
    assert.deepEqual(blocks('It holds.\n---\nNext'), ['paragraph: It holds.', 'rule: ---', 'paragraph: Next'])
    assert.deepEqual(blocks('* * *\n'), ['rule: * * *'])
  })

  it('keeps a fence whole, blank lines and all, until its own mark closes it', () => {
    const fence = '```js\na\n\n# b\n~~~\n```'
    assert.deepEqual(blocks(`Like so:\n${fence}\nAfter`), [
      'paragraph: Like so:',
      `fence: ${fence}`,
      'paragraph: After',
    ])
    assert.deepEqual(blocks('````\n```\n````\nx'), ['fence: ````\n```\n````', 'paragraph: x'])
    assert.deepEqual(blocks('~~~\nnever closed\n\n# x'), ['fence: ~~~\nnever closed\n\n# x'])
    assert.deepEqual(blocks('```inline``` code'), ['paragraph: ```inline``` code'])
  })

  it('keeps display math whole in each of its notations', () => {
    assert.deepEqual(blocks('So\n$$\na\n= b\n$$\nand'), ['paragraph: So', 'math: $$\na\n= b\n$$', 'paragraph: and'])
    assert.deepEqual(blocks('\\[\n- x\n\\]\n'), ['math: \\[\n- x\n\\]'])
    assert.deepEqual(blocks('$$x^2$$.\ny'), ['math: $$x^2$$.', 'paragraph: y'])
    const align = '\\begin{align*}\na &= b\\\\\n# c\n\\end{align*}'
    assert.deepEqual(blocks(`${align}\nz`), [`math: ${align}`, 'paragraph: z'])
  })

  it('ends display math at a blank line, closed or not', () => {
    assert.deepEqual(blocks('$$\na\n\nb\n'), ['math: $$\na', 'paragraph: b'])
  })

  it('leaves a formula in the sentence that goes on after it', () => {
    assert.deepEqual(blocks('$$x$$ is small'), ['paragraph: $$x$$ is small'])
    assert.deepEqual(blocks('We have $$\n- x\n# y\n$$ and so on\n# H'), [
      'paragraph: We have $$\n- x\n# y\n$$ and so on',
      'heading: # H',
    ])
  })

  it('keeps a list together over blank lines and indented text', () => {
    const list = '1. a\n\n2. b\n\n   more\n   - c'
    assert.deepEqual(blocks(`Cases:\n${list}\n\nThen`), ['paragraph: Cases:', `list: ${list}`, 'paragraph: Then'])
  })

  it('keeps a fence inside a list item in the list', () => {
    const list = '- a\n  ```\n\nx\n  ```\n- b'
    assert.deepEqual(blocks(`${list}\n\nThen`), [`list: ${list}`, 'paragraph: Then'])
    assert.deepEqual(blocks('- ```\n\n  x\n  ```\nlazy\n# H'), ['list: - ```\n\n  x\n  ```\nlazy', 'heading: # H'])
  })

  it('takes a number at the start of a line of prose for prose', () => {
    assert.deepEqual(blocks('It was\n1984. A year'), ['paragraph: It was\n1984. A year'])
  })

  it('knows tables, even right after a line of prose', () => {
    const table = '| a | b |\n|---|:-:|\n| 1 | 2 |'
    assert.deepEqual(blocks(`Values\n${table}\nThen`), ['paragraph: Values', `table: ${table}`, 'paragraph: Then'])
    assert.deepEqual(blocks('a | b\n--|--\n1 | 2'), ['paragraph: a | b\n--|--\n1 | 2'])
  })

  it('ends a quote where its marks end', () => {
    assert.deepEqual(blocks('> said\n> so\nmine'), ['quote: > said\n> so', 'paragraph: mine'])
  })

  it('sets HTML blocks apart', () => {
    assert.deepEqual(blocks('<details>\nx\n\ny'), ['html: <details>\nx', 'paragraph: y'])
    assert.deepEqual(blocks('<T> is a type'), ['paragraph: <T> is a type'])
  })

  it('reads lines that end in CR LF as it reads others', () => {
    assert.deepEqual(
      scan('# A\r\n\r\n```\r\nx\r\n```\r\nb\r\n').map((block) => block.kind),
      ['heading', 'fence', 'paragraph'],
    )
  })

  it('closes what is open at a hard break', () => {
    const scanner = new BlockScanner()
    assert.deepEqual(scanner.feed('**A'), [])
    assert.deepEqual(scanner.break(), [{ kind: 'paragraph', start: 0, end: 3 }])
    assert.deepEqual(scanner.feed('# B\n'), [{ kind: 'heading', start: 3, end: 6 }])
    assert.deepEqual(scanner.finish(), [])
  })

  it('says what is open, up to the last character', () => {
    const scanner = new BlockScanner()
    const openAfter = (chars: string) => {
      scanner.feed(chars)
      return scanner.open
    }
    assert.equal(openAfter(''), null)
    assert.equal(openAfter('Text\n\n``')?.kind, 'paragraph')
    assert.deepEqual(openAfter('`js\nx'), { kind: 'fence', start: 6, end: 13 })
    assert.equal(openAfter('\n```\n'), null)
  })

  it('ends a list as soon as the line after a blank one cannot belong to it', () => {
    const scanner = new BlockScanner()
    scanner.feed('- a\n\n')
    assert.equal(scanner.open?.kind, 'list')
    assert.deepEqual(scanner.feed('S'), [{ kind: 'list', start: 0, end: 3 }])
    assert.deepEqual(scanner.open, { kind: 'paragraph', start: 5, end: 6 })
  })

  it('closes a block that is too long at a line end, and goes on with what was open in it', () => {
    const line = `${'x'.repeat(99)}\n`
    const [first, second, ...rest] = scan('```\n', line.repeat(200), '```\nafter')
    assert.equal(first?.kind, 'fence')
    assert.ok(first && first.end > MAX_BLOCK && first.end <= MAX_BLOCK + 100)
    assert.equal(second?.kind, 'fence')
    assert.equal(second?.continued, true)
    assert.deepEqual(
      rest.map((block) => block.kind),
      ['paragraph'],
    )
  })

  it('closes a long list at an item', () => {
    const item = `- ${'x'.repeat(900)}\n  more\n`
    const text = item.repeat(40)
    const found = scan(text)
    assert.ok(found.length >= 2)
    for (const block of found) assert.equal(text.slice(block.start, block.start + 2), '- ')
  })

  it('cuts a line that is too long at white space, and one without any between characters', () => {
    const words = 'wait '.repeat(20_000)
    for (const block of scan(words)) {
      assert.ok(block.end - block.start <= MAX_BLOCK + 5)
      assert.equal(words.slice(block.start, block.start + 4), 'wait')
    }
    const word = `x${'😀'.repeat(40_000)}`
    for (const block of scan(word)) {
      assert.ok(block.end - block.start <= 2 * MAX_BLOCK + 1)
      assert.doesNotMatch(word.slice(block.start, block.end), /^[\udc00-\udfff]|[\ud800-\udbff]$/)
    }
  })

  it('gives the same blocks for any split of the text', () => {
    fc.assert(
      fc.property(markdownish, fc.array(fc.nat()), (text, cuts) => {
        assert.deepEqual(scan(...cut(text, cuts)), scan(text))
        assert.deepEqual(scan(...text), scan(text))
      }),
      { numRuns: 500 },
    )
  })

  it('covers all that is not white space, in order and without overlap', () => {
    fc.assert(
      fc.property(markdownish, (text) => {
        let at = 0
        for (const { start, end } of scan(text)) {
          assert.ok(at <= start && start < end && end <= text.length)
          assert.equal(text.slice(at, start).trim(), '')
          at = end
        }
        assert.equal(text.slice(at).trim(), '')
      }),
      { numRuns: 500 },
    )
  })

  it('never takes back what it has closed or settled', () => {
    fc.assert(
      fc.property(markdownish, (text) => {
        const final = scan(text)
        const scanner = new BlockScanner()
        for (const char of text) {
          for (const block of scanner.feed(char))
            assert.ok(final.some((f) => f.start === block.start && f.end === block.end))
          const settled = scanner.settled
          if (!settled || settled.to <= settled.block.start) continue
          assert.ok(
            final.some((f) => f.start <= settled.block.start && text.slice(f.end, settled.to).trim() === ''),
            JSON.stringify({ settled, final }),
          )
        }
      }),
      { numRuns: 500 },
    )
  })
})
