import * as vscode from 'vscode'
import { askedWords } from '../../words/asked'
import { endWords } from '../../words/end'
import { summaryWords } from '../../words/facts'
import type { Panel } from '../panel/panel'
import type { Run } from './run'
import type { Runs } from './runs'

/** Says once that a run has ended, where its end was not seen in the panel. */
export class Endings implements vscode.Disposable {
  readonly #panel: Panel
  readonly #disposables: readonly vscode.Disposable[]
  /** They ended in sight, but their page has not said yet that it shows it. */
  readonly #inSight = new Set<Run>()

  constructor(runs: Runs, panel: Panel) {
    this.#panel = panel
    this.#disposables = [
      runs.onDidEnd((run) => {
        this.#inSight.add(run)
        this.#check()
      }),
      panel.onDidChange(() => this.#check()),
      panel.onSeen((id) => {
        for (const run of this.#inSight) if (run.id === id) this.#inSight.delete(run)
      }),
    ]
  }

  dispose(): void {
    for (const disposable of this.#disposables) disposable.dispose()
  }

  #check(): void {
    for (const run of this.#inSight) {
      if (this.#panel.isShowing(run.id)) continue
      this.#inSight.delete(run)
      void this.#announce(run)
    }
  }

  async #announce(run: Run): Promise<void> {
    const show = vscode.l10n.t('Show')
    const { trace } = run
    const ended = endWords(trace)
    // A notification makes links of what looks like one, and names come from the document.
    const asked = askedWords(trace.problem).replace(/[[\]]/g, '')
    const message = ended
      ? vscode.l10n.t('{0}: {1}', asked, ended.what)
      : vscode.l10n.t('{0}: the answer is there. {1}', asked, summaryWords(trace))
    const tell = !ended || ended.calm ? vscode.window.showInformationMessage : vscode.window.showWarningMessage
    if ((await tell(message, show)) === show) this.#panel.show(run, 'focus')
  }
}
