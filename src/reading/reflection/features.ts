import { CUES, type CueName } from './cues/cue'
import type { Facts } from './facts'

/** How many sentences before the one in question its features look at. */
export const LOOK_BACK = 6

/** The sentence in question, the ones before it (nearest first) and the one after it, where they exist. */
export interface Window {
  readonly current: Facts
  readonly before: readonly Facts[]
  readonly next: Facts | null
}

export const CUE = Object.fromEntries(CUES.map((name, index) => [name, index])) as Readonly<Record<CueName, number>>

type Feature = readonly [name: string, value: (window: Window) => number]

const at = (window: Window, offset: number): Facts | null =>
  offset === 0 ? window.current : offset > 0 ? window.next : (window.before[-offset - 1] ?? null)

const PLACES: readonly (readonly [string, number])[] = [
  ['', 0],
  ['before:', -1],
  ['after:', 1],
  ['before2:', -2],
]

/** Each cue group, in the sentence, the two before and the one after: 0 to 3 as in `CuePlace`. */
const cueFeatures: readonly Feature[] = PLACES.flatMap(([prefix, offset]) =>
  CUES.map((name): Feature => [`${prefix}${name}`, (window) => at(window, offset)?.cues[CUE[name]] ?? 0]),
)

/** The same for what can be seen without words. */
const shapeFeatures: readonly Feature[] = PLACES.flatMap(([prefix, offset]): Feature[] => [
  [`${prefix}question`, (w) => Number(at(w, offset)?.question ?? false)],
  [`${prefix}mark`, (w) => ['', '.', ':', '!', '…', '?'].indexOf(at(w, offset)?.mark ?? '')],
  [`${prefix}words`, (w) => lengthBin(at(w, offset)?.words ?? 0)],
  [`${prefix}numbers`, (w) => Math.min(at(w, offset)?.numbers.size ?? 0, 7)],
  [`${prefix}equals`, (w) => at(w, offset)?.equals ?? 0],
  [`${prefix}code`, (w) => at(w, offset)?.code ?? 0],
  [`${prefix}math`, (w) => at(w, offset)?.math ?? 0],
  [`${prefix}quotation`, (w) => at(w, offset)?.quote ?? 0],
  [`${prefix}solid`, (w) => Number(at(w, offset)?.solid ?? false)],
  [`${prefix}exists`, (w) => Number(at(w, offset) !== null)],
  [`${prefix}same-block`, (w) => Number(at(w, offset)?.sentence.blockStart === w.current.sentence.blockStart)],
])

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
  ['guess-before', (w) => guess(w.before[0])],
  ['guess', (w) => guess(w.current)],
  ['after:guess', (w) => guess(w.next ?? undefined)],
  ['clauses', (w) => Math.min(w.current.hits.filter((h) => h.place >= 2).length, 7)],
  ['but-inside', (w) => inside(w.current, CUE.but)],
  ['no-inside', (w) => inside(w.current, CUE.no)],
  ['hold-inside', (w) => inside(w.current, CUE.hold)],
  ['turns-lately', (w) => w.before.filter((f) => (f.cues[CUE.hold] ?? 0) + (f.cues[CUE.no] ?? 0) >= 3).length],
  ['guesses-lately', (w) => w.before.filter((f) => guess(f) > 0).length],
  ['questions-lately', (w) => w.before.filter((f) => f.question).length],
]

const FEATURES: readonly Feature[] = [...cueFeatures, ...shapeFeatures, ...relationFeatures]

export const FEATURE_NAMES: readonly string[] = FEATURES.map(([name]) => name)

/** One small whole number (0 to 15) per feature. */
export function readFeatures(window: Window, into = new Uint8Array(FEATURES.length)): Uint8Array {
  for (let i = 0; i < FEATURES.length; i++) into[i] = FEATURES[i]?.[1](window) ?? 0
  return into
}

export function lengthBin(words: number): number {
  return Math.min(15, words < 8 ? words : 8 + Math.floor(Math.log2(words / 8) * 2.5))
}

/** Tenths of the smaller one's content that both speak of. */
export function overlap(a: Facts | undefined, b: Facts | undefined): number {
  if (!a || !b) return 0
  const common = shared(a.content, b.content)
  return common ? Math.ceil((10 * common) / Math.max(3, Math.min(a.content.size, b.content.size))) : 0
}

export function shared(a: ReadonlySet<string>, b: ReadonlySet<string> | undefined): number {
  let sum = 0
  if (b) for (const item of a.size < b.size ? a : b) if ((a.size < b.size ? b : a).has(item)) sum++
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
  return facts.assignments.some((a) => earlier.assignments.some((b) => a.name === b.name && a.value !== b.value))
}

/** Both speak of the same, and one of the two negates. */
export function polarity(facts: Facts, earlier: Facts | undefined): number {
  if (!earlier || overlap(facts, earlier) < 3) return 0
  return Number((facts.cues[CUE.not] ?? 0) > 0 !== (earlier.cues[CUE.not] ?? 0) > 0)
}

/** 1 to 4: how much a statement is only proposed. */
export function guess(facts: Facts | undefined): number {
  if (!facts) return 0
  const has = (name: CueName) => Number((facts.cues[CUE[name]] ?? 0) > 0)
  return Math.min(
    4,
    has('maybe') + has('alternatively') + has('another') + has('what-if') + Number(facts.question) + has('try'),
  )
}

/** A cue at the start of a clause that is not the sentence's first. */
function inside(facts: Facts, cue: number): number {
  return Number(facts.hits.some((h) => h.cue === cue && h.place === 2 && h.start > 12))
}
