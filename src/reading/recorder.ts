import { apply, type Change } from '../trace/change'
import type { Delta } from '../trace/delta'
import { newTrace, type Trace, type TraceStart } from '../trace/trace'

/** The only writer of a trace. */
export class Recorder {
  #trace: Trace

  constructor(start: TraceStart) {
    this.#trace = newTrace(start)
  }

  get trace(): Trace {
    return this.#trace
  }

  /** Takes what the model source emitted and says how the trace changed; the changes are already in `trace`. */
  record(delta: Delta): readonly Change[] {
    const changes: readonly Change[] = delta.type === 'end' ? [delta] : []
    for (const change of changes) this.#trace = apply(this.#trace, change)
    return changes
  }
}
