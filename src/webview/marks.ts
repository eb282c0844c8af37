import type { Alternative, Check, Correction, Reflection, Span, Step, Trace } from '../trace/trace'
import { ByOffset } from './byOffset'
import type { InlineMark } from './markdown/renderer'
import { homeOf, members, type PlacedCorrection, placed, type Trials, type Turn, turnsOf } from './turns'

/** What stands at a block, drawn from the reflections. */
export interface BlockMarks {
  readonly inline: readonly InlineMark[]
  /** Corrections whose card stands after the block, and groups of them. */
  readonly turns: readonly Turn[]
  /** Of these, the groups that are open. */
  readonly open: ReadonlySet<string>
  /** Corrections that retract something which ends in the block. */
  readonly correctedIn: readonly PlacedCorrection[]
  readonly checks: readonly Check[]
  readonly alternatives: readonly Alternative[]
  /** Equal keys, equal marks. */
  readonly key: string
}

/** What a folded step shows of its inside. */
export interface Signs {
  readonly confirmed: boolean
  readonly open: boolean
  readonly alternative: boolean
}

export const NO_SIGNS: Signs = { confirmed: false, open: false, alternative: false }

/** How marks are shown. */
export interface MarkOptions {
  /** Corrections that are not sure are hinted at. */
  readonly showFaint: boolean
  /** Groups of trials that are open. */
  readonly openTrials: readonly string[]
}

/** What the reflections of a trace mean for its steps and blocks. Made anew when they or the steps change. */
export class Marks {
  readonly corrections: readonly PlacedCorrection[]
  /** The same in order, those that are grouped as one. */
  readonly turns: readonly Turn[]
  /** Reflections that are not sure; they are a faint mark and nothing more. */
  readonly faint: ReadonlySet<string>
  readonly #turns: ByOffset<Turn>
  /** By where what they retract ends. */
  readonly #corrected: ByOffset<PlacedCorrection>
  /** Not dismissed, by where they end and by where they begin. */
  readonly #ended: ByOffset<Reflection>
  readonly #begun: ByOffset<Reflection>
  readonly #inline: ByOffset<InlineMark>
  readonly #longest: number
  readonly #open: ReadonlySet<string>
  readonly #steps: readonly Step[]

  /** @param before of the same trace: its turns stay the same objects where no correction and no step has changed. */
  constructor(trace: Pick<Trace, 'reflections' | 'steps'>, options: MarkOptions, before: Marks | null = null) {
    const shown = trace.reflections.filter((r) => !r.dismissed)
    this.#steps = trace.steps
    const sure = trace.reflections.filter((r) => r.kind === 'correction').filter((r) => r.sure)
    const same = before !== null && before.#steps === trace.steps && before.#holds(sure)
    this.corrections = same ? before.corrections : placed(sure, trace.steps)
    this.turns = same ? before.turns : turnsOf(this.corrections)
    this.#turns = same ? before.#turns : new ByOffset(this.turns, homeOf)
    this.#corrected = same
      ? before.#corrected
      : new ByOffset(
          this.corrections.filter(({ correction }) => !correction.dismissed && correction.reparandum),
          ({ correction }) => (correction.reparandum?.end ?? 0) - 1,
        )
    this.#ended = new ByOffset(shown, (r) => Math.max(r.start, r.end - 1))
    this.#begun = new ByOffset(shown, (r) => r.start)
    this.#open = new Set(options.openTrials)
    this.faint = new Set(trace.reflections.filter((r) => r.kind === 'correction' && !r.sure).map((r) => r.id))
    const inline = trace.reflections.filter((r) => options.showFaint || !this.faint.has(r.id)).flatMap(inlineMarks)
    this.#inline = new ByOffset(inline, (mark) => mark.start)
    this.#longest = inline.reduce((most, mark) => Math.max(most, mark.end - mark.start), 0)
  }

  #holds(corrections: readonly Correction[]): boolean {
    const { length } = this.corrections
    return length === corrections.length && this.corrections.every(({ correction }, i) => correction === corrections[i])
  }

  at(block: Span): BlockMarks {
    const inline = this.inline(block)
    const turns = this.turnsIn(block)
    const open = new Set(turns.flatMap((turn) => ('trials' in turn && this.#open.has(turn.id) ? [turn.id] : [])))
    const correctedIn = this.#corrected.in(block)
    const shown = this.#ended.in(block)
    const checks = shown.filter((r) => r.kind === 'check')
    const alternatives = shown.filter((r) => r.kind === 'alternative')
    const key = JSON.stringify([inline, turns, [...open], correctedIn, checks, alternatives])
    return { inline, turns, open, correctedIn, checks, alternatives, key }
  }

  inline(span: Span): readonly InlineMark[] {
    const near = this.#inline.in({ start: span.start - this.#longest, end: span.end })
    return near.filter((mark) => mark.end > span.start)
  }

  signs(step: Span): Signs {
    const inside = this.#begun.in(step)
    const checks = inside.filter((r) => r.kind === 'check')
    return {
      confirmed: checks.some((r) => r.outcome === 'confirmed'),
      open: checks.some((r) => r.outcome === 'open'),
      alternative: inside.some((r) => r.kind === 'alternative'),
    }
  }

  /** What has its card, or its group's line, in that stretch. */
  turnsIn(span: Span): readonly Turn[] {
    return this.#turns.in(span)
  }

  /** The group that holds a correction, if one does. */
  groupOf(correctionId: string): Trials | null {
    const holds = (turn: Turn): turn is Trials => 'trials' in turn && members(turn).some((c) => c.id === correctionId)
    return this.turns.find(holds) ?? null
  }
}

function inlineMarks(reflection: Reflection): readonly InlineMark[] {
  if (reflection.kind !== 'correction' || reflection.dismissed) return []
  const { id, cue, reparandum, sure } = reflection
  return [
    ...(cue ? [{ ...cue, id, role: 'cue' as const }] : []),
    ...(sure && reparandum ? [{ ...reparandum, id, role: 'retracted' as const }] : []),
  ]
}
