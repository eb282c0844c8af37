import * as vscode from 'vscode'
import { apply, type Change } from '../../trace/change'
import type { Trace } from '../../trace/trace'
import type { ReaderChange, Subject } from '../panel/traceView'

/** A trace of the history in the panel: nothing of it grows, but the reader may still dismiss what was found in it. */
export class StoredTrace implements Subject {
  readonly readOnly = false
  readonly #changed = new vscode.EventEmitter<readonly Change[]>()
  readonly onChange = this.#changed.event
  readonly #keep: (trace: Trace) => void
  #trace: Trace

  constructor(trace: Trace, keep: (trace: Trace) => void) {
    this.#trace = trace
    this.#keep = keep
  }

  get trace(): Trace {
    return this.#trace
  }

  change(change: ReaderChange): void {
    this.#trace = apply(this.#trace, change)
    this.#changed.fire([change])
    this.#keep(this.#trace)
  }
}
