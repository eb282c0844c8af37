import assert from 'node:assert/strict'
import fc from 'fast-check'
import { suspicionsOf, suspicionsOfAnswer, suspicionsOfProblem } from '../../../src/problem/suspicious'

const suspicions = (search: string, replace: string) => suspicionsOf([{ search, replace }])
const found = (search: string, replace: string) =>
  suspicions(search, replace).map(({ kind, name }) => `${kind}: ${name}`)

describe('what cannot be seen in a new text', () => {
  it('is named, counted and placed', () => {
    assert.deepEqual(suspicions('if (a) {', 'if (a) {\n  /* \u202e } \u202e */'), [
      { kind: 'bidi', code: 'U+202E', name: 'RIGHT-TO-LEFT OVERRIDE', count: 2, line: 2 },
    ])
  })

  it('is told by kind', () => {
    assert.deepEqual(found('', 'a\u2066\u2069'), ['bidi: LEFT-TO-RIGHT ISOLATE', 'bidi: POP DIRECTIONAL ISOLATE'])
    assert.deepEqual(found('', 'a\u{e0041}\u{e007f}'), ['tag: TAG A', 'tag: CANCEL TAG'])
    assert.deepEqual(found('', 'a\u200bb\u3164\u2060\ufe0f\u{e0101}'), [
      'invisible: ZERO WIDTH SPACE',
      'invisible: HANGUL FILLER',
      'invisible: WORD JOINER',
      'invisible: U+FE0F',
      'invisible: U+E0101',
    ])
    assert.deepEqual(found('', 'a\u0008\u001b[31m\u0085'), ['control: BACKSPACE', 'control: ESCAPE', 'control: U+0085'])
  })

  it('is not what the old text had as often', () => {
    assert.deepEqual(found('\u200fא', '\u200fאב'), [])
    assert.deepEqual(
      suspicions('\u200f', '\u200f\u200f').map(({ count }) => count),
      [1],
    )
  })

  it('is not what emoji, flags and scripts are written with', () => {
    assert.deepEqual(found('', '👩‍👩‍👧 ❤️ 👍🏽 🏴󠁧󠁢󠁳󠁣󠁴󠁿 می‌خواهم क्‍ष'), [])
    assert.deepEqual(found('', 'a\u200db'), ['invisible: ZERO WIDTH JOINER'])
  })

  it('is not an ordinary text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'Z', 'é', 'я', 'λ', '漢', '\t', '\n', '\r\n', ' ', '_', '9', '"') }),
        (text) => assert.deepEqual(suspicions('', text), []),
      ),
    )
  })

  it('is found however it is hidden in a text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const { length } = suspicions(before + after, `${before}\u202e${after}`)
        assert.ok(length > 0)
      }),
    )
  })
})

describe('a letter that looks like another', () => {
  it('is named with its word', () => {
    assert.deepEqual(suspicions('', 'let admin = 1\nif (аdmin) аdmin()'), [
      { kind: 'lookalike', code: 'U+0430', name: 'U+0430', count: 2, line: 2, word: 'аdmin' },
    ])
  })

  it('is found in Greek, wide and styled letters too', () => {
    assert.deepEqual(
      suspicions('', 'usΕr gοto ｆile 𝐚dmin').map(({ word }) => word),
      ['usΕr', 'gοto', 'ｆile', '𝐚dmin'],
    )
  })

  it('is not a word in one script, a formula’s name, or a word that was there', () => {
    assert.deepEqual(found('', 'сор привет Ελλάδα Δx σ_x naïve 変数x'), [])
    assert.deepEqual(found('аdmin', 'аdmin()'), [])
  })
})

describe('what was asked about', () => {
  const PROBLEM = { before: 'a\nb\n', text: 'c\nd', after: '\ne', lines: { first: 12, last: 13 } }
  const at = (part: Partial<typeof PROBLEM>) =>
    suspicionsOfProblem({ ...PROBLEM, ...part }).map(({ name, line }) => `${name} ${line}`)

  it('is read with what went along, and placed by the lines of its document', () => {
    assert.deepEqual(at({}), [])
    assert.deepEqual(at({ before: 'a\u200b\nb\n' }), ['ZERO WIDTH SPACE 11'])
    assert.deepEqual(at({ text: 'c\nd\u202e' }), ['RIGHT-TO-LEFT OVERRIDE 14'])
    assert.deepEqual(at({ text: 'аdmin', after: '\n\u{e0061}' }), ['TAG a 14', 'U+0430 13'])
  })

  it('may be answered with what it holds itself; what is new is named', () => {
    const problem = { ...PROBLEM, text: 'c\u202e' }
    const named = (answer: string) => suspicionsOfAnswer(answer, problem).map(({ name }) => name)
    assert.deepEqual(named('It holds \u202e.'), [])
    assert.deepEqual(named('So\u200b it is.'), ['ZERO WIDTH SPACE'])
    assert.deepEqual(named('```edit\n<<<<<<< SEARCH\nc\u200b\n=======\nc\u200b\u2066\n>>>>>>> REPLACE\n```'), [
      'LEFT-TO-RIGHT ISOLATE',
    ])
  })
})
