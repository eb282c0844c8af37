import { CUES } from './cues/cue'
import { FEATURE_NAMES } from './features'
import type { Forest } from './forest'

/** How much less likely a feature's absence makes it, at least, for the feature to count as a reason. */
const TELLING = 0.03

const MOST = 4

/** What can be shown as a reason: the cues of the sentence itself, and what can be said of it and its neighbours. */
const SHOWN: ReadonlySet<string> = new Set([
  ...CUES,
  'question',
  'before:question',
  'guess-before',
  'guess',
  'reassigned',
  'polarity-turns',
  'not-number',
  'shared-numbers',
  'new-numbers',
  'shared-names',
  'overlap-before',
  'repeats',
  'after:maybe',
  'after:so',
  'after:try',
  'after:differently',
])

/** The names of the features without which it would look least like a correction, the most telling first. */
export function whyOf(row: Uint8Array, forest: Forest): readonly string[] {
  const score = forest.score(row)
  const without = row.slice()
  const reasons: { readonly name: string; readonly drop: number }[] = []
  FEATURE_NAMES.forEach((name, index) => {
    const value = without[index] ?? 0
    if (value === 0 || !SHOWN.has(name)) return
    without[index] = 0
    const drop = score - forest.score(without)
    without[index] = value
    if (drop >= TELLING) reasons.push({ name, drop })
  })
  return reasons
    .sort((a, b) => b.drop - a.drop)
    .slice(0, MOST)
    .map((reason) => reason.name)
}
