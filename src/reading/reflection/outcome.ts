import { CUE, CUES } from './cues/cue'
import type { Facts } from './facts'
import { overlap } from './features'
import { lengthBin, markOf } from './shape'

/** How many sentences after a check may still bring its outcome. */
export const PATIENCE = 6

type Feature = readonly [name: string, value: (check: Facts, after: readonly Facts[]) => number]

const best = (facts: readonly Facts[], cue: number) => Math.max(0, ...facts.map((f) => f.cues[cue] ?? 0))

const FEATURES: readonly Feature[] = [
  ...CUES.map((name): Feature => [name, (check) => check.cues[CUE[name]] ?? 0]),
  ...CUES.map((name): Feature => [`after:${name}`, (_, after) => best(after, CUE[name])]),
  ...CUES.map((name): Feature => [`first:${name}`, (_, after) => after[0]?.cues[CUE[name]] ?? 0]),
  ['seen', (_, after) => after.length],
  ['words', (check) => lengthBin(check.words)],
  ['mark', (check) => markOf(check)],
  ['equals', (check) => check.equals],
  ['math', (check) => check.math],
  ['guess', (check) => check.guess],
  ['after:questions', (_, after) => after.filter((f) => f.question).length],
  ['after:guesses', (_, after) => after.filter((f) => f.guess > 0).length],
  [
    'after:equals',
    (_, after) =>
      Math.min(
        7,
        after.reduce((sum, f) => sum + f.equals, 0),
      ),
  ],
  ['after:solid', (_, after) => after.filter((f) => f.solid).length],
  ['after:overlap', (check, after) => Math.max(0, ...after.map((f) => overlap(f, check)))],
  ['first:mark', (_, after) => (after[0] ? markOf(after[0]) : 0)],
  ['first:words', (_, after) => lengthBin(after[0]?.words ?? 0)],
]

export const OUTCOME_NAMES: readonly string[] = FEATURES.map(([name]) => name)

export function readOutcome(check: Facts, after: readonly Facts[]): Uint8Array {
  const row = new Uint8Array(FEATURES.length)
  for (let i = 0; i < FEATURES.length; i++) row[i] = FEATURES[i]?.[1](check, after) ?? 0
  return row
}
