import type { CorrectionType, Span } from '../../trace/trace'
import { CUE, type CueName } from './cues/cue'
import { type Facts, readFacts } from './facts'
import type { CueHit } from './match'

/** The cues that can carry a change of mind, the most telling first. */
const TURNS: readonly CueName[] = [
  'own-fault',
  'missed',
  'reconsider',
  'differently',
  'no',
  'wrong',
  'fail',
  'clash',
  'excess',
  'confused',
  'hold',
  'realize',
  'actually',
  'but',
  'instead',
  'unsure',
  'oh',
  'alternatively',
  'another',
  'what-if',
  'check',
  'redo',
  'hmm',
  'try',
]
const RANK = new Map(TURNS.map((name, rank) => [CUE[name], rank]))

/** The cues at which a clause inside a sentence turns against what stands before it. */
const BREAKS = new Set((['but', 'no', 'hold', 'actually', 'own-fault', 'realize'] as const).map((name) => CUE[name]))

/** Whether a sentence begins with a turn of its own. */
export function turnsAtStart(facts: Facts): boolean {
  return facts.hits.some((h) => h.place === 3 && BREAKS.has(h.cue))
}

/** Where, inside its sentence, a change of mind begins: at a clause that opens with a turn, else at the sentence's start. */
export function turnStart(facts: Facts): number {
  if (turnsAtStart(facts)) return 0
  return facts.hits.find((h) => h.place === 2 && BREAKS.has(h.cue) && h.start > 12)?.start ?? 0
}

/** The part of a sentence as a sentence of its own. */
export function part(facts: Facts, start: number, end: number): Facts | null {
  const { sentence } = facts
  const text = sentence.text.slice(start, end)
  const trimmed = text.replace(/[\s,;:—–(-]+$/, '')
  if (trimmed.length < 3) return null
  const from = sentence.start + start
  const to = from + trimmed.length
  return readFacts({
    ...sentence,
    start: from,
    end: to,
    text: trimmed,
    masks: sentence.masks.filter((m) => m.start >= from && m.end <= to),
  })
}

/** The words that triggered it: the best cue and those that adjoin it. Offsets are those of the thought. */
export function cueOf(facts: Facts, from: number): Span | null {
  const turns = facts.hits.filter((h) => h.start >= from && RANK.has(h.cue))
  const [best] = turns.toSorted((a, b) => rank(a) - rank(b))
  if (!best) return null
  let { start, end } = best
  for (const hit of turns) if (hit.start <= end + 2 && hit.end > end) end = hit.end
  for (const hit of turns.toReversed()) if (hit.end >= start - 2 && hit.start < start) start = hit.start
  const trailing = /[\s,.;:!?…—]+$/.exec(facts.sentence.text.slice(start, end))?.[0].length ?? 0
  return { start: facts.sentence.start + start, end: facts.sentence.start + end - trailing }
}

/** A leading cue of any kind beats the same one later on. */
function rank(hit: CueHit): number {
  return (RANK.get(hit.cue) ?? TURNS.length) - (hit.place - 1) * 2
}

/** What replaces the retracted: the rest of the sentence after the cue, or the next sentence where the rest says little. */
export function repairOf(facts: Facts, cue: Span | null, next: Facts | null, type: CorrectionType): Span | null {
  const { sentence } = facts
  const from = cue && cue.start - sentence.start < sentence.text.length / 2 ? cue.end - sentence.start : 0
  const rest = sentence.text.slice(from)
  const lead = /^[\s,.;:!?…—–，。；：！？、)]+/.exec(rest)?.[0].length ?? 0
  const words = facts.chinese ? rest.length / 2 : rest.split(/\s+/).length
  const verdict = type === 'trial-rejected' || type === 'approach-abandonment'
  if (words - lead > 5 && !verdict) return { start: sentence.start + from + lead, end: sentence.end }
  if (!next || type === 'trial-rejected' || next.solid || next.sentence.end - sentence.end > 400) return null
  return { start: next.sentence.start, end: next.sentence.end }
}

/** The kind of change, read off the cues and off what is retracted. */
export function typeOf(facts: Facts, target: Facts | null): CorrectionType {
  const has = (...names: readonly CueName[]) => names.some((name) => (facts.cues[CUE[name]] ?? 0) > 0)
  if (has('missed')) return 'misreading'
  if (has('own-fault', 'wrong')) return 'retraction'
  if (has('reconsider', 'differently', 'confused')) return 'approach-abandonment'
  if (has('fail', 'clash', 'excess') && target && target.guess > 0) return 'trial-rejected'
  if (!has('hold', 'no', 'but', 'actually', 'fail', 'clash', 'excess', 'instead', 'oh', 'realize')) return 'silent'
  if (has('also') && !has('no', 'not')) return 'refinement'
  return target && target.guess > 1 ? 'trial-rejected' : 'retraction'
}
