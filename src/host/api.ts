import type { TraceStore } from './keep/store'
import type { Keys } from './models/keys'
import type { Panel } from './panel/panel'
import type { Runs } from './runs/runs'

/** What the extension's own tests see of it; no other extension may rely on it. */
export interface Api {
  readonly panel: Panel
  readonly runs: Runs
  readonly keys: Keys
  readonly store: TraceStore
}
