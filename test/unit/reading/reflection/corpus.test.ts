import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import type { Span } from '../../../../src/trace/trace'
import { read } from './read'

interface Label extends Span {
  readonly label: 'correction' | 'check-confirmed' | 'check-open' | 'alternative'
  readonly targetStart?: number
  readonly targetEnd?: number
}

interface Passage {
  readonly id: string
  readonly use: 'learn' | 'test'
  readonly text: string
  readonly labels: readonly Label[]
}

const load = (folder: string): readonly Passage[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => readFileSync(`${folder}/${file}`, 'utf8').split('\n').filter(Boolean))
    .map((line) => JSON.parse(line))

const corpus = load('test/corpus')
const thoughts = load('test/corpus/thoughts')

const overlap = (a: Span, b: Span) => a.start < b.end && b.start < a.end

/** Right, wrong and missed marks of one kind over some passages; and of the right ones, how many name what they retract. */
function tally(passages: readonly Passage[], kind: 'correction' | 'check' | 'alternative') {
  const sum = { right: 0, wrong: 0, missed: 0, linked: 0, linkable: 0 }
  for (const passage of passages) {
    const found = read(passage.text).reflections.filter((r) => r.kind === kind)
    const gold = passage.labels.filter((l) => l.label.startsWith(kind))
    sum.wrong += found.filter((r) => !gold.some((l) => overlap(r, l))).length
    for (const label of gold) {
      const mark = found.find((r) => overlap(r, label))
      if (!mark) sum.missed++
      else sum.right++
      if (mark?.kind !== 'correction' || label.targetStart === undefined) continue
      sum.linkable++
      const target = { start: label.targetStart, end: label.targetEnd ?? label.targetStart }
      if (mark.reparandum && overlap(mark.reparandum, target)) sum.linked++
    }
  }
  const precision = sum.right / (sum.right + sum.wrong)
  const recall = sum.right / (sum.right + sum.missed)
  return { precision, f1: (2 * precision * recall) / (precision + recall), link: sum.linked / sum.linkable }
}

const atLeast = (value: number, floor: number) => assert.ok(value >= floor, `${value.toFixed(3)} is below ${floor}`)

describe('the labelled passages', () => {
  const test = corpus.filter((p) => p.use === 'test')
  const chinese = test.filter((p) => p.id.startsWith('zh'))

  it('are at least 250, half of them not learnt from, with every label inside its text', () => {
    atLeast(corpus.length, 250)
    atLeast(test.length, 125)
    for (const { text, labels } of corpus) for (const l of labels) assert.ok(0 <= l.start && l.end <= text.length)
  })

  it('hold corrections that are found, in both languages', () => {
    const all = tally(test, 'correction')
    atLeast(all.f1, 0.7)
    atLeast(all.precision, 0.8)
    atLeast(all.link, 0.85)
    atLeast(tally(chinese, 'correction').f1, 0.7)
  })

  it('hold checks and alternatives that are found', () => {
    atLeast(tally(test, 'check').f1, 0.45)
    atLeast(tally(test, 'alternative').f1, 0.5)
  })

  it('hold innocent passages that stay without a sure correction', () => {
    const innocent = test.filter((p) => p.labels.length === 0)
    atLeast(innocent.length, 30)
    for (const { id, text } of innocent) {
      assert.deepEqual([id, ...read(text).corrections.filter((c) => c.sure)], [id])
    }
  })
})

/** Written to hold what is hard: corrections without a word that tells, and such words without a correction. */
describe('the labelled thoughts', () => {
  const test = thoughts.filter((p) => p.use === 'test')

  it('are at least 400, a sixth of them not learnt from, with every label inside its text', () => {
    atLeast(thoughts.length, 400)
    atLeast(test.length, 65)
    for (const { text, labels } of thoughts) for (const l of labels) assert.ok(0 <= l.start && l.end <= text.length)
  })

  it('hold corrections, checks and alternatives of which some are found', () => {
    atLeast(tally(test, 'correction').f1, 0.15)
    atLeast(tally(test, 'check').f1, 0.4)
    atLeast(tally(test, 'alternative').f1, 0.3)
  })
})
