import * as vscode from 'vscode'
import { clean, type Failure, failed } from '../../models/errors'
import { at, list, string } from '../../models/json'
import { partsSource, type StreamedPart } from '../../models/parts'
import type { Limits, ModelRequest, ModelSource } from '../../models/source'

/** The setting `secondThoughts.endpoint` names VS Code's own models by this. */
export const EDITOR_ENDPOINT = 'editor'

/** The models that other extensions bring into VS Code; none where there are none. The user is not asked yet. */
export async function editorModels(): Promise<readonly vscode.LanguageModelChat[]> {
  return await vscode.lm.selectChatModels()
}

/**
 * One of VS Code's own models. VS Code asks for the user's consent at the first request, which must follow an action of
 * theirs.
 */
export function editorSource(id: string, limits: Limits): ModelSource {
  return partsSource({
    open: (request, signal) => ask(id, request, signal),
    failureOf,
    limits,
    now: () => performance.now(),
  })
}

async function* ask(id: string, { prompt }: ModelRequest, signal: AbortSignal): AsyncGenerator<StreamedPart> {
  const [model] = await vscode.lm.selectChatModels({ id })
  if (!model) throw vscode.LanguageModelError.NotFound(id)
  const cancellation = new vscode.CancellationTokenSource()
  const stop = () => cancellation.cancel()
  signal.addEventListener('abort', stop)
  if (signal.aborted) stop()
  try {
    const messages = [vscode.LanguageModelChatMessage.User(`${prompt.instructions}\n\n${prompt.input}`)]
    const justification = vscode.l10n.t('Second Thoughts asks this model about the text that you selected.')
    const response = await model.sendRequest(messages, { justification }, cancellation.token)
    for await (const part of response.stream) yield* read(part)
  } finally {
    signal.removeEventListener('abort', stop)
    cancellation.dispose()
  }
}

/**
 * Thinking parts are a proposed API, yet the host hands them to everyone: they are known by their shape, a `value` of
 * one or several strings on something that is no text part. Anything else (tool calls, data) is not read.
 */
function read(part: unknown): readonly StreamedPart[] {
  if (part instanceof vscode.LanguageModelTextPart) return [{ type: 'answer', chars: part.value }]
  const value = at(part, 'value')
  const chars = string(value) || list(value).map(string).join('')
  return chars === '' ? [] : [{ type: 'thought', chars }]
}

const REASONS: Readonly<Record<string, Failure['reason']>> = {
  NotFound: 'model-not-found',
  NoPermissions: 'forbidden',
  Blocked: 'content-filter',
}

function failureOf(thrown: unknown): Failure {
  const code = thrown instanceof vscode.LanguageModelError ? thrown.code : ''
  return failed(REASONS[code] ?? 'unknown', clean(thrown instanceof Error ? thrown.message : '', []))
}
