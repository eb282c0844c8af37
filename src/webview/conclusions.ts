import type { Returned } from '../reading/claims/returned'
import type { ConvergenceSteps } from '../words/answer'

/** What the texts come to as wholes; it is nowhere kept, and read off the trace that is shown. */
export interface Conclusions {
  /** The step from which on the answer has been the same, counted from one; null where that cannot be read off. */
  readonly stable: number | null
  /** Once the run has ended. */
  readonly convergence: ConvergenceSteps | null
  /** Once the answer is complete. */
  readonly returned: readonly Returned[]
}

export const NOTHING_FOUND: Conclusions = { stable: null, convergence: null, returned: [] }
