// Stands in for keep/ and use/ until they are there; removed with them.
import type * as vscode from 'vscode'
import type { Action, Destination } from '../protocol'
import type { Trace } from '../trace/trace'
import type { TraceStore } from './keep/store'
import type { Subject } from './panel/traceView'

const missing = async (_trace: Trace): Promise<void> => {
  throw new Error('not built yet')
}
export const previewFix = missing
export const applyFix = missing
export const insertBelow = missing
export const copyAnswer = missing
export const saveAs = missing
export const openAsMarkdown = missing
export const copyAsMarkdown = missing
export async function showHistory(_store: TraceStore, _open: (trace: Trace) => void): Promise<void> {
  throw new Error('not built yet')
}
export class TraceEditor implements vscode.Disposable {
  constructor(_extensionUri: vscode.Uri, _onAction: (action: Action, subject: Subject | null) => void) {}
  current(): Trace | null {
    return null
  }
  go(_to: Destination): void {}
  dispose(): void {}
}
