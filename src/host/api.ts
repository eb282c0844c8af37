import type * as vscode from 'vscode'
import type { TraceStore } from './keep/store'
import type { Keys } from './models/keys'
import type { Panel } from './panel/panel'
import type { Runs } from './runs/runs'

/** What the extension's own tests see of it; given out in no other mode, since it leads to the keys. */
export interface Api {
  readonly context: vscode.ExtensionContext
  readonly panel: Panel
  readonly runs: Runs
  readonly keys: Keys
  readonly store: TraceStore
}
