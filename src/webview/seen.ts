import type { Trace } from '../trace/trace'
import type { Host } from './vscode'

/** Tells the host that a run was seen: once, and once more for its end. A page that nobody sees has shown nothing. */
export class Seen {
  readonly #host: Host
  #told = ''

  constructor(host: Host) {
    this.#host = host
  }

  tell(trace: Trace | null): void {
    if (!trace || document.visibilityState !== 'visible') return
    const seen = `${trace.id} ${trace.end?.type ?? ''}`
    if (seen === this.#told) return
    this.#told = seen
    this.#host.post({ type: 'seen', traceId: trace.id })
  }
}
