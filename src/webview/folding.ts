import type { Step, Trace } from '../trace/trace'
import { type Folds, NO_FOLDS } from './kept'
import type { Marks } from './marks'

/**
 * Which steps are folded. While a run goes on all are open; when it has ended, those without a correction are a line,
 * unless the setting or the reader says otherwise.
 */
export class Folding {
  #folds: Folds = NO_FOLDS

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
    const { all, open, folded: shut } = this.#folds
    this.#folds = folded
      ? { all, open: others(open), folded: [...others(shut), stepId] }
      : { all, open: [...others(open), stepId], folded: others(shut) }
  }

  setAll(all: Folds['all']): void {
    this.#folds = { ...NO_FOLDS, all }
  }
}

/** Whether the step holds a correction that the reader has not dismissed. */
export function corrects(marks: Marks, span: { readonly start: number; readonly end: number }): boolean {
  return marks.cardsIn(span).some(({ correction }) => !correction.dismissed)
}
