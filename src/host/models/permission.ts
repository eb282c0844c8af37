import * as vscode from 'vscode'
import { addressFault, isLoopback, originOf } from '../../models/endpoint'
import type { Endpoint } from '../../models/source'
import { enterKey, type Keys } from './keys'

/** What is needed to know whether a server may be asked. */
export interface Permits {
  readonly keys: Keys
  /** Remembers what the user has been warned of. */
  readonly memory: vscode.Memento
}

/** Whether it may be asked as things are: nobody on the way can read along unless the user has said yes to that, and there is a key where one is likely to be needed. */
export async function isOpen(endpoint: Endpoint, { keys, memory }: Permits): Promise<boolean> {
  const { baseUrl } = endpoint
  if (isPlain(baseUrl) && memory.get(acceptedName(baseUrl)) !== true) return false
  return isLoopback(baseUrl) || (await keys.get(baseUrl)) !== undefined
}

/** Asks the user for what is missing; false where they refuse it. */
export async function mayAsk(endpoint: Endpoint, permits: Permits): Promise<boolean> {
  const { baseUrl } = endpoint
  const { keys, memory } = permits
  if (await isOpen(endpoint, permits)) return true
  if (isPlain(baseUrl) && memory.get(acceptedName(baseUrl)) !== true) {
    const detail = vscode.l10n.t('The address begins with http: your text and the key can be read on the way.')
    const send = vscode.l10n.t('Send Anyway')
    const question = vscode.l10n.t('Send to {0} without encryption?', originOf(baseUrl) ?? '')
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, send)) !== send) return false
    await memory.update(acceptedName(baseUrl), true)
  }
  return (await keys.get(baseUrl)) !== undefined || (await enterKey(keys, endpoint))
}

function isPlain(baseUrl: string): boolean {
  return addressFault(baseUrl) === 'plain'
}

function acceptedName(baseUrl: string): string {
  return `plain ${originOf(baseUrl) ?? ''}`
}
