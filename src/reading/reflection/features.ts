import { CUE, CUES } from './cues/cue'
import type { Facts } from './facts'
import { SHAPE } from './shape'

/** How many sentences before the one in question its features look at. */
export const LOOK_BACK = 6

/** The sentence in question, the ones before it (nearest first) and the one after it, where they exist. */
export interface Window {
  readonly current: Facts
  readonly before: readonly Facts[]
  readonly next: Facts | null
}

type Feature = readonly [name: string, value: (window: Window) => number]

/** The cues and the shape of the sentence, of the two before it and of the one after it. */
const PLACES = ['', 'before:', 'after:', 'before2:'] as const

const placeFeatures: readonly string[] = [
  ...PLACES.flatMap((place) => CUES.map((name) => `${place}${name}`)),
  ...PLACES.flatMap((place) => [...SHAPE, 'same-block'].map((name) => `${place}${name}`)),
]

/** "…, not 1832": another number is put in its place. */
const NOT_NUMBER = /\b(?:not|instead of|rather than) -?\d|不是 ?\d|而非 ?\d/i

const relationFeatures: readonly Feature[] = [
  [
    'block',
    (w) =>
      ['paragraph', 'heading', 'list', 'table', 'quote', 'rule', 'fence', 'math', 'html'].indexOf(
        w.current.sentence.block,
      ),
  ],
  ['chinese', (w) => Number(w.current.chinese)],
  ['opens-block', (w) => Number(w.current.sentence.start === w.current.sentence.blockStart)],
  ['overlap-before', (w) => overlap(w.current, w.before[0])],
  ['overlap-before2', (w) => overlap(w.current, w.before[1])],
  ['overlap-farther', (w) => Math.max(0, ...w.before.slice(2).map((f) => overlap(w.current, f)))],
  ['overlap-after', (w) => overlap(w.next ?? undefined, w.current)],
  ['after-returns', (w) => overlap(w.next ?? undefined, w.before[0])],
  ['repeats', (w) => Number(w.before.some((f) => f.sentence.text === w.current.sentence.text))],
  ['shared-numbers', (w) => Math.min(shared(w.current.numbers, w.before[0]?.numbers), 5)],
  ['new-numbers', (w) => Math.min(fresh(w.current.numbers, w.before), 5)],
  ['not-number', (w) => Number(NOT_NUMBER.test(w.current.sentence.text))],
  ['shared-names', (w) => Math.min(shared(w.current.names, w.before[0]?.names), 5)],
  [
    'new-names',
    (w) =>
      Math.min(
        fresh(
          w.current.names,
          w.before.map((f) => ({ numbers: f.names })),
        ),
        5,
      ),
  ],
  ['reassigned', (w) => reassigned(w.current, w.before)],
  ['after:reassigned', (w) => (w.next ? reassigned(w.next, [w.current, ...w.before]) : 0)],
  ['polarity-turns', (w) => polarity(w.current, w.before[0])],
  ['after:polarity-turns', (w) => (w.next ? polarity(w.next, w.current) : 0)],
  ['guess-before', (w) => w.before[0]?.guess ?? 0],
  ['guess', (w) => w.current.guess],
  ['after:guess', (w) => w.next?.guess ?? 0],
  ['clauses', (w) => Math.min(w.current.hits.filter((h) => h.place >= 2).length, 7)],
  ['but-inside', (w) => inside(w.current, CUE.but)],
  ['no-inside', (w) => inside(w.current, CUE.no)],
  ['hold-inside', (w) => inside(w.current, CUE.hold)],
  ['turns-lately', (w) => w.before.filter((f) => (f.cues[CUE.hold] ?? 0) + (f.cues[CUE.no] ?? 0) >= 3).length],
  ['guesses-lately', (w) => w.before.filter((f) => f.guess > 0).length],
  ['questions-lately', (w) => w.before.filter((f) => f.question).length],
]

const relationValues = relationFeatures.map(([, value]) => value)

export const FEATURE_NAMES: readonly string[] = [...placeFeatures, ...relationFeatures.map(([name]) => name)]

/** One small whole number (0 to 15) per feature. */
export function readFeatures(window: Window): Uint8Array {
  const row = new Uint8Array(FEATURE_NAMES.length)
  const { current, before, next } = window
  const shapes = PLACES.length * CUES.length
  ;[current, before[0], next, before[1]].forEach((facts, place) => {
    if (!facts) return
    row.set(facts.cues, place * CUES.length)
    const at = shapes + place * (SHAPE.length + 1)
    row.set(facts.shape, at)
    row[at + SHAPE.length] = Number(facts.sentence.blockStart === current.sentence.blockStart)
  })
  let at = placeFeatures.length
  for (const value of relationValues) row[at++] = value(window)
  return row
}

/** Tenths of the smaller one's content that both speak of. */
export function overlap(a: Facts | undefined, b: Facts | undefined): number {
  if (!a || !b) return 0
  return overlapOf(shared(a.content, b.content), a, b)
}

/** @param common how much of the content of the two is the same. */
export function overlapOf(common: number, a: Facts, b: Facts): number {
  return common ? Math.ceil((10 * common) / Math.max(3, Math.min(a.content.size, b.content.size))) : 0
}

export function shared(a: ReadonlySet<string>, b: ReadonlySet<string> | undefined): number {
  let sum = 0
  if (!b || a.size === 0 || b.size === 0) return sum
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  for (const item of few) if (many.has(item)) sum++
  return sum
}

function fresh(items: ReadonlySet<string>, before: readonly { readonly numbers: ReadonlySet<string> }[]): number {
  let sum = 0
  for (const item of items) if (!before.some((f) => f.numbers.has(item))) sum++
  return sum
}

/** How far back a name stood with another value: 0 nowhere, else 1 (in the sentence before) to 6. */
export function reassigned(facts: Facts, before: readonly Facts[]): number {
  if (facts.assignments.length === 0) return 0
  const index = before.findIndex((f) => differs(facts, f))
  return index + 1
}

export function differs(facts: Facts, earlier: Facts): boolean {
  if (earlier.assignments.length === 0) return false
  return facts.assignments.some((a) => earlier.assignments.some((b) => a.name === b.name && a.value !== b.value))
}

/** Both speak of the same, and one of the two negates. */
export function polarity(facts: Facts, earlier: Facts | undefined): number {
  return earlier && negates(facts) !== negates(earlier) && overlap(facts, earlier) >= 3 ? 1 : 0
}

function negates(facts: Facts): boolean {
  return (facts.cues[CUE.not] ?? 0) > 0
}

/** A cue at the start of a clause that is not the sentence's first. */
function inside(facts: Facts, cue: number): number {
  return Number(facts.hits.some((h) => h.cue === cue && h.place === 2 && h.start > 12))
}
