import assert from 'node:assert/strict'
import * as vscode from 'vscode'

export interface FakeModel extends vscode.LanguageModelChat {
  /** Why the extension said that it asks. */
  readonly justifications: readonly string[]
}

/**
 * A model as another extension would bring it: providing one takes an entry in an extension's package.json, which this
 * one has no use for.
 * @param parts strings are text; objects are parts that only their shape tells, as thoughts come today.
 */
export function fakeModel(id: string, name: string, parts: readonly unknown[], thrown?: Error): FakeModel {
  const justifications: string[] = []
  async function* stream() {
    for (const part of parts) yield typeof part === 'string' ? new vscode.LanguageModelTextPart(part) : part
  }
  async function* text() {
    for (const part of parts) if (typeof part === 'string') yield part
  }
  return {
    id,
    name,
    justifications,
    vendor: 'test',
    family: 'test',
    version: '1',
    maxInputTokens: 10_000,
    countTokens: async (content) => String(content).length,
    sendRequest: async (_messages, options) => {
      justifications.push(options?.justification ?? '')
      if (thrown) throw thrown
      return { stream: stream(), text: text() }
    },
  }
}

/** Lets VS Code have these models and no others; returns how it gets its own back. */
export function withModels(models: readonly vscode.LanguageModelChat[]): () => void {
  const original = Object.getOwnPropertyDescriptor(vscode.lm, 'selectChatModels')
  assert.ok(original)
  const value = async ({ id }: vscode.LanguageModelChatSelector = {}) =>
    models.filter((model) => id === undefined || model.id === id)
  Object.defineProperty(vscode.lm, 'selectChatModels', { ...original, value })
  return () => {
    Object.defineProperty(vscode.lm, 'selectChatModels', original)
  }
}
