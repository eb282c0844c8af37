import * as vscode from 'vscode'
import { askedWords, modelWords } from '../../words/asked'
import { durationWords } from '../../words/facts'
import type { Run } from './run'
import type { Runs } from './runs'

/** The status bar's item while something runs: how many, for how long, and a click stops. */
export class RunStatus implements vscode.Disposable {
  readonly #runs: Runs
  readonly #item: vscode.StatusBarItem
  readonly #changes: vscode.Disposable
  #clock: NodeJS.Timeout | undefined

  constructor(runs: Runs) {
    this.#runs = runs
    this.#item = vscode.window.createStatusBarItem('secondThoughts.running', vscode.StatusBarAlignment.Left)
    this.#item.name = vscode.l10n.t('Second Thoughts: Running')
    this.#item.command = 'secondThoughts.stop'
    this.#changes = runs.onDidChange(() => this.#update())
  }

  dispose(): void {
    clearInterval(this.#clock)
    this.#changes.dispose()
    this.#item.dispose()
  }

  #update(): void {
    const { running } = this.#runs
    clearInterval(this.#clock)
    if (running.length === 0) {
      this.#item.hide()
      return
    }
    this.#clock = setInterval(() => this.#tell(running), 1000)
    this.#tell(running)
    this.#item.show()
  }

  #tell(running: readonly Run[]): void {
    const [oldest] = running
    if (!oldest) return
    const time = durationWords(since(oldest))
    const what =
      running.length === 1
        ? vscode.l10n.t('Thinking · {0}', time)
        : vscode.l10n.t('Thinking: {0} runs · {1}', running.length, time)
    this.#item.text = `$(loading~spin) ${what}`
    this.#item.tooltip = [...running.map(describeRun), vscode.l10n.t('Click to stop')].join('\n')
    this.#item.accessibilityInformation = { label: vscode.l10n.t('{0}. Activate to stop.', what), role: 'button' }
  }
}

/** Ms by the wall clock: the trace's own time stands still while no word comes. */
function since({ trace }: Run): number {
  return Math.max(0, Date.now() - Date.parse(trace.startedAt))
}

function describeRun({ trace }: Run): string {
  return `${askedWords(trace.problem)} · ${modelWords(trace.model)}`
}

/** Stops the one run, or those that the user picks; false where nothing runs. */
export async function stopRuns(running: readonly Run[]): Promise<boolean> {
  const [only, ...others] = running
  if (!only) return false
  if (others.length === 0) {
    only.stop()
    return true
  }
  const items = running.map((run) => ({
    label: askedWords(run.trace.problem),
    description: `${modelWords(run.trace.model)} · ${durationWords(since(run))}`,
    run,
  }))
  const title = vscode.l10n.t('Stop')
  const chosen = await vscode.window.showQuickPick(items, { title, canPickMany: true })
  for (const { run } of chosen ?? []) run.stop()
  return true
}
