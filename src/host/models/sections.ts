import * as vscode from 'vscode'
import { isLoopback, originOf } from '../../models/endpoint'
import { failureOf } from '../../models/errors'
import { findLocalServers } from '../../models/local'
import type { Endpoint } from '../../models/source'
import { endWords } from '../../words/end'
import { editorModels } from './editorModels'
import type { EndpointFault } from './endpoints'
import { ModelLists } from './modelLists'
import { isOpen, type Permits } from './permission'
import type { Server } from './settings'
import { serverLabel } from './sources'

/** What picking an item of the list means. */
export type Picked =
  | { readonly type: 'model'; readonly server: Server; readonly model: string }
  /** That server is asked for its models once the user has given what it takes. */
  | { readonly type: 'connect'; readonly endpoint: Endpoint }
  | { readonly type: 'edit' }

/** Without a value it says something and cannot be picked. */
export interface ModelItem extends vscode.QuickPickItem {
  readonly value?: Picked
}

export interface Section {
  readonly label: string
  readonly items: readonly ModelItem[]
}

/** How long an endpoint may take to list its models, ms; a name can be typed meanwhile. */
const LIST_LIMIT = 5000

const lists = new ModelLists()

/** The recorded model. */
export function demoSection(): Section {
  const server: Server = { type: 'demo' }
  const description = vscode.l10n.t('knows the samples; no key, no network')
  const value: Picked = { type: 'model', server, model: '' }
  return { label: '', items: [{ label: serverLabel(server), description, value }] }
}

/** The models of an endpoint; it never rejects, for a name can be typed whatever became of the list. */
export async function sectionOf(endpoint: Endpoint, permits: Permits, signal: AbortSignal): Promise<Section> {
  const label = originOf(endpoint.baseUrl) ?? ''
  if (!(await isOpen(endpoint, permits))) {
    const connect = vscode.l10n.t('Connect to {0}…', endpoint.name)
    return { label, items: [{ label: connect, value: { type: 'connect', endpoint } }] }
  }
  const apiKey = (await permits.keys.get(endpoint.baseUrl)) || undefined
  try {
    const models = await lists.of(endpoint, apiKey, AbortSignal.any([signal, AbortSignal.timeout(LIST_LIMIT)]))
    return { label, items: models.map(({ id, reasons }) => modelItem(endpoint, id, reasons === true)) }
  } catch (thrown) {
    const end = failureOf(thrown, apiKey === undefined ? [] : [apiKey])
    const detail = endWords({ end, thought: '', answer: '' })?.what ?? ''
    return { label, items: [{ label: vscode.l10n.t('The models of {0} could not be listed.', endpoint.name), detail }] }
  }
}

/** The servers of this machine that no endpoint names yet. */
export async function localSections(known: readonly Endpoint[]): Promise<readonly Section[]> {
  const isKnown = ({ baseUrl }: Endpoint) =>
    known.some((other) => isLoopback(other.baseUrl) && new URL(other.baseUrl).port === new URL(baseUrl).port)
  const found = (await findLocalServers()).filter(({ endpoint }) => !isKnown(endpoint))
  return found.map(({ endpoint: { name, ...rest }, models }) => {
    // Two of one name could not be told apart in the settings, where the first would count.
    const isTaken = known.some((other) => other.name === name)
    const endpoint = { name: isTaken ? `${name} ${new URL(rest.baseUrl).port}` : name, ...rest }
    const items = models.map(({ id, reasons }) => modelItem(endpoint, id, reasons === true))
    return { label: foundWords(endpoint.name), items }
  })
}

/** With SSH, WSL and containers the extension, and so the address of a loopback, is where the files are. */
function foundWords(name: string): string {
  return vscode.env.remoteName === undefined
    ? vscode.l10n.t('{0}, found on this machine', name)
    : vscode.l10n.t('{0}, found on the remote machine', name)
}

/** The models that other extensions bring. */
export async function editorSection(): Promise<Section> {
  const server: Server = { type: 'editor' }
  const items = (await editorModels()).map(
    ({ id, name, vendor }): ModelItem => ({
      label: name,
      description: `${serverLabel(server)} · ${vendor}`,
      value: { type: 'model', server, model: id },
    }),
  )
  return { label: vscode.l10n.t('models of your other extensions'), items }
}

/** Where endpoints are added; entries that are left out are named where they are mended. */
export function editSection(faults: readonly EndpointFault[]): Section {
  const detail = faults.map(({ number, fault }) => faultWords(number, fault)).join(' ')
  const label = vscode.l10n.t('Edit endpoints…')
  return { label: '', items: [{ label, ...(detail !== '' && { detail }), value: { type: 'edit' } }] }
}

/** The name that was typed, as a model of each endpoint that does not list it. */
export function typedItems(typed: string, usable: readonly Endpoint[], sections: readonly Section[]): ModelItem[] {
  const isListed = (endpoint: Endpoint) =>
    sections.some(({ items }) => items.some(({ value }) => isModel(value, endpoint, typed)))
  return usable.flatMap((endpoint) => {
    if (typed === '' || isListed(endpoint)) return []
    const description = vscode.l10n.t('as typed, of {0}', endpoint.name)
    const value: Picked = { type: 'model', server: { type: 'endpoint', endpoint }, model: typed }
    return [{ label: typed, description, alwaysShow: true, value }]
  })
}

/** The endpoint's name stands beside each: what divides the sections goes away as soon as a letter is typed. */
function modelItem(endpoint: Endpoint, id: string, reasons: boolean): ModelItem {
  const description = reasons ? `${endpoint.name} · ${vscode.l10n.t('reasons')}` : endpoint.name
  return { label: id, description, value: { type: 'model', server: { type: 'endpoint', endpoint }, model: id } }
}

function isModel(value: Picked | undefined, endpoint: Endpoint, model: string): boolean {
  if (value?.type !== 'model' || value.server.type !== 'endpoint') return false
  return value.server.endpoint === endpoint && value.model === model
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
