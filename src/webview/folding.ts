import type { Span, Step, Trace } from '../trace/trace'
import { type Folds, NO_FOLDS } from './kept'
import type { MarkOptions, Marks } from './marks'
import { shownIn } from './turns'

/**
 * Which steps are folded. While a run goes on all are open; when it has ended, those without a correction are a line,
 * unless the setting or the reader says otherwise.
 */
export class Folding {
  #folds: Folds = NO_FOLDS
  #marks: MarkOptions = { showFaint: true, openTrials: NO_FOLDS.trials }

  get folds(): Folds {
    return this.#folds
  }

  restore(folds: Folds): void {
    this.#folds = folds
  }

  isFolded(trace: Trace, step: Step, corrects: boolean, keepStepsOpen: boolean): boolean {
    if (this.#folds.open.includes(step.id)) return false
    if (this.#folds.folded.includes(step.id)) return true
    if (this.#folds.all) return this.#folds.all === 'folded'
    return trace.end !== undefined && !keepStepsOpen && !corrects
  }

  set(stepId: string, folded: boolean): void {
    const others = (list: readonly string[]) => list.filter((id) => id !== stepId)
    const { all, open, folded: shut, trials } = this.#folds
    this.#folds = folded
      ? { all, trials, open: others(open), folded: [...others(shut), stepId] }
      : { all, trials, open: [...others(open), stepId], folded: others(shut) }
  }

  /** Groups of trials are shut until the reader opens them, whatever holds for steps. */
  setTrials(id: string, open: boolean): void {
    const others = this.#folds.trials.filter((other) => other !== id)
    this.#folds = { ...this.#folds, trials: open ? [...others, id] : others }
  }

  /** The same object for as long as it says the same. */
  marks(showFaint: boolean): MarkOptions {
    const openTrials = this.#folds.trials
    if (this.#marks.showFaint !== showFaint || this.#marks.openTrials !== openTrials)
      this.#marks = { showFaint, openTrials }
    return this.#marks
  }

  setAll(all: Folds['all']): void {
    this.#folds = { ...NO_FOLDS, all, trials: this.#folds.trials }
  }
}

/** Whether the step holds a correction that the reader has not dismissed, or a group of them begins in it. */
export function corrects(marks: Marks, span: Span): boolean {
  return marks.turnsIn(span).some((turn) => shownIn(turn).length > 0)
}
