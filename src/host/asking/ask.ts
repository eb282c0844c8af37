import { randomUUID } from 'node:crypto'
import * as vscode from 'vscode'
import { MAX_PROBLEM_CHARACTERS, MAX_QUESTION } from '../../problem/limits'
import { buildPrompt } from '../../problem/prompt'
import { INTENTS, type Intent, type Problem, type Trace } from '../../trace/trace'
import { intentWords } from '../../words/asked'
import { pickAgain, pickChoice } from '../models/choose'
import { mayAsk, type Permits } from '../models/permission'
import {
  type Choice,
  contextCharacters,
  currentChoice,
  maxOutputTokens,
  saveChoice,
  verbosity,
} from '../models/settings'
import { modelInfo, sourceOf } from '../models/sources'
import type { Panel } from '../panel/panel'
import type { Runs } from '../runs/runs'
import type { Editors } from './editors'
import { readAskArguments } from './lightbulb'
import { readProblem, refusalWords, type Target } from './problem'

export interface AskerParts extends Permits {
  readonly runs: Runs
  readonly panel: Panel
  readonly editors: Editors
}

/** From a command to a run. */
export class Asker {
  readonly #parts: AskerParts
  /** What is being prepared: a second click while the first one's symbols are looked up is the same one. */
  readonly #preparing = new Set<string>()

  constructor(parts: AskerParts) {
    this.#parts = parts
  }

  /** @param args {@link AskArguments} or whatever else a menu passes. */
  async ask(intent: Intent, args: unknown): Promise<void> {
    const target = await this.#target(args)
    if (!target) return
    const { document, selections } = target
    const at = selections.map(({ start, end }) => `${document.offsetAt(start)}-${document.offsetAt(end)}`)
    await this.#once(`${intent} ${document.uri} ${at}`, async () => {
      const question = intent === 'ask' ? await askQuestion() : ''
      if (question === undefined) return
      const read = await readProblem(target, { intent, question }, contextCharacters())
      if (!read.ok) {
        vscode.window.showWarningMessage(refusalWords(read.reason, read.characters, MAX_PROBLEM_CHARACTERS))
        return
      }
      const choice = await this.#currentChoice()
      if (choice) await this.#start(read.problem, choice)
    })
  }

  /** Lets the user pick the intent first. */
  async reason(args: unknown): Promise<void> {
    if (!(await this.#target(args))) return
    const items = INTENTS.map((intent) => ({ label: intentLabel(intent), detail: intentDetail(intent), intent }))
    const title = vscode.l10n.t('Reason about the selection')
    const picked = await vscode.window.showQuickPick(items, { title, matchOnDetail: true })
    if (picked) await this.ask(picked.intent, args)
  }

  /** The same problem as it stood then, by a model that the user picks. */
  async again(trace: Trace): Promise<void> {
    await this.#once(`again ${trace.id}`, async () => {
      const choice = await pickAgain(this.#parts, trace.model)
      if (choice) await this.#start(trace.problem, choice, trace.id)
    })
  }

  /** The same problem by a model that is chosen already. */
  async againBy(choice: Choice, trace: Trace): Promise<void> {
    await this.#once(`again ${trace.id}`, () => this.#start(trace.problem, choice, trace.id))
  }

  /** Null where the user went away. */
  async chooseModel(): Promise<Choice | null> {
    const choice = await pickChoice(this.#parts)
    if (choice) await saveChoice(choice)
    return choice
  }

  async #once(key: string, work: () => Promise<void>): Promise<void> {
    if (this.#preparing.has(key)) return
    this.#preparing.add(key)
    try {
      await work()
    } finally {
      this.#preparing.delete(key)
    }
  }

  async #target(args: unknown): Promise<Target | null> {
    const given = readAskArguments(args)
    if (given) {
      const { uri, range, diagnostics } = given
      const document = await vscode.workspace.openTextDocument(uri)
      return { document, selections: [range], ...(diagnostics && { diagnostics }) }
    }
    const { editors } = this.#parts
    const editor = editors.current ?? (await editors.bringBack())
    if (editor) return { document: editor.document, selections: editor.selections }
    await explainMissingEditor()
    return null
  }

  async #currentChoice(): Promise<Choice | null> {
    const choice = currentChoice()
    if (!('fault' in choice)) return choice
    const message =
      choice.fault === 'no-model'
        ? vscode.l10n.t('No model of {0} is chosen yet.', choice.name)
        : vscode.l10n.t('There is no usable endpoint named “{0}” in your settings.', choice.name)
    const choose = vscode.l10n.t('Choose Model')
    return (await vscode.window.showWarningMessage(message, choose)) === choose ? await this.chooseModel() : null
  }

  async #start(problem: Problem, choice: Choice, retryOf?: string): Promise<void> {
    const { runs, panel, keys } = this.#parts
    const model = modelInfo(choice)
    const twin = runs.sameAs(problem, model)
    if (twin) {
      panel.show(twin)
      return
    }
    const { server } = choice
    if (server.type === 'endpoint' && !(await mayAsk(server.endpoint, this.#parts))) return
    const apiKey = server.type === 'endpoint' ? await keys.get(server.endpoint.baseUrl) : undefined
    const tokens = maxOutputTokens()
    const length = verbosity()
    const run = runs.start(
      {
        id: randomUUID(),
        startedAt: new Date().toISOString(),
        ...(retryOf !== undefined && { retryOf }),
        problem,
        prompt: buildPrompt(problem, { locale: vscode.env.language }),
        model,
      },
      sourceOf(choice, problem, apiKey),
      {
        model: model.model,
        ...(choice.effort && { effort: choice.effort }),
        ...(tokens !== undefined && { maxOutputTokens: tokens }),
        ...(length && { verbosity: length }),
      },
    )
    panel.show(run)
  }
}

async function askQuestion(): Promise<string | undefined> {
  const question = await vscode.window.showInputBox({
    title: vscode.l10n.t('Ask about the selection'),
    placeHolder: vscode.l10n.t('Why does this hold? What happens when the list is empty?'),
    ignoreFocusOut: true,
    validateInput: questionFault,
  })
  return question?.trim()
}

/** VS Code shows it once the user has typed or pressed Enter. */
function questionFault(text: string): string | null {
  if (text.trim() === '') return vscode.l10n.t('Type your question first.')
  return text.length > MAX_QUESTION ? vscode.l10n.t('At most {0} characters.', MAX_QUESTION) : null
}

async function explainMissingEditor(): Promise<void> {
  const sample = vscode.l10n.t('Open a Sample')
  const message = vscode.l10n.t(
    'Open a text file and put the caret in what you ask about. Files that are no text, or are larger than 50 MB, cannot be read.',
  )
  if ((await vscode.window.showInformationMessage(message, sample)) === sample) {
    await vscode.commands.executeCommand('secondThoughts.openSample')
  }
}

function intentLabel(intent: Intent): string {
  return intent === 'ask' ? vscode.l10n.t('Ask…') : intentWords(intent)
}

function intentDetail(intent: Intent): string {
  switch (intent) {
    case 'explain':
      return vscode.l10n.t('What it does or says, why it is so, and what is easily misread')
    case 'fix':
      return vscode.l10n.t('What is wrong, and the smallest change that mends it')
    case 'solve':
      return vscode.l10n.t('A proof or a solution, with every step')
    case 'check':
      return vscode.l10n.t('Which steps hold, and the first one that does not')
    case 'ask':
      return vscode.l10n.t('A question in your own words')
  }
}
