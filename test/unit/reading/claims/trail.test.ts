import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Trail } from '../../../../src/reading/claims/trail'
import { SentenceSplitter, sentencesOf } from '../../../../src/reading/sentence'
import { cut, markdownish } from '../texts'

function trail(thought: string, problem = ''): Trail {
  const result = new Trail(problem)
  for (const sentence of sentencesOf(thought)) result.feed(sentence)
  return result
}

/** Words of the thought instead of offsets. */
function ending(thought: string, answer: string, { problem = '', mayConclude = true } = {}) {
  const found = trail(thought, problem).ending(sentencesOf(answer), mayConclude)
  const words = (offset: number) => thought.slice(offset).split(/[.,\n]/, 1)[0]
  return found && { first: words(found.first), changes: found.changes, since: words(found.since) }
}

describe('where an answer comes to rest', () => {
  it('is where it is said and nothing else after it', () => {
    assert.deepEqual(ending('So the answer is 5. No, the answer is 7. Indeed, the answer is 7.', 'Answer: 7'), {
      first: '7',
      changes: 1,
      since: '7',
    })
  })

  it('tells where it first came up, how often it changed, and from where on it stayed', () => {
    const thought = 'So $x = 7$. Let me see: $x = 10$. Wrong sign, so $x = 7$. Yes, $x = 7$.'
    assert.deepEqual(ending(thought, 'So $x = 7$.'), { first: 'x = 7$', changes: 2, since: 'x = 7$' })
    const found = trail(thought).ending(sentencesOf('So $x = 7$.'), true)
    assert.equal(found?.first, thought.indexOf('x = 7'))
    assert.equal(found?.since, thought.indexOf('so $x = 7') + 4)
  })

  it('follows what the answer is said of, and no other value', () => {
    const thought = 'So $f(4) = 11$. Thus $f(6) = 39$. That was wrong: so $f(6) = 41$. Then $f(8) = 153$.'
    assert.deepEqual(ending(thought, 'Hence $f(8) = 153$.'), { first: 'f(8) = 153$', changes: 0, since: 'f(8) = 153$' })
    assert.equal(ending(thought, 'Hence $f(6) = 41$.')?.changes, 1)
  })

  it('compares values however they are spelled', () => {
    assert.equal(ending('The answer is $\\frac{1}{2}$.', '$\\boxed{\\dfrac12}$')?.changes, 0)
    assert.equal(ending('答案是 1,000。', '答案：1000')?.changes, 0)
  })

  it('takes no value from a sentence that denies it, nor from one that asks or supposes', () => {
    const thought = 'So $x = 7$. Is $x = 9$? If $x = 3$, it fails. $x = 4$ is wrong. It is $x = 7$.'
    assert.equal(ending(thought, 'So $x = 7$.')?.changes, 0)
  })

  it('is not told where no one answer can be read off', () => {
    const thought = 'So the answer is 7.'
    assert.equal(ending(thought, 'The loop must run once more.'), null)
    assert.equal(ending(thought, 'The answer is 7. To the second part, the answer is 8.'), null)
    assert.equal(ending('Let me think about loops.', 'The answer is 7.'), null)
    assert.equal(ending('So $x = 7$.', 'It begins where $x = 7$.', { mayConclude: false }), null)
    assert.equal(ending('So $x = 8$.', 'Hence $x = 7$.'), null)
  })

  it('is not told where the thought went on to something else', () => {
    assert.equal(ending('So the answer is 7. No: the answer is 9.', 'Answer: 7'), null)
  })
})

describe('while it is thought', () => {
  it('an answer is stable once it has been said twice without another between', () => {
    assert.equal(trail('So the answer is 7.').stableSince, null)
    assert.equal(trail('So the answer is 7, thus answer = 7.').stableSince, null)
    assert.equal(trail('So the answer is 7. Indeed the answer is 7.').stableSince, 17)
    assert.equal(trail('The answer is 7. Indeed the answer is 7. No, the answer is 8.').stableSince, null)
  })

  it('a value counts where the problem asks for it, and no other', () => {
    const thought = 'So n = 3. And x = 5. Thus n = 3. Hence x = 5.'
    assert.equal(trail(thought).stableSince, null)
    assert.equal(trail(thought, 'Solve $2x = 10$ for x.').stableSince, thought.indexOf('x = 5'))
    assert.equal(trail(thought, '求 x').stableSince, thought.indexOf('x = 5'))
  })

  it('nothing depends on how the text was cut', () => {
    const pieces = fc.constantFrom(
      'So x = 7. ',
      'The answer is 7.\n\n',
      'The answer is 8. ',
      '$\\boxed{7}$ ',
      '答案是 7。',
    )
    const text = fc.array(fc.oneof(pieces, markdownish), { maxLength: 12 }).map((all) => all.join(''))
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 8 }), (thought, places) => {
        const inPieces = new Trail('Find x.')
        const splitter = new SentenceSplitter()
        for (const piece of cut(thought, places)) for (const s of splitter.feed(piece)) inPieces.feed(s)
        for (const s of splitter.finish()) inPieces.feed(s)
        const whole = trail(thought, 'Find x.')
        const answer = sentencesOf('The answer is 7.')
        assert.equal(inPieces.stableSince, whole.stableSince)
        assert.deepEqual(inPieces.ending(answer, true), whole.ending(answer, true))
      }),
    )
  })

  it('the final answer is said where it is told to be first and to have settled', () => {
    const value = fc.constantFrom('7', '8', '9')
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 10 }), (values) => {
        const thought = values.map((v) => `The answer is ${v}.`).join(' ')
        const last = values.at(-1) ?? ''
        const found = trail(thought).ending(sentencesOf(`Answer: ${last}`), true)
        assert.ok(found)
        assert.ok(thought.startsWith(last, found.first) && thought.startsWith(last, found.since))
        assert.ok(found.first <= found.since)
        assert.equal(found.changes, values.filter((v, i) => i > 0 && v !== values[i - 1]).length)
        assert.equal(found.first, thought.indexOf(` ${last}.`) + 1)
      }),
    )
  })
})
