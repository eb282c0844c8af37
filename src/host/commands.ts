import * as vscode from 'vscode'
import type { Action, Destination } from '../protocol'
import type { Trace } from '../trace/trace'
import { type Actions, guarded, type Shown } from './actions'
import type { Asker } from './asking/ask'
import { backToEditor } from './asking/reveal'
import { showHistory } from './keep/history'
import type { TraceStore } from './keep/store'
import type { TraceEditor } from './keep/traceEditor'
import type { Log } from './log'
import { forgetKeys, type Keys } from './models/keys'
import type { Panel } from './panel/panel'
import type { Runs } from './runs/runs'
import { stopRuns } from './runs/status'
import { openSample } from './samples'

export interface CommandParts {
  readonly context: vscode.ExtensionContext
  readonly actions: Actions
  readonly asker: Asker
  readonly keys: Keys
  readonly log: Log
  readonly panel: Panel
  readonly runs: Runs
  readonly store: TraceStore
  readonly traceEditor: TraceEditor
  /** Shows a trace of the history, or the run that it still is. */
  open(trace: Trace): void
}

/** Commands that do to the trace in sight what the page's button of that name does. */
const ACTIONS: Readonly<Record<string, Action>> = {
  askAgain: 'ask-again',
  preview: 'preview',
  apply: 'apply',
  insertBelow: 'insert-below',
  copyAnswer: 'copy-answer',
  copyAsMarkdown: 'copy-as-markdown',
  openAsMarkdown: 'open-as-markdown',
  saveAs: 'save-as',
  chooseModel: 'choose-model',
  enterKey: 'enter-key',
}

/** Commands that the page carries out. */
const DESTINATIONS: Readonly<Record<string, Destination>> = {
  nextStep: 'next-step',
  previousStep: 'previous-step',
  nextCorrection: 'next-correction',
  previousCorrection: 'previous-correction',
  goToAnswer: 'answer',
  toggleFold: 'toggle-fold',
  toggleAllFolds: 'toggle-all-folds',
  toggleHold: 'toggle-hold',
  dismissMark: 'dismiss-mark',
  undoDismiss: 'undo-dismiss',
  showPrompt: 'prompt',
}

/** Registers every command that package.json contributes. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const { actions, asker, context, keys, log, panel, runs, store, traceEditor } = parts
  /** The trace editor in front, else the panel, open or not. */
  const shown = (): Shown | null => {
    const trace = isTraceEditorActive() ? traceEditor.current() : null
    return trace ? { trace, readOnly: true } : panel.subject
  }
  const go = (to: Destination) => (isTraceEditorActive() ? traceEditor.go(to) : panel.go(to))
  const commands: Record<string, (args: unknown) => unknown> = {
    reason: (args) => asker.reason(args),
    explain: (args) => asker.ask('explain', args),
    fix: (args) => asker.ask('fix', args),
    solve: (args) => asker.ask('solve', args),
    check: (args) => asker.ask('check', args),
    ask: (args) => asker.ask('ask', args),
    stop: () => stopRuns(runs.running),
    showPanel: () => panel.show(panel.subject, 'focus'),
    forgetKeys: () => forgetKeys(keys),
    history: () => showHistory(store, (trace) => parts.open(trace)),
    clearHistory: () => clearHistory(store),
    openSample: (name) => openSample(context, name),
    backToEditor: () => backToEditor(shown()?.trace.problem ?? null),
    showLog: () => log.show(),
  }
  for (const [name, action] of Object.entries(ACTIONS)) commands[name] = () => actions.perform(action, shown())
  for (const [name, to] of Object.entries(DESTINATIONS)) commands[name] = () => go(to)
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([name, run]) =>
      vscode.commands.registerCommand(`secondThoughts.${name}`, (args: unknown) => guarded(log, name, () => run(args))),
    ),
  )
}

function isTraceEditorActive(): boolean {
  const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {}
  return input instanceof vscode.TabInputCustom && input.viewType === 'secondThoughts.trace'
}

async function clearHistory(store: TraceStore): Promise<void> {
  const all = vscode.l10n.t('Delete All')
  const message = vscode.l10n.t('Delete all reasoning of the past?')
  const detail = vscode.l10n.t('What you saved to files of your own stays.')
  if ((await vscode.window.showWarningMessage(message, { modal: true, detail }, all)) === all) await store.clear()
}
