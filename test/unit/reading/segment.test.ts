import assert from 'node:assert/strict'
import fc from 'fast-check'
import { kindOf } from '../../../src/reading/kinds'
import { type Section, Segmenter } from '../../../src/reading/segment'
import { SentenceSplitter } from '../../../src/reading/sentence'
import { markdownish } from './texts'

/** The steps of a text; `¦` in it stands for a hard break. */
function sections(text: string): { readonly text: string; readonly found: readonly Section[] } {
  const splitter = new SentenceSplitter()
  const segmenter = new Segmenter()
  text.split('¦').forEach((piece, index) => {
    for (const sentence of index > 0 ? splitter.break() : []) segmenter.feed(sentence)
    if (index > 0) segmenter.break()
    for (const sentence of splitter.feed(piece)) segmenter.feed(sentence)
  })
  for (const sentence of splitter.finish()) segmenter.feed(sentence)
  return { text: text.replaceAll('¦', ''), found: segmenter.sections }
}

/** How each step begins. */
const openings = (text: string) => {
  const read = sections(text)
  return read.found.map(({ start }) => read.text.slice(start).split('\n', 1)[0])
}
const titles = (text: string) => {
  const read = sections(text)
  return read.found.map(({ title }) => title && read.text.slice(title.start, title.end))
}
const bodies = (text: string) => {
  const read = sections(text)
  return read.found.map(({ body }, index) => read.text.slice(body, read.found[index + 1]?.start).trim())
}
const kinds = (text: string) => sections(text).found.map(({ kind }) => kind)

/** A paragraph of the length, which goes on from the one before. */
const filler = (length: number) => `${'It is so and no other way here'.repeat(50).slice(0, length - 1)}.`

describe('the segmenter', () => {
  it('begins a step at each heading of the first three levels, and takes it for the title', () => {
    const text = '# The input ##\nIt is empty.\n\n## The loop\nIt ends.\n'
    assert.deepEqual(titles(text), ['The input', 'The loop'])
    assert.deepEqual(bodies(text), ['It is empty.', 'It ends.'])
  })

  it('takes a bold first line for a title, without its colon, but no bold statement', () => {
    const text = '**The input:**\n\nIt is empty.'
    assert.deepEqual(titles(text), ['The input'])
    assert.deepEqual(bodies(text), ['It is empty.'])
    assert.deepEqual(bodies('**The input**\nIt is empty.'), ['It is empty.'])
    assert.deepEqual(titles('**It is empty.** So it ends.'), [undefined])
    assert.deepEqual(titles('**It is empty.**\n\nSo it ends.'), [undefined])
  })

  it('keeps headings together that nothing stands between', () => {
    assert.deepEqual(titles('# All\n## Part\nText.\n'), ['All'])
    assert.deepEqual(bodies('# All\n## Part\nText.\n'), ['## Part\nText.'])
  })

  it('begins a step at a hard break: parts of a summary are steps', () => {
    assert.deepEqual(titles('**First**\n\nText.¦**Second**\n\nMore.'), ['First', 'Second'])
    assert.deepEqual(openings('One\n¦two'), ['One', 'two'])
  })

  it('begins a step after a rule', () => {
    assert.deepEqual(openings('One.\n\n---\n\nTwo.'), ['One.', 'Two.'])
    assert.deepEqual(openings('---\n\nTwo.'), ['---'])
  })

  it('keeps short paragraphs together: a step is no line', () => {
    const text = 'x = 1\n\ny = 2\n\nSo x < y.\n\nThen it holds.\n\nNow z.\n\nWait.\n'.repeat(2)
    assert.deepEqual(openings(text), ['x = 1'])
  })

  it('divides a long text where it takes a turn, and not where it goes on', () => {
    const a = filler(300)
    assert.deepEqual(openings(`${a}\n\nWait, is it?\n\nMore.`), [a, 'Wait, is it?'])
    assert.deepEqual(openings(`${a}\n\nSo it is.\n\nMore.`), [a])
    assert.deepEqual(openings(`${filler(150)}\n\nCase 2: n is odd.`), [filler(150), 'Case 2: n is odd.'])
    assert.deepEqual(openings(`${'一二三四五六七八九。'.repeat(20)}\n\n等等，不对。`)[1], '等等，不对。')
  })

  it('never cuts code, a formula, a list, a table or a quote off from the words before it', () => {
    const a = filler(2000)
    for (const block of ['```\ncode\n```', '$$\nx\n$$', '- a\n- b', '| a |\n|---|', '> q']) {
      assert.deepEqual(openings(`${a}\n\n${block}`), [a])
    }
    assert.deepEqual(openings(`${a}\n\nNow this:\n\nWait for it.`), [a, 'Now this:'])
  })

  it('makes a few steps of 10 kB, whatever its lines are', () => {
    const paragraph = `Let me look at the next value. ${filler(200)}`
    for (const text of [
      `${paragraph}\n\n`.repeat(43),
      `${paragraph}\n`.repeat(43),
      'Wait, so it is.\n\n'.repeat(600),
    ]) {
      const count = sections(text.slice(0, 10_000)).found.length
      assert.ok(count >= 1 && count <= 25, `${count} steps`)
    }
    assert.ok(sections(`${paragraph}\n\n`.repeat(43)).found.length >= 5)
  })

  it('names a step by what its first sentences announce', () => {
    assert.deepEqual(kinds('Okay, so I need to find x.'), ['setup'])
    const next = (sentence: string) => kinds(`${filler(800)}\n\n${sentence}`)[1]
    assert.equal(next('Let me double-check the sum.'), 'verification')
    assert.equal(next('Wait. Let me verify that.'), 'verification')
    assert.equal(next('Hmm, is it even? It may be.'), 'uncertainty')
    assert.equal(next('The sum is five.'), 'deduction')
  })

  it('knows the kinds in both languages', () => {
    const examples: readonly (readonly [string, string])[] = [
      ['setup', 'The function should return an index.'],
      ['setup', '题目要求一个整数。'],
      ['planning', "First, I'll look at the loop."],
      ['planning', '首先，我需要看一下循环。'],
      ['recall', 'I remember that the sum is even.'],
      ['recall', '根据勾股定理，它是直角。'],
      ['deduction', 'Therefore x is 3.'],
      ['deduction', '因此 x 等于 3。'],
      ['example-testing', "Let's try n = 3."],
      ['example-testing', '例如，n 等于 3。'],
      ['verification', 'Let me verify this.'],
      ['verification', '验证一下。'],
      ['uncertainty', "Hmm, I'm not sure."],
      ['uncertainty', '嗯，不确定。'],
      ['alternative', 'Alternatively, use a map.'],
      ['alternative', '或者用另一个办法。'],
      ['backtracking', "Wait, no, that's wrong."],
      ['backtracking', '不对，重新考虑。'],
      ['conclusion', 'So the final answer is 5.'],
      ['conclusion', '综上，答案是五。'],
      ['verification', '**Checking the bounds**'],
      ['setup', 'Understanding the merge'],
      ['alternative', 'Considering a different order'],
      ['backtracking', 'Revisiting the first step'],
    ]
    for (const [kind, sentence] of examples) assert.equal(kindOf(sentence), kind, sentence)
    assert.equal(kindOf('Wait for the promise to settle before the next call.'), 'uncertainty')
    assert.equal(kindOf('x = 5'), null)
  })

  it('keeps steps in order and titles and bodies inside them', () => {
    fc.assert(
      fc.property(markdownish, (raw) => {
        const { text, found } = sections(raw)
        found.forEach((section, index) => {
          const end = found[index + 1]?.start ?? text.length
          assert.ok(section.start < end && section.start <= section.body && section.body <= end)
          if (section.title) assert.ok(section.start <= section.title.start && section.title.end <= section.body)
        })
      }),
    )
  })
})
