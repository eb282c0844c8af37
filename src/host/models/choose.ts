import * as vscode from 'vscode'
import { effortsOf } from '../../models/providers'
import type { Endpoint } from '../../models/source'
import { EFFORTS, type Effort, type ModelInfo } from '../../trace/trace'
import { effortWords, modelWords } from '../../words/asked'
import { pickFromAll } from './modelPick'
import { mayAsk, type Permits } from './permission'
import { addEndpoint, type Choice, endpoints, type Server } from './settings'
import { choiceOf } from './sources'

interface Item<T> extends vscode.QuickPickItem {
  readonly value: T
}

/** Asks for a model, whoever serves it, and for the effort where one can be asked for; null where the user went away. */
export async function pickChoice(permits: Permits): Promise<Choice | null> {
  const asked = await pickModel(permits)
  if (asked?.server.type !== 'endpoint') return asked
  const effort = await pickEffort(asked.server.endpoint, asked.model)
  return effort && { ...asked, ...(effort !== 'default' && { effort }) }
}

/** The same model with the same or another effort, or another model altogether; for this run alone. */
export async function pickAgain(permits: Permits, asked: ModelInfo): Promise<Choice | null> {
  const same = choiceOf(asked)
  if (!same) return await pickChoice(permits)
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
  return picked?.value === 'other' ? await pickChoice(permits) : (picked?.value ?? null)
}

async function pickModel(permits: Permits): Promise<Choice | null> {
  const picked = await pickFromAll(title(1), permits)
  switch (picked?.type) {
    case undefined:
      return null
    case 'edit':
      await vscode.commands.executeCommand('workbench.action.openSettings', 'secondThoughts.endpoints')
      return null
    case 'connect':
      return (await mayAsk(picked.endpoint, permits)) ? await pickModel(permits) : null
    case 'model':
      return (await isReady(picked.server, permits)) ? { server: picked.server, model: picked.model } : null
  }
}

/** A server that was found is kept; what a server needs is asked for now rather than at the first question. */
async function isReady(server: Server, permits: Permits): Promise<boolean> {
  if (server.type !== 'endpoint') return true
  if (!(await mayAsk(server.endpoint, permits))) return false
  if (endpoints().usable.every(({ name }) => name !== server.endpoint.name)) await addEndpoint(server.endpoint)
  return true
}

function title(step: number): string {
  return vscode.l10n.t('Choose model and effort ({0}/2)', step)
}

async function pickEffort(endpoint: Endpoint, model: string): Promise<Effort | 'default' | null> {
  const levels = effortsOf(endpoint, model)
  if (levels.length === 0) return 'default'
  const items: readonly Item<Effort | 'default'>[] = [
    { label: vscode.l10n.t('Left to the model'), value: 'default' },
    ...EFFORTS.filter((effort) => levels.includes(effort)).map((value) => ({ label: effortWords(value), value })),
  ]
  const placeHolder = vscode.l10n.t('How hard should {0} think?', model)
  return (await vscode.window.showQuickPick(items, { title: title(2), placeHolder }))?.value ?? null
}
