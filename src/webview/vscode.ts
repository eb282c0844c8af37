import type { Action, PageMessage } from '../protocol'
import { type Kept, parseKept } from './kept'

/** The way out of the page. */
export interface Host {
  post(message: PageMessage): void
  act(action: Action): void
  /** What the reader did to that trace when it was last shown here. */
  recall(traceId: string): Kept | null
  keep(kept: Kept): void
}

/** May be called once: VS Code gives its interface out a single time. */
export function connect(): Host {
  const api = acquireVsCodeApi()
  const post = (message: PageMessage) => api.postMessage(message)
  return {
    post,
    act: (action) => post({ type: 'action', action }),
    recall: (traceId) => {
      const kept = parseKept(api.getState())
      return kept?.traceId === traceId ? kept : null
    },
    keep: (kept) => api.setState(kept),
  }
}
