import * as vscode from 'vscode'
import { openaiSource } from '../../models/openai'
import { RECORDED_ENDPOINT, RECORDED_MODELS, recordedSource } from '../../models/recorded/recorded'
import type { ModelSource } from '../../models/source'
import type { ModelInfo, Problem } from '../../trace/trace'
import { editorSource } from './editorModels'
import { type Choice, DEMO_ENDPOINT, demoSpeed, limits, type Server, serverNamed } from './settings'

const now = () => performance.now()

/** @param apiKey that of the endpoint's origin; empty or undefined: none is sent. */
export function sourceOf({ server, model }: Choice, problem: Problem, apiKey: string | undefined): ModelSource {
  switch (server.type) {
    case 'demo':
      return recordedSource({ problem, speed: demoSpeed(), now })
    case 'editor':
      return editorSource(model, limits())
    case 'endpoint':
      return openaiSource({ endpoint: server.endpoint, apiKey: apiKey || undefined, limits: limits(), now })
  }
}

/** What VS Code's own models are called in a trace. */
const EDITOR_NAME = 'VS Code'

export function modelInfo({ server, model, effort }: Choice): ModelInfo {
  if (server.type === 'demo') return { endpoint: RECORDED_ENDPOINT, model: RECORDED_MODELS[0] ?? '', demo: true }
  return { endpoint: serverLabel(server), model, ...(effort && { effort }) }
}

/** The choice by which a trace came about, or null where its endpoint is no longer there. */
export function choiceOf({ endpoint, model, effort, demo }: ModelInfo): Choice | null {
  const name = demo ? DEMO_ENDPOINT : endpoint
  const server: Server | null = !demo && endpoint === EDITOR_NAME ? { type: 'editor' } : serverNamed(name)
  return server && { server, model: demo ? '' : model, ...(effort && { effort }) }
}

export function serverLabel(server: Server): string {
  switch (server.type) {
    case 'demo':
      return vscode.l10n.t('Recorded (demo)')
    case 'editor':
      return EDITOR_NAME
    case 'endpoint':
      return server.endpoint.name
  }
}
