import * as vscode from 'vscode'
import { type Endpoint, type Limits, VERBOSITIES, type Verbosity } from '../../models/source'
import { MAX_CONTEXT_CHARACTERS } from '../../problem/limits'
import { EFFORTS, type Effort } from '../../trace/trace'
import { EDITOR_ENDPOINT } from './editorModels'
import { type Endpoints, readEndpoints } from './endpoints'

/** The setting `secondThoughts.endpoint` names the recorded model by this. */
export const DEMO_ENDPOINT = 'demo'

/** Who is asked. */
export type Server =
  | { readonly type: 'demo' }
  /** VS Code's own models. */
  | { readonly type: 'editor' }
  | { readonly type: 'endpoint'; readonly endpoint: Endpoint }

export interface Choice {
  readonly server: Server
  /** As the server names it. */
  readonly model: string
  readonly effort?: Effort
}

/** Why nothing can be asked with the settings as they are. */
export type ChoiceFault = { readonly fault: 'no-such-endpoint' | 'no-model'; readonly name: string }

function section(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('secondThoughts')
}

/**
 * A setting that says where text and key are sent, from the user's own settings alone: what a folder brings along counts
 * for nothing, trusted or not.
 */
function own(name: 'endpoint' | 'endpoints' | 'model'): unknown {
  const found = section().inspect<unknown>(name)
  return found?.globalValue ?? found?.defaultValue
}

function number(name: string, fallback: number, { min, max }: { readonly min: number; readonly max: number }): number {
  const value = section().get<unknown>(name)
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(max, Math.max(min, value)) : fallback
}

export function endpoints(): Endpoints {
  return readEndpoints(own('endpoints'))
}

/** Null where no usable endpoint has that name. */
export function serverNamed(name: string): Server | null {
  if (name === DEMO_ENDPOINT) return { type: 'demo' }
  if (name === EDITOR_ENDPOINT) return { type: 'editor' }
  const endpoint = endpoints().usable.find((candidate) => candidate.name === name)
  return endpoint ? { type: 'endpoint', endpoint } : null
}

/** The name by which the settings know a server. */
export function nameOf(server: Server): string {
  switch (server.type) {
    case 'demo':
      return DEMO_ENDPOINT
    case 'editor':
      return EDITOR_ENDPOINT
    case 'endpoint':
      return server.endpoint.name
  }
}

export function effortSetting(): Effort | undefined {
  const value = section().get<unknown>('effort')
  return EFFORTS.find((effort) => effort === value)
}

export function currentChoice(): Choice | ChoiceFault {
  const name = own('endpoint')
  const server = typeof name === 'string' ? serverNamed(name) : null
  if (!server) return { fault: 'no-such-endpoint', name: String(name) }
  const model = own('model')
  const effort = effortSetting()
  if (server.type === 'demo') return { server, model: '' }
  if (typeof model !== 'string' || model.trim() === '') return { fault: 'no-model', name: nameOf(server) }
  return { server, model: model.trim(), ...(effort && { effort }) }
}

export async function saveChoice({ server, model, effort }: Choice): Promise<void> {
  const target = vscode.ConfigurationTarget.Global
  await section().update('endpoint', nameOf(server), target)
  if (server.type !== 'demo') {
    await section().update('model', model, target)
    await section().update('effort', effort ?? 'default', target)
  }
}

/** Keeps what the user's own settings hold, faulty entries too: only they can say what was meant. */
export async function addEndpoint(endpoint: Endpoint): Promise<void> {
  const entries = own('endpoints')
  const all: readonly unknown[] = [...(Array.isArray(entries) ? entries : []), endpoint]
  await section().update('endpoints', all, vscode.ConfigurationTarget.Global)
}

const SECOND = 1000

/** The longest wait that a setting may ask for, s: a timer holds no more than 24 days. */
const LONGEST = 1_000_000

export function limits(): Limits {
  const range = { min: 1, max: LONGEST }
  return {
    firstToken: number('firstTokenTimeout', 300, range) * SECOND,
    idle: number('idleTimeout', 120, range) * SECOND,
    total: number('totalTimeout', 3600, range) * SECOND,
  }
}

/** Undefined: as many as the model likes. */
export function maxOutputTokens(): number | undefined {
  const tokens = Math.round(number('maxOutputTokens', 0, { min: 0, max: Number.MAX_SAFE_INTEGER }))
  return tokens > 0 ? tokens : undefined
}

/** Undefined: as the model likes. */
export function verbosity(): Verbosity | undefined {
  const value = section().get<unknown>('verbosity')
  return VERBOSITIES.find((level) => level === value)
}

export function contextCharacters(): number {
  return Math.round(number('contextCharacters', 4000, { min: 0, max: MAX_CONTEXT_CHARACTERS }))
}

export function historyLimit(): number {
  return Math.round(number('historyLimit', 100, { min: 1, max: 1000 }))
}

export function demoSpeed(): number {
  return number('demoSpeed', 1, { min: 0, max: 100 })
}

export function stopsWhenPanelCloses(): boolean {
  return section().get<unknown>('whenPanelCloses') === 'stop'
}
