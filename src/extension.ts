import * as vscode from 'vscode'
import { Actions } from './host/actions'
import type { Api } from './host/api'
import { Asker } from './host/asking/ask'
import { Editors } from './host/asking/editors'
import { registerLightbulb } from './host/asking/lightbulb'
import { registerCommands } from './host/commands'
import { Contexts } from './host/contexts'
import { TraceStore } from './host/keep/store'
import { TraceEditor } from './host/keep/traceEditor'
import { tellTroubles } from './host/keep/troubles'
import { Log } from './host/log'
import { Keys } from './host/models/keys'
import { historyLimit, stopsWhenPanelCloses } from './host/models/settings'
import { replaceOrphan } from './host/panel/orphan'
import { Panel } from './host/panel/panel'
import type { Subject } from './host/panel/traceView'
import { Endings } from './host/runs/endings'
import { Run } from './host/runs/run'
import { Runs } from './host/runs/runs'
import { RunStatus } from './host/runs/status'
import { StoredTrace } from './host/runs/stored'
import { shareTranslations } from './host/translations'
import { registerPreviews } from './host/use/preview'

/** Registers, and does nothing else: no file is read, no model's client loaded, before somebody asks. */
export function activate(context: vscode.ExtensionContext): Api | undefined {
  shareTranslations()
  const log = new Log()
  const store = new TraceStore(vscode.Uri.joinPath(context.globalStorageUri, 'traces').fsPath, historyLimit, log)
  const keys = new Keys(context.secrets)
  const runs = new Runs(store, log)
  const editors = new Editors()
  const subjectOf = (trace: Subject['trace']): Subject =>
    runs.running.find(({ id }) => id === trace.id) ??
    new StoredTrace(trace, (changed) => log.watch('a dismissal was not kept', store.update(changed)))
  const load = async (id: string) => {
    const loaded = await store.load(id)
    return loaded.ok ? loaded.trace : null
  }
  const panel: Panel = new Panel({
    extensionUri: context.extensionUri,
    onAction: (action, subject) => void actions.perform(action, subject),
    restore: async (id) => {
      const running = runs.running.find((run) => run.id === id)
      if (running) return running
      const kept = await load(id)
      return kept && subjectOf(kept)
    },
  })
  const asker = new Asker({ keys, runs, panel, editors, memory: context.globalState })
  const actions = new Actions({ context, asker, keys, log })
  const traceEditor = new TraceEditor(context.extensionUri, (action, subject) => void actions.perform(action, subject))
  context.subscriptions.push(
    log,
    runs,
    editors,
    panel,
    store,
    traceEditor,
    tellTroubles(store),
    registerPreviews(load),
    replaceOrphan(panel, context.workspaceState),
    new RunStatus(runs),
    new Endings(runs, panel),
    new Contexts(runs, panel),
    panel.onDidClose(() => {
      if (panel.subject instanceof Run && stopsWhenPanelCloses()) panel.subject.stop()
    }),
    registerLightbulb(),
    registerCommands({
      context,
      actions,
      asker,
      keys,
      log,
      panel,
      runs,
      store,
      traceEditor,
      open: (trace) => panel.show(subjectOf(trace), 'focus'),
    }),
  )
  // What is returned is open to every other extension.
  return context.extensionMode === vscode.ExtensionMode.Test ? { context, panel, runs, keys, store } : undefined
}
