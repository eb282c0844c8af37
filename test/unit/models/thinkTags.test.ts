import assert from 'node:assert/strict'
import fc from 'fast-check'
import { ThinkTags } from '../../../src/models/thinkTags'
import { outcomeOf } from './support/run'

/** @param elsewhere thoughts that came in a field before the text. */
function split(pieces: readonly string[], elsewhere = ''): readonly [string, string, number] {
  const tags = new ThinkTags()
  if (elsewhere !== '') tags.sawThoughtElsewhere(elsewhere)
  const deltas = [...pieces.flatMap((piece) => tags.feed(piece)), ...tags.finish()].map((piece) => ({
    ...piece,
    at: 0,
  }))
  const { thought, answer, parts } = outcomeOf([...deltas, { type: 'end', end: { type: 'complete' }, at: 0 }])
  return [thought, answer, parts.length]
}

/** Text, thought, answer, and the number of parts where it is telling. */
const CASES: readonly (readonly [string, string, string, string, number?])[] = [
  ['no tags', 'The sum is 2.', '', 'The sum is 2.'],
  ['a thought and an answer', '<think>1 + 1</think>2', '1 + 1', '2'],
  ['white space before the tag', ' \n<think>a</think>b', 'a', 'b'],
  ['white space inside and after, kept', '<think>\na\n</think>\n\nb', '\na\n', '\n\nb'],
  ['<thinking>', '<thinking>a</think>b</thinking>c', 'a</think>b', 'c'],
  ['<thought>', '<thought>a</thought>b', 'a', 'b'],
  ['[THINK]', '[THINK]a[/THINK]b', 'a', 'b'],
  ['an empty thought', '<think>\n\n</think>\n\nb', '\n\n', '\n\nb'],
  ['a thought alone', '<think>a</think>', 'a', ''],
  ['a missing closing tag', '<think>a, but', 'a, but', ''],
  ['half a closing tag at the end', '<think>a</thi', 'a</thi', ''],
  ['half an opening tag at the end', '<thi', '', '<thi'],
  ['something like a closing tag', '<think>a</thing>b</think>c', 'a</thing>b', 'c'],
  ['something like an opening tag', '<thinner>a', '', '<thinner>a'],
  ['a missing opening tag', 'a\n</think>\n\nb', 'a\n', '\n\nb'],
  ['a closing tag alone', '</think>b', '', 'b'],
  ['a closing tag twice', '<think>a</think>\n</think>b', 'a', 'b'],
  ['two thoughts in a row', '<think>a</think>\n<think>b</think>c', 'ab', 'c', 3],
  ['a tag after visible words', 'a <think>b</think> c', '', 'a <think>b</think> c'],
  ['a tag after the answer has begun', '<think>a</think>b <think>c</think>', 'a', 'b <think>c</think>'],
  ['a tag in a code span', 'It ends with `</think>`, always.', '', 'It ends with `</think>`, always.'],
  ['a tag in a fence', 'So:\n```\na\n</think>\n```\nb', '', 'So:\n```\na\n</think>\n```\nb'],
  ['a missing opening tag after a closed fence', 'So:\n```\na\n```\nb</think>c', 'So:\n```\na\n```\nb', 'c'],
  ['a comparison', 'a < b', '', 'a < b'],
  ['an angle at the end', 'a <', '', 'a <'],
]

/** Thoughts that came in a field, the text after them, and the answer. */
const COPIES: readonly (readonly [string, string, string, string])[] = [
  ['a copy in tags is dropped', '1 + 1', '<think>1 + 1</think>2', '2'],
  ['white space makes no difference', ' 1 + 1\n', '\n<think>\n1 + 1\n\n</think>\n2', '\n2'],
  ['a copy that is cut off is one too', '1 + 1', '<think>1 + 1', ''],
  ['anything else in tags is the answer’s own', '1 + 1', '<think>1 + 2</think>2', '<think>1 + 2</think>2'],
  ['so is half a copy', '1 + 1', ' <think>1 +</think>2', ' <think>1 +</think>2'],
  ['a closing tag alone is dropped', '1 + 1', '</think>2', '2'],
  ['a tag after words is a word', '1 + 1', '2 <think>1 + 1</think>', '2 <think>1 + 1</think>'],
]

describe('thoughts in tags', () => {
  for (const [name, text, thought, answer, parts] of CASES) {
    it(name, () => {
      const whole = split([text])
      assert.deepEqual(whole.slice(0, 2), [thought, answer])
      if (parts !== undefined) assert.equal(whole[2], parts)
      assert.deepEqual(split([...text]), whole, 'character by character')
    })
  }

  it('are the same however the text is split', () => {
    const words = fc.constantFrom(
      '<think>',
      '</think>',
      '<thought>',
      '</thought>',
      '<thi',
      'nk>',
      '</',
      '`',
      '```\n',
      '\n',
      ' ',
      'a',
      '<',
      '𝒙',
      '<|channel|>analysis<|message|>',
      '<|end|>',
      '<|start|>assistant',
      '<|channel|>final<|message|>',
      '<|return|>',
    )
    const elsewhere = fc.constantFrom('', 'a', 'a\n`')
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), fc.array(fc.nat(90)), elsewhere, (texts, cuts, before) => {
        const text = texts.join('')
        const places = [...new Set(cuts.map((cut) => Math.min(cut, text.length)))].sort((a, b) => a - b)
        const pieces = [0, ...places].map((start, i) => text.slice(start, places[i]))
        assert.deepEqual(split(pieces.filter(Boolean), before), split([text].filter(Boolean), before))
      }),
    )
  })

  it('lose the mark at the end of a framed answer, also behind tags that are words', () => {
    for (const cut of [28, 35, 36, 43, 60]) {
      const text = '<|channel|>final<|message|><think><think>b<|return|>'
      assert.deepEqual(split([text.slice(0, cut), text.slice(cut)].filter(Boolean), 'a').slice(0, 2), [
        '',
        '<think><think>b',
      ])
    }
  })

  it('lose nothing but tags and the white space before them', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('<think>', '</think>', 'a', ' b', '\n', '`')), (texts) => {
        const text = texts.join('')
        const [thought, answer] = split([text].filter(Boolean))
        const plain = (s: string) => s.replace(/<\/?think>|\s/g, '')
        assert.equal(plain(thought + answer), plain(text))
      }),
    )
  })

  it('are words where thoughts come in a field', () => {
    const tags = new ThinkTags()
    tags.sawThoughtElsewhere('The user asks of a tag.')
    assert.deepEqual(tags.feed('<think> is a tag'), [
      { type: 'text', text: 'answer', provenance: 'raw', chars: '<think> is a tag' },
    ])
  })

  for (const [name, elsewhere, text, answer] of COPIES) {
    it(`beside thoughts in a field: ${name}`, () => {
      assert.equal(split([text], elsewhere)[1], answer)
      assert.equal(split([...text], elsewhere)[1], answer, 'character by character')
    })
  }

  it('cost the same per character at any length', () => {
    const tags = new ThinkTags()
    let length = 0
    for (let i = 0; i < 200_000; i++)
      for (const piece of tags.feed('word ')) length += piece.type === 'text' ? piece.chars.length : 0
    assert.equal(length, 1_000_000)
  })
})
