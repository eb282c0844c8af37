import type { Correction, Step } from '../trace/trace'
import { stepAt } from '../trace/trace'
import { ByOffset } from './byOffset'

/** A correction and its place among the steps; numbers count from one, 0 where it stands before the first step. */
export interface PlacedCorrection {
  readonly correction: Correction
  readonly step: number
  /** The step that holds what it retracts; null where no earlier statement could be named. */
  readonly target: number | null
  /** The step of a later correction that retracts this one's own repair. */
  readonly correctedIn: PlacedCorrection | null
}

/** Proposals that were tested and dropped one after another: they are one mark, which opens to their cards. */
export interface Trials {
  /** Stable while it grows: it is named after the first. */
  readonly id: string
  /** At least two, dismissed ones among them. */
  readonly trials: readonly PlacedCorrection[]
}

/** What is gone to as one: a correction with a card of its own, or a group of trials. */
export type Turn = PlacedCorrection | Trials

/** Where a correction's card belongs: at its cue, which is what the reader sees happen. */
export function home(correction: Correction): number {
  return correction.cue ? Math.max(correction.cue.start, correction.cue.end - 1) : correction.start
}

/** Where the card of a turn belongs. A group of trials stands after those of its first step. */
export function homeOf(turn: Turn): number {
  if (!('trials' in turn)) return home(turn.correction)
  const { first } = stepsOf(turn)
  const last = turn.trials.findLast(({ step }) => step === first)
  return last ? home(last.correction) : 0
}

/** The corrections of a turn, dismissed ones among them. */
export function members(turn: Turn): readonly Correction[] {
  return 'trials' in turn ? turn.trials.map(({ correction }) => correction) : [turn.correction]
}

/** The corrections of a turn that the reader has not dismissed. */
export function shownIn(turn: Turn): readonly Correction[] {
  return members(turn).filter(({ dismissed }) => !dismissed)
}

/** The steps from the first to the last that a turn stands in, counted from one. */
export function stepsOf(turn: Turn): { readonly first: number; readonly last: number } {
  const trials = 'trials' in turn ? turn.trials : [turn]
  return { first: trials[0]?.step ?? 0, last: trials.at(-1)?.step ?? 0 }
}

/** Where they stand, in order. @param sure those worth a card. */
export function placed(sure: readonly Correction[], steps: readonly Step[]): readonly PlacedCorrection[] {
  const shown = sure.filter((r) => !r.dismissed)
  const laterThan = retractions(shown)
  const place = (correction: Correction, way: readonly Correction[]): PlacedCorrection => {
    const later = laterThan(correction).find((other) => !way.includes(other))
    return {
      correction,
      step: stepAt(steps, home(correction)) + 1,
      target: correction.reparandum ? stepAt(steps, correction.reparandum.start) + 1 : null,
      correctedIn: later ? place(later, [...way, later]) : null,
    }
  }
  return sure.map((correction) => place(correction, [correction]))
}

/** Finds the corrections that take back what an earlier one had put in the place of something, in order. */
function retractions(corrections: readonly Correction[]): (earlier: Correction) => readonly Correction[] {
  const retracting = corrections.flatMap((later) => (later.reparandum ? [{ later, taken: later.reparandum }] : []))
  const byTaken = new ByOffset(retracting, ({ taken }) => taken.start)
  const longest = retracting.reduce((most, { taken }) => Math.max(most, taken.end - taken.start), 0)
  return (earlier) => {
    const said = earlier.repair ?? earlier
    return byTaken
      .in({ start: said.start - longest, end: said.end })
      .filter(({ later, taken }) => later.start > earlier.start && taken.end > said.start)
      .map(({ later }) => later)
      .sort((a, b) => a.start - b.start)
  }
}

/** In order, trials as one that follow each other without another correction between, in one step or in steps side by side. */
export function turnsOf(corrections: readonly PlacedCorrection[]): readonly Turn[] {
  const runs: PlacedCorrection[][] = []
  let last: PlacedCorrection | null = null
  for (const correction of corrections) {
    const goesOn = last && isTrial(last) && isTrial(correction) && correction.step - last.step <= 1
    if (goesOn) runs.at(-1)?.push(correction)
    else runs.push([correction])
    last = correction
  }
  return runs.flatMap((run): readonly Turn[] => {
    const [first] = run
    return first && run.length > 1 ? [{ id: `trials-${first.correction.id}`, trials: run }] : run
  })
}

function isTrial({ correction }: PlacedCorrection): boolean {
  return correction.type === 'trial-rejected'
}
