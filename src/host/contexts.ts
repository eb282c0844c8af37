import * as vscode from 'vscode'
import { findEdits } from '../problem/edits'
import type { Panel } from './panel/panel'
import type { Subject } from './panel/traceView'
import type { Runs } from './runs/runs'

type Key = 'running' | 'hasTrace' | 'hasFix'

/** The context keys by which package.json enables commands and menus. */
export class Contexts implements vscode.Disposable {
  readonly #values = new Map<Key, boolean>()
  readonly #disposables: readonly vscode.Disposable[]

  constructor(runs: Runs, panel: Panel) {
    const update = () => {
      this.#set('running', runs.running.length > 0)
      this.#set('hasTrace', panel.subject !== null)
      this.#set('hasFix', holdsFix(panel.subject))
    }
    this.#disposables = [runs.onDidChange(update), panel.onDidChange(update)]
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose()
  }

  #set(key: Key, value: boolean): void {
    if (this.#values.get(key) === value) return
    this.#values.set(key, value)
    void vscode.commands.executeCommand('setContext', `secondThoughts.${key}`, value)
  }
}

/** Only a complete answer can be applied. */
function holdsFix(subject: Subject | null): boolean {
  return subject?.trace.end?.type === 'complete' && findEdits(subject.trace.answer).length > 0
}
