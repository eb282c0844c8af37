import assert from 'node:assert/strict'
import { BlockScanner } from '../../../src/reading/blocks'
import { tokensIn } from '../../../src/reading/claims/tokens'
import { Trail } from '../../../src/reading/claims/trail'
import { markdownParser } from '../../../src/reading/markdown'
import { Segmenter } from '../../../src/reading/segment'
import { SentenceSplitter, sentencesOf } from '../../../src/reading/sentence'

/** Text that has made readers of Markdown slow, or that begins something and never ends it. */
const HOSTILE: Readonly<Record<string, string>> = {
  words: 'wait ',
  'sentences that never end': 'e.g. ',
  newlines: '\n',
  'one word': 'x',
  'one Chinese word': '等',
  dollars: '$$',
  'dollars apart': '$$ a ',
  prices: '$5 ',
  brackets: '[a](',
  stars: '*',
  'emphasis that is not closed': '*a **b ',
  'backticks of two lengths': '` a `` b ',
  'formulas that are not closed': '\\(',
  environments: '\\begin{align}',
  quotes: '>',
  'quoted words that are not closed': ' "a',
  dots: '.',
  spaces: ' ',
  items: '- a\n',
  'nested items': '- ',
  'lazy lines': 'a b c\n',
  rows: '| a | b |\n',
  headings: '# a\nb\n',
  underlines: 'a\n---\n',
  html: '<div>\n',
  'open formulas on lines': 'a $$\nb\n',
}
/** What begins to claim something and never comes to it. */
const CLAIMS: Readonly<Record<string, string>> = {
  equalities: 'x = 1 ',
  'equal signs': ' = ',
  sums: 'a+',
  'sums that come to nothing': 'a + b = c + ',
  'formulas that are equalities': '$a=$ ',
  boxes: '\\boxed{',
  'answers without a value': 'the answer is ',
  'answers to what': 'answer to ',
  articles: 'the area of ',
  'calls that are not closed': 'f(',
  'Chinese nouns': '所以面积是',
  fractions: '\\frac{1}',
  'groups of digits': '1,000',
}
const OPEN_FENCE = '```\n'

/** Characters fed four at a time, as they stream. */
function read(text: string): void {
  const splitter = new SentenceSplitter()
  const segmenter = new Segmenter()
  for (let at = 0; at < text.length; at += 4) {
    for (const sentence of splitter.feed(text.slice(at, at + 4))) segmenter.feed(sentence)
  }
  splitter.finish()
}

/**
 * How many characters regular expressions and searches of the standard library were given to look at: the work that a
 * reader does, counted instead of timed. What is searched from an offset on counts from there.
 */
function workOf(run: () => void): number {
  let work = 0
  const { exec } = RegExp.prototype
  const { indexOf } = String.prototype
  RegExp.prototype.exec = function (text) {
    const from = this.global || this.sticky ? this.lastIndex : 0
    const match = exec.call(this, text)
    const looked = match ? match.index + match[0].length - from : this.sticky ? 1 : text.length - from
    work += Math.max(1, looked)
    return match
  }
  String.prototype.indexOf = function (text, from = 0) {
    const found = indexOf.call(this, text, from)
    work += (found < 0 ? this.length : found) - from + 1
    return found
  }
  try {
    run()
  } finally {
    RegExp.prototype.exec = exec
    String.prototype.indexOf = indexOf
  }
  return work
}

describe('the cost of reading', () => {
  for (const [name, piece] of Object.entries({ ...HOSTILE, 'a fence that is not closed': 'let a = b. c\n' })) {
    it(`grows with the length, no faster: ${name}`, () => {
      const text = (length: number) =>
        (name.startsWith('a fence') ? OPEN_FENCE : '') + piece.repeat(Math.ceil(length / piece.length))
      const [one, two] = [100_000, 200_000].map((length) => workOf(() => read(text(length))))
      assert.ok(one !== undefined && two !== undefined && two <= 2.3 * one, `${one} and ${two}`)
      assert.ok(one <= 100 * 100_000, `${one}`)
    })
  }

  for (const [name, piece] of Object.entries({ ...HOSTILE, ...CLAIMS })) {
    it(`for what a text claims grows with the length, no faster: ${name}`, () => {
      const [one, two] = [20_000, 40_000].map((length) => {
        const sentences = sentencesOf(piece.repeat(Math.ceil(length / piece.length)))
        const trail = new Trail('Find x.')
        return workOf(() => {
          for (const sentence of sentences) {
            trail.feed(sentence)
            tokensIn(sentence)
          }
          trail.ending(sentences.slice(-20), true)
        })
      })
      assert.ok(one !== undefined && two !== undefined && two <= 2.3 * one + 1000, `${one} and ${two}`)
      assert.ok(one <= 1000 * 20_000, `${one}`)
    })
  }

  it('keeps from the block parser what it cannot read', () => {
    for (const piece of Object.values(HOSTILE)) {
      const scanner = new BlockScanner()
      const text = piece.repeat(Math.ceil(20_000 / piece.length))
      for (const block of [...scanner.feed(text), ...scanner.finish()]) {
        assert.ok(block.end - block.start <= 3 * 16_384 + 1)
        const source = text.slice(block.start, block.end)
        if (source.length > 1000 && source.length <= 16_384 && !/^(?:[>\-+*] ?){32}/m.test(source))
          markdownParser.parse(source)
      }
    }
  })
})
