import type { Alternative, Check, Correction, Reflection, Span, Trace } from '../trace/trace'
import { stepAt } from '../trace/trace'
import type { InlineMark } from './markdown/renderer'

/** A correction and its place among the steps; numbers count from one, 0 where it stands before the first step. */
export interface PlacedCorrection {
  readonly correction: Correction
  readonly step: number
  /** The step that holds what it retracts; null where no earlier statement could be named. */
  readonly target: number | null
  /** The step of a later correction that retracts this one's own repair. */
  readonly correctedIn: PlacedCorrection | null
}

/** What stands at a block, drawn from the reflections. */
export interface BlockMarks {
  readonly inline: readonly InlineMark[]
  /** Corrections whose card stands after the block. */
  readonly cards: readonly PlacedCorrection[]
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

/** What the reflections of a trace mean for its steps and blocks. Made anew when they or the steps change. */
export class Marks {
  readonly corrections: readonly PlacedCorrection[]
  /** Reflections that are not sure; they are a faint mark and nothing more. */
  readonly faint: ReadonlySet<string>
  readonly #reflections: readonly Reflection[]
  readonly #inline: readonly InlineMark[]

  constructor(trace: Pick<Trace, 'reflections' | 'steps'>) {
    this.#reflections = trace.reflections
    this.corrections = placed(trace)
    this.faint = new Set(trace.reflections.filter((r) => r.kind === 'correction' && !r.sure).map((r) => r.id))
    this.#inline = trace.reflections.flatMap(inlineMarks)
  }

  at(block: Span): BlockMarks {
    const inline = this.inline(block)
    const cards = this.corrections.filter(({ correction }) => within(home(correction), block))
    const correctedIn = this.corrections.filter(
      ({ correction: { dismissed, reparandum } }) => !dismissed && reparandum && within(reparandum.end - 1, block),
    )
    const shown = this.#reflections.filter((r) => !r.dismissed && within(Math.max(r.start, r.end - 1), block))
    const checks = shown.filter((r) => r.kind === 'check')
    const alternatives = shown.filter((r) => r.kind === 'alternative')
    const key = JSON.stringify([inline, cards, correctedIn, checks, alternatives])
    return { inline, cards, correctedIn, checks, alternatives, key }
  }

  inline(span: Span): readonly InlineMark[] {
    return this.#inline.filter((mark) => mark.start < span.end && mark.end > span.start)
  }

  signs(step: Span): Signs {
    const inside = this.#reflections.filter((r) => !r.dismissed && r.start >= step.start && r.start < step.end)
    const checks = inside.filter((r) => r.kind === 'check')
    return {
      confirmed: checks.some((r) => r.outcome === 'confirmed'),
      open: checks.some((r) => r.outcome === 'open'),
      alternative: inside.some((r) => r.kind === 'alternative'),
    }
  }

  /** Corrections with a card in the step. */
  cardsIn(step: Span): readonly PlacedCorrection[] {
    return this.corrections.filter(({ correction }) => within(home(correction), step))
  }
}

/** Where a correction's card belongs: at its cue, which is what the reader sees happen. */
export function home(correction: Correction): number {
  return correction.cue ? Math.max(correction.cue.start, correction.cue.end - 1) : correction.start
}

function within(offset: number, span: Span): boolean {
  return offset >= span.start && offset < span.end
}

function placed({ reflections, steps }: Pick<Trace, 'reflections' | 'steps'>): readonly PlacedCorrection[] {
  const sure = reflections.filter((r) => r.kind === 'correction').filter((r) => r.sure)
  const shown = sure.filter((r) => !r.dismissed)
  const place = (correction: Correction, way: readonly Correction[]): PlacedCorrection => {
    const later = shown.find((other) => !way.includes(other) && retracts(other, correction))
    return {
      correction,
      step: stepAt(steps, home(correction)) + 1,
      target: correction.reparandum ? stepAt(steps, correction.reparandum.start) + 1 : null,
      correctedIn: later ? place(later, [...way, later]) : null,
    }
  }
  return sure.map((correction) => place(correction, [correction]))
}

/** Whether `later` takes back what `earlier` had put in the place of something. */
function retracts(later: Correction, earlier: Correction): boolean {
  const { reparandum } = later
  const said = earlier.repair ?? earlier
  return (
    reparandum !== null && later.start > earlier.start && reparandum.start < said.end && reparandum.end > said.start
  )
}

function inlineMarks(reflection: Reflection): readonly InlineMark[] {
  if (reflection.kind !== 'correction' || reflection.dismissed) return []
  const { id, cue, reparandum, sure } = reflection
  return [
    ...(cue ? [{ ...cue, id, role: 'cue' as const }] : []),
    ...(sure && reparandum ? [{ ...reparandum, id, role: 'retracted' as const }] : []),
  ]
}
