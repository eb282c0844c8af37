import { CUE, type CueName } from './cues/cue'
import type { Facts } from './facts'
import { differs, overlap, overlapOf, polarity, shared } from './features'
import { lengthBin, markOf } from './shape'

/** How many earlier sentences a correction is linked back over. Farther targets are 2 in 100. */
export const REACH = 50

/** What a correction may retract: an earlier sentence, or the part of its own sentence before it. */
export interface Pair {
  readonly correction: Facts
  readonly next: Facts | null
  readonly candidate: Facts
  /** How much of their content is the same. */
  readonly common: number
  /** 0 for the part of the same sentence, else how many sentences back. */
  readonly distance: number
  /** How many candidates nearer than this one share more content with the correction. */
  readonly outdone: number
  /** How many candidates nearer than this one are statements of more than three words. */
  readonly between: number
  /** How many nearer ones are guesses. */
  readonly guesses: number
}

type Feature = readonly [name: string, value: (pair: Pair) => number]

const CORRECTION_CUES: readonly CueName[] = [
  'hold',
  'no',
  'but',
  'actually',
  'earlier',
  'fail',
  'clash',
  'wrong',
  'own-fault',
  'missed',
  'excess',
  'differently',
  'reconsider',
  'confused',
  'source',
  'redo',
  'instead',
  'unsure',
  'first',
  'still',
]
const CANDIDATE_CUES: readonly CueName[] = [
  'so',
  'answer',
  'think',
  'maybe',
  'modal',
  'suppose',
  'try',
  'should',
  'hold',
  'not',
  'fail',
  'check',
  'alternatively',
  'another',
  'source',
  'but',
  'self',
  'also',
  'because',
  'differently',
  'ask',
  'confirm',
  'what-if',
  'no',
  'excess',
]

const FEATURES: readonly Feature[] = [
  ['distance', (p) => (p.distance < 9 ? p.distance : Math.min(15, 8 + Math.floor(Math.log2(p.distance / 8) * 2)))],
  ['between', (p) => Math.min(p.between, 15)],
  ['outdone', (p) => Math.min(p.outdone, 15)],
  ['guesses', (p) => Math.min(p.guesses, 7)],
  ['overlap', (p) => overlapOf(p.common, p.correction, p.candidate)],
  ['next-overlap', (p) => overlap(p.next ?? undefined, p.candidate)],
  ['shared-content', (p) => Math.min(15, p.common)],
  ['shared-numbers', (p) => Math.min(7, shared(p.correction.numbers, p.candidate.numbers))],
  ['next-numbers', (p) => Math.min(7, p.next ? shared(p.next.numbers, p.candidate.numbers) : 0)],
  ['shared-names', (p) => Math.min(7, shared(p.correction.names, p.candidate.names))],
  ['next-names', (p) => Math.min(7, p.next ? shared(p.next.names, p.candidate.names) : 0)],
  ['differs', (p) => Number(differs(p.correction, p.candidate))],
  ['next-differs', (p) => Number(p.next !== null && differs(p.next, p.candidate))],
  ['polarity', (p) => polarity(p.correction, p.candidate)],
  ['guess', (p) => p.candidate.guess],
  ['question', (p) => Number(p.candidate.question)],
  ['mark', (p) => markOf(p.candidate)],
  ['words', (p) => lengthBin(p.candidate.words)],
  ['solid', (p) => Number(p.candidate.solid)],
  ['code', (p) => p.candidate.code],
  ['math', (p) => p.candidate.math],
  ['numbers', (p) => Math.min(7, p.candidate.numbers.size)],
  ['equals', (p) => p.candidate.equals],
  ['same-block', (p) => Number(p.candidate.sentence.blockStart === p.correction.sentence.blockStart)],
  ['correction-words', (p) => lengthBin(p.correction.words)],
  ['chinese', (p) => Number(p.correction.chinese)],
]

/** After those, the cues of the two: a correction is read against up to fifty candidates, so each number counts. */
export const PAIR_NAMES: readonly string[] = [
  ...FEATURES.map(([name]) => name),
  ...CORRECTION_CUES.map((name) => `correction:${name}`),
  ...CANDIDATE_CUES.map((name) => `candidate:${name}`),
]

const VALUES = FEATURES.map(([, value]) => value)
const OF_CORRECTION = CORRECTION_CUES.map((name) => CUE[name])
const OF_CANDIDATE = CANDIDATE_CUES.map((name) => CUE[name])

export function readPair(pair: Pair): Uint8Array {
  const row = new Uint8Array(PAIR_NAMES.length)
  let at = 0
  for (const value of VALUES) row[at++] = value(pair)
  for (const cue of OF_CORRECTION) row[at++] = pair.correction.cues[cue] ?? 0
  for (const cue of OF_CANDIDATE) row[at++] = pair.candidate.cues[cue] ?? 0
  return row
}

/** The candidates of a correction, nearest first. `own` is the part of its sentence that stands before it. */
export function pairsOf(
  correction: Facts,
  next: Facts | null,
  own: Facts | null,
  before: readonly Facts[],
): readonly Pair[] {
  const pairs: Pair[] = []
  /** How many overlap by so many tenths. */
  const overlaps = new Uint8Array(11)
  let between = 0
  let guesses = 0
  const add = (candidate: Facts, distance: number) => {
    const common = shared(correction.content, candidate.content)
    const overlapping = overlapOf(common, correction, candidate)
    let outdone = 0
    for (let tenths = overlapping; tenths < overlaps.length; tenths++) outdone += overlaps[tenths] ?? 0
    pairs.push({
      correction,
      next,
      candidate,
      common,
      distance,
      between,
      guesses,
      outdone,
    })
    overlaps[overlapping] = (overlaps[overlapping] ?? 0) + 1
    if (candidate.words > 3 || candidate.solid) between++
    if (candidate.guess > 0) guesses++
  }
  if (own) add(own, 0)
  before.forEach((facts, index) => {
    if (saysSomething(facts)) add(facts, index + 1)
  })
  return pairs
}

/** Without content there is nothing to retract. */
function saysSomething(facts: Facts): boolean {
  return facts.content.size > 0 || facts.numbers.size > 0 || facts.solid
}
