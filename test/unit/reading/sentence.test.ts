import assert from 'node:assert/strict'
import fc from 'fast-check'
import { MAX_SENTENCE, type Sentence, SentenceSplitter } from '../../../src/reading/sentence'
import { cut, markdownish } from './texts'

function split(...pieces: readonly string[]): readonly Sentence[] {
  const splitter = new SentenceSplitter()
  return [...pieces.flatMap((piece) => [...splitter.feed(piece)]), ...splitter.finish()]
}

const sentences = (text: string) => split(text).map((sentence) => sentence.text)
const masks = (text: string) =>
  split(text).flatMap((sentence) => sentence.masks.map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`))

describe('the sentence splitter', () => {
  it('ends a sentence at its point, mark or dots', () => {
    assert.deepEqual(sentences('It holds. Does it? Yes! Hmm... No.'), [
      'It holds.',
      'Does it?',
      'Yes!',
      'Hmm...',
      'No.',
    ])
    assert.deepEqual(sentences('Wait... that is wrong.'), ['Wait... that is wrong.'])
    assert.deepEqual(sentences('(It holds.) Then **so.** Next'), ['(It holds.)', 'Then **so.**', 'Next'])
  })

  it('ends a Chinese sentence without a space after it', () => {
    assert.deepEqual(sentences('不对，应该是三。再看一遍！对吗？对'), [
      '不对，应该是三。',
      '再看一遍！',
      '对吗？',
      '对',
    ])
    assert.deepEqual(sentences('等等……不对。所以x=5.那么'), ['等等……不对。', '所以x=5.', '那么'])
    assert.deepEqual(sentences('（这是对的。）然后'), ['（这是对的。）', '然后'])
  })

  it('passes over abbreviations, decimals, names of files and factorials', () => {
    for (const text of [
      'Small values, e.g. Zero or One, i.e. Two.',
      'By Dr. Smith, cf. Jones et al. Page 3.',
      'See Fig. 3 and Eq. 4 on p. 12.',
      'It is 3.14 at v1.2.3.',
      'Open main.py or a.b.c here.',
      'Since 5! = 120 it holds.',
      'The list 1, 2, ..., n is long.',
    ]) {
      assert.deepEqual(sentences(text), [text])
    }
    assert.deepEqual(sentences('Wait, no. Actually yes.'), ['Wait, no.', 'Actually yes.'])
    assert.deepEqual(sentences('That is vertex A. Then B.'), ['That is vertex A.', 'Then B.'])
  })

  it('keeps the number of an item or a case with its words', () => {
    assert.deepEqual(sentences('1. Take one. Then two.\n2. Take two.'), ['Take one.', 'Then two.', 'Take two.'])
    assert.deepEqual(sentences('Case 2. It is odd. Then'), ['Case 2. It is odd.', 'Then'])
    assert.deepEqual(sentences('- [ ] a thing\n- b'), ['a thing', 'b'])
  })

  it('ends a sentence with its line, unless the next line goes on with it', () => {
    assert.deepEqual(sentences('x = 5\nThen y\n不对'), ['x = 5', 'Then y', '不对'])
    assert.deepEqual(sentences('a long line that\ngoes on here.\nNext'), ['a long line that\ngoes on here.', 'Next'])
    assert.deepEqual(sentences('First,\nSecond'), ['First,\nSecond'])
  })

  it('masks code, formulas and quoted words, and never ends within them', () => {
    assert.deepEqual(masks('Use `a. B` and ``c ` d`` here'), ['code: `a. B`', 'code: ``c ` d``'])
    assert.deepEqual(masks('So $x. Y$ or \\(a. B\\) or $$c. D$$'), [
      'math: $x. Y$',
      'math: \\(a. B\\)',
      'math: $$c. D$$',
    ])
    assert.deepEqual(masks('He said "No. Wait." and “不。对” and 「是。」'), [
      'quote: "No. Wait."',
      'quote: “不。对”',
      'quote: 「是。」',
    ])
    assert.deepEqual(sentences('He said "Stop. Now" and `a. B` left. So'), [
      'He said "Stop. Now" and `a. B` left.',
      'So',
    ])
    assert.deepEqual(sentences('He said "Stop." Then he left.'), ['He said "Stop."', 'Then he left.'])
  })

  it('takes stray marks for text', () => {
    assert.deepEqual(masks('It costs $5 and $10. A 5" pipe, a ` tick, a "word'), [])
    assert.deepEqual(sentences('It costs $5. Then $10. So'), ['It costs $5.', 'Then $10.', 'So'])
    assert.deepEqual(sentences('A ` tick. Next "one\nNew'), ['A ` tick.', 'Next "one', 'New'])
    assert.deepEqual(masks('cost \\$5 and 6\\$'), [])
  })

  it('gives a fence, a formula, a quote or a rule as one whole', () => {
    const blocks = split('See:\n```js\na. B\n\nc\n```\n$$\nx\n$$\n> Wait. No.\n\n---\n')
    assert.deepEqual(
      blocks.map(({ block, text, masks: found }) => [block, text, found.length > 0]),
      [
        ['paragraph', 'See:', false],
        ['fence', '```js\na. B\n\nc\n```', true],
        ['math', '$$\nx\n$$', true],
        ['quote', '> Wait. No.', true],
        ['rule', '---', true],
      ],
    )
  })

  it('gives headings without their marks and tables row by row', () => {
    assert.deepEqual(sentences('## Step 1. Think ##\n'), ['Step 1. Think'])
    assert.deepEqual(sentences('Title\n---\n'), ['Title'])
    assert.deepEqual(sentences('| a | b |\n|---|---|\n| c. D | e |\n'), ['| a | b |', '| c. D | e |'])
  })

  it('gives a fence within a list as a whole', () => {
    const found = split('1. Write:\n   ```\n   a. B\n   ```\n   Then. So.\n2. Next')
    assert.deepEqual(
      found.map(({ text }) => text),
      ['Write:', '```\n   a. B\n   ```', 'Then.', 'So.', 'Next'],
    )
    assert.equal(found[1]?.masks[0]?.kind, 'code')
  })

  it('says which block a sentence is of', () => {
    assert.deepEqual(
      split('# A\nOne. Two.\n\n- Three.').map(({ block, blockStart }) => [block, blockStart]),
      [
        ['heading', 0],
        ['paragraph', 4],
        ['paragraph', 4],
        ['list', 15],
      ],
    )
  })

  it('gives a sentence out as soon as its end is certain', () => {
    const splitter = new SentenceSplitter()
    assert.deepEqual(splitter.feed('That is wrong. '), [])
    assert.equal(splitter.feed('S').length, 1)
    assert.equal(splitter.feed('o。').length, 0)
    assert.equal(splitter.feed('好').length, 1)
  })

  it('ends at a hard break', () => {
    const splitter = new SentenceSplitter()
    splitter.feed('One and')
    assert.deepEqual(
      splitter.break().map(({ text }) => text),
      ['One and'],
    )
    splitter.feed('two.')
    assert.deepEqual(
      splitter.finish().map(({ start, text }) => [start, text]),
      [[7, 'two.']],
    )
  })

  it('cuts what has no end', () => {
    for (const text of ['wait '.repeat(5000), 'x'.repeat(50_000), 'e.g. '.repeat(5000)]) {
      for (const sentence of split(text)) assert.ok(sentence.end - sentence.start <= 2 * MAX_SENTENCE + 1)
    }
  })

  it('gives the same sentences for any split of the text', () => {
    fc.assert(
      fc.property(markdownish, fc.array(fc.nat()), (text, cuts) => {
        const whole = split(text)
        assert.deepEqual(split(...cut(text, cuts)), whole)
        assert.deepEqual(split(...text), whole)
      }),
      { numRuns: 500 },
    )
  })

  it('gives each sentence in its place, in order, without white space around, masks inside', () => {
    fc.assert(
      fc.property(markdownish, (text) => {
        let at = 0
        for (const sentence of split(text)) {
          assert.ok(at <= sentence.start && sentence.start < sentence.end)
          assert.equal(sentence.text, text.slice(sentence.start, sentence.end))
          assert.equal(sentence.text, sentence.text.trim())
          assert.ok(sentence.blockStart <= sentence.start)
          for (const mask of sentence.masks) {
            assert.ok(sentence.start <= mask.start && mask.start < mask.end && mask.end <= sentence.end)
          }
          at = sentence.end
        }
      }),
      { numRuns: 500 },
    )
  })

  it('loses no word', () => {
    fc.assert(
      fc.property(markdownish, (text) => {
        let at = 0
        for (const { start, end } of split(text)) {
          assert.doesNotMatch(text.slice(at, start).replace(/\d+[.)]/g, ''), /[\p{L}]/u)
          at = end
        }
      }),
    )
  })
})
