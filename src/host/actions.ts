import * as vscode from 'vscode'
import type { Action } from '../protocol'
import type { Trace } from '../trace/trace'
import type { Asker } from './asking/ask'
import { revealProblem } from './asking/reveal'
import { copyAsMarkdown, openAsMarkdown, saveAs } from './keep/export'
import type { Log } from './log'
import { enterKey, type Keys } from './models/keys'
import { type Choice, currentChoice, endpoints } from './models/settings'
import { choiceOf } from './models/sources'
import type { Subject } from './panel/traceView'
import { Run } from './runs/run'
import { openSample } from './samples'
import { applyFix } from './use/apply'
import { copyAnswer } from './use/copy'
import { insertBelow } from './use/insert'
import { previewFix } from './use/preview'
import { explain } from './use/reasons'

/** What an action is about: what the panel shows, or a trace that was opened from a file. */
export type Shown = Pick<Subject, 'trace' | 'readOnly'>

/** What may be done with a trace from a file: whoever wrote it decides neither what is asked nor what is edited. */
const HARMLESS: ReadonlySet<Action> = new Set([
  'copy-answer',
  'copy-as-markdown',
  'open-as-markdown',
  'save-as',
  'choose-model',
  'open-sample',
  'open-settings',
])

export interface ActionParts {
  readonly context: vscode.ExtensionContext
  readonly asker: Asker
  readonly keys: Keys
  readonly log: Log
}

/** What the page's buttons and the commands of the same names do. */
export class Actions {
  readonly #parts: ActionParts

  constructor(parts: ActionParts) {
    this.#parts = parts
  }

  /** Never rejects: what goes wrong is told and logged. */
  perform(action: Action, shown: Shown | null): Promise<void> {
    return guarded(this.#parts.log, action, () => this.#do(action, shown))
  }

  async #do(action: Action, shown: Shown | null): Promise<void> {
    const { asker, context } = this.#parts
    if (shown?.readOnly && !HARMLESS.has(action)) return explain('from-file', shown.trace)
    switch (action) {
      case 'reason':
        return await asker.reason(undefined)
      case 'open-sample':
        return await openSample(context, undefined)
      case 'open-settings':
        await vscode.commands.executeCommand('workbench.action.openSettings', 'secondThoughts')
        return
      case 'choose-model':
        return await this.#chooseModel(shown)
      case 'enter-key':
        return await this.#enterKey(shown)
      case 'stop':
        if (shown instanceof Run) shown.stop()
        return
      default:
        if (shown) await this.#use(action, shown.trace)
    }
  }

  async #use(
    action: Exclude<Action, 'reason' | 'open-sample' | 'open-settings' | 'choose-model' | 'enter-key' | 'stop'>,
    trace: Trace,
  ): Promise<void> {
    switch (action) {
      case 'ask-again':
        return await this.#parts.asker.again(trace)
      case 'reveal-problem':
        return await revealProblem(trace.problem)
      case 'preview':
        return await previewFix(trace)
      case 'apply':
        return await applyFix(trace)
      case 'insert-below':
        return await insertBelow(trace)
      case 'copy-answer':
        return await copyAnswer(trace)
      case 'copy-as-markdown':
        return await copyAsMarkdown(trace)
      case 'open-as-markdown':
        return await openAsMarkdown(trace)
      case 'save-as':
        return await saveAs(trace)
    }
  }

  /** Where a run has failed, its question waits for the new model: one more click asks it. */
  async #chooseModel(shown: Shown | null): Promise<void> {
    const { asker } = this.#parts
    const choice = await asker.chooseModel()
    if (!choice || !shown || shown.readOnly || shown.trace.end?.type !== 'failed') return
    const now = vscode.l10n.t('Ask Now')
    const message = vscode.l10n.t('The next question goes to the new model. Ask it this one?')
    if ((await vscode.window.showInformationMessage(message, now)) === now) await asker.againBy(choice, shown.trace)
  }

  /** For the server of what is shown, else for the one that is set, else for one that the user picks. */
  async #enterKey(shown: Shown | null): Promise<void> {
    const { asker, keys } = this.#parts
    const asked = shown && choiceOf(shown.trace.model)
    const choice = asked ?? currentChoice()
    const endpoint =
      'server' in choice && choice.server.type === 'endpoint' ? choice.server.endpoint : await pickEndpoint()
    if (!endpoint || !(await enterKey(keys, endpoint)) || !asked || !shown) return
    if (isForKey(shown.trace) && isOf(asked, endpoint.baseUrl)) await asker.againBy(asked, shown.trace)
  }
}

function isForKey({ end }: Trace): boolean {
  return end?.type === 'failed' && (end.reason === 'no-key' || end.reason === 'unauthorized')
}

function isOf({ server }: Choice, baseUrl: string): boolean {
  return server.type === 'endpoint' && server.endpoint.baseUrl === baseUrl
}

async function pickEndpoint() {
  const items = endpoints().usable.map((endpoint) => ({
    label: endpoint.name,
    description: endpoint.baseUrl,
    endpoint,
  }))
  const title = vscode.l10n.t('Enter the API key of')
  return (await vscode.window.showQuickPick(items, { title }))?.endpoint
}

/** Runs what a click asked for; what it throws is a fault of this extension, which the log places. */
export async function guarded(log: Log, what: string, work: () => unknown): Promise<void> {
  try {
    await work()
  } catch (thrown) {
    log.bug(what, thrown)
    const show = vscode.l10n.t('Show Log')
    const message = vscode.l10n.t('That did not work, for a reason that was not foreseen.')
    if ((await vscode.window.showErrorMessage(message, show)) === show) log.show()
  }
}
