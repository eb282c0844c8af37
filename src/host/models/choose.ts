import * as vscode from 'vscode'
import { isLoopback, originOf } from '../../models/endpoint'
import { failureOf } from '../../models/errors'
import { findLocalServers } from '../../models/local'
import { effortsOf } from '../../models/providers'
import type { Endpoint } from '../../models/source'
import { EFFORTS, type Effort, type ModelInfo } from '../../trace/trace'
import { effortWords, modelWords } from '../../words/asked'
import { endWords } from '../../words/end'
import { editorModels } from './editorModels'
import type { EndpointFault } from './endpoints'
import { enterKey, type Keys } from './keys'
import { ModelLists } from './modelLists'
import { pickOrType, type TypedItem } from './pickOrType'
import { addEndpoint, type Choice, endpoints, type Server } from './settings'
import { choiceOf, serverLabel } from './sources'

/** How long an endpoint may take to list its models, ms; a name can be typed meanwhile. */
const LIST_LIMIT = 5000

const lists = new ModelLists()

interface Item<T> extends vscode.QuickPickItem {
  readonly value: T
}

/** Asks for server, model and effort, one after the other; null where the user went away. */
export async function pickChoice(keys: Keys): Promise<Choice | null> {
  const server = await pickServer()
  if (!server) return null
  if (server.type === 'demo') return { server, model: '' }
  const model = server.type === 'editor' ? await pickEditorModel() : await pickModel(keys, server.endpoint)
  if (model === undefined) return null
  const effort = server.type === 'editor' ? 'default' : await pickEffort(server.endpoint, model)
  return effort && { server, model, ...(effort !== 'default' && { effort }) }
}

/** The same model with the same or another effort, or another model altogether; for this run alone. */
export async function pickAgain(keys: Keys, asked: ModelInfo): Promise<Choice | null> {
  const same = choiceOf(asked)
  if (!same) return await pickChoice(keys)
  const others = same.server.type === 'endpoint' ? effortsOf(same.server.endpoint, same.model) : []
  const items: readonly Item<Choice | 'other'>[] = [
    { label: modelWords(asked), description: vscode.l10n.t('as before'), value: same },
    ...others
      .filter((effort) => effort !== same.effort)
      .map((effort) => ({ label: modelWords({ ...asked, effort }), value: { ...same, effort } })),
    { label: vscode.l10n.t('Another model…'), value: 'other' as const },
  ]
  const title = vscode.l10n.t('Ask again')
  const picked = await vscode.window.showQuickPick(items, { title, placeHolder: vscode.l10n.t('Which model?') })
  return picked?.value === 'other' ? await pickChoice(keys) : (picked?.value ?? null)
}

/** With SSH, WSL and containers the extension, and so the address of a loopback, is where the files are. */
function foundWords(): string {
  return vscode.env.remoteName === undefined
    ? vscode.l10n.t('found on this machine')
    : vscode.l10n.t('found on the remote machine')
}

async function pickServer(): Promise<Server | null> {
  const { usable, faults } = endpoints()
  const [local, own] = await Promise.all([findLocalServers(), editorModels()])
  const isKnown = ({ baseUrl }: Endpoint) =>
    usable.some((other) => isLoopback(other.baseUrl) && new URL(other.baseUrl).port === new URL(baseUrl).port)
  const found = local.filter(({ endpoint }) => !isKnown(endpoint))
  const serverItem = (server: Server, description: string): Item<Server | 'edit'> => ({
    label: serverLabel(server),
    description,
    value: server,
  })
  const items: readonly Item<Server | 'edit'>[] = [
    serverItem({ type: 'demo' }, vscode.l10n.t('knows the samples; no key, no network')),
    ...(own.length > 0 ? [serverItem({ type: 'editor' }, vscode.l10n.t('models of your other extensions'))] : []),
    ...usable.map((endpoint) => serverItem({ type: 'endpoint', endpoint }, originOf(endpoint.baseUrl) ?? '')),
    ...found.map(({ endpoint }) => serverItem({ type: 'endpoint', endpoint }, foundWords())),
    { label: vscode.l10n.t('Edit endpoints…'), ...faultDetail(faults), value: 'edit' },
  ]
  const placeHolder = vscode.l10n.t('Who is asked?')
  const picked = (await vscode.window.showQuickPick(items, { title: title(1), placeHolder }))?.value
  if (picked === 'edit') {
    await vscode.commands.executeCommand('workbench.action.openSettings', 'secondThoughts.endpoints')
    return null
  }
  if (picked?.type === 'endpoint' && !usable.includes(picked.endpoint)) await addEndpoint(picked.endpoint)
  return picked ?? null
}

function title(step: number): string {
  return vscode.l10n.t('Choose model and effort ({0}/3)', step)
}

/** Entries that are left out are named where they are mended. */
function faultDetail(faults: readonly EndpointFault[]): { readonly detail?: string } {
  if (faults.length === 0) return {}
  return { detail: faults.map(({ number, fault }) => faultWords(number, fault)).join(' ') }
}

function faultWords(number: number, fault: EndpointFault['fault']): string {
  switch (fault) {
    case 'shape':
      return vscode.l10n.t('Entry {0} is left out: it needs a name, a baseUrl and an api.', number)
    case 'not-a-url':
      return vscode.l10n.t('Entry {0} is left out: its address is no URL.', number)
    case 'not-http':
      return vscode.l10n.t('Entry {0} is left out: its address begins with neither https nor http.', number)
    case 'user-info':
      return vscode.l10n.t('Entry {0} is left out: a user name or password stands in its address.', number)
  }
}

async function pickEditorModel(): Promise<string | undefined> {
  const models = await editorModels()
  const items = models.map(({ id, name, vendor }): Item<string> => ({ label: name, description: vendor, value: id }))
  return (await vscode.window.showQuickPick(items, { title: title(2) }))?.value
}

async function pickModel(keys: Keys, endpoint: Endpoint): Promise<string | undefined> {
  if (!isLoopback(endpoint.baseUrl) && (await keys.get(endpoint.baseUrl)) === undefined) {
    if (!(await enterKey(keys, endpoint))) return undefined
  }
  return await pickOrType({
    title: title(2),
    placeholder: vscode.l10n.t('Pick a model of {0}, or type its name', endpoint.name),
    load: async (signal) => await modelItems(keys, endpoint, signal),
  })
}

/** A list that cannot be had is no reason to stop: the name can be typed. */
async function modelItems(keys: Keys, endpoint: Endpoint, signal: AbortSignal): Promise<readonly TypedItem[]> {
  const apiKey = (await keys.get(endpoint.baseUrl)) || undefined
  try {
    const models = await lists.of(endpoint, apiKey, AbortSignal.any([signal, AbortSignal.timeout(LIST_LIMIT)]))
    return models.map(({ id, reasons }) => ({
      label: id,
      ...(reasons === true && { description: vscode.l10n.t('reasons') }),
    }))
  } catch (thrown) {
    const end = failureOf(thrown, apiKey === undefined ? [] : [apiKey])
    const what = endWords({ end, thought: '', answer: '' })?.what ?? ''
    return [{ label: vscode.l10n.t('The models could not be listed.'), detail: what, note: true }]
  }
}

async function pickEffort(endpoint: Endpoint, model: string): Promise<Effort | 'default' | null> {
  const levels = effortsOf(endpoint, model)
  const items: readonly Item<Effort | 'default'>[] = [
    { label: vscode.l10n.t('Left to the model'), value: 'default' },
    ...EFFORTS.filter((effort) => levels.includes(effort)).map((value) => ({ label: effortWords(value), value })),
  ]
  const placeHolder = vscode.l10n.t('How hard should {0} think?', model)
  return (await vscode.window.showQuickPick(items, { title: title(3), placeHolder }))?.value ?? null
}
