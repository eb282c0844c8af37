import type { Notice } from '../trace/trace'
import { at, type Fields, isFields, string } from './json'
import { providerOf } from './providers'
import type { Endpoint, ModelRequest } from './source'

/** A request's body, and the parameters in it that may be left out when a server refuses them, by their dotted names. */
export interface Body {
  readonly fields: Fields
  readonly optional: readonly string[]
}

/** All but the prompt and the model. */
export function bodyFor(endpoint: Endpoint, request: ModelRequest): Body {
  const fields = {
    ...(endpoint.api === 'responses' ? responsesFields(endpoint, request) : chatFields(endpoint, request)),
    ...endpoint.body,
  }
  return { fields, optional: Object.entries(fields).flatMap(([name, value]) => namesIn(name, value)) }
}

function responsesFields({ background }: Endpoint, { effort, maxOutputTokens, verbosity }: ModelRequest): Fields {
  return {
    reasoning: { ...(effort && { effort }), ...(effort !== 'none' && { summary: 'auto' }) },
    // A response that is not stored cannot be taken up again.
    ...(background ? { background: true, store: true } : { store: false }),
    ...(maxOutputTokens && { max_output_tokens: maxOutputTokens }),
    ...(verbosity && { text: { verbosity } }),
  }
}

function chatFields(endpoint: Endpoint, { model, effort, maxOutputTokens, verbosity }: ModelRequest): Fields {
  const row = providerOf(endpoint)
  return {
    ...row.thinking(effort, model),
    ...(row.countsAnyway ? {} : { stream_options: { include_usage: true } }),
    ...(verbosity && { verbosity }),
    ...(maxOutputTokens && { [row.maxTokens ?? 'max_tokens']: maxOutputTokens }),
  }
}

/** What is inside comes first: as little as can be is left out. */
function namesIn(name: string, value: unknown): readonly string[] {
  const inner = isFields(value) ? Object.entries(value) : []
  return [...inner.flatMap(([key, each]) => namesIn(`${name}.${key}`, each)), name]
}

/**
 * Which optional parameter a refusal (400 or 422) is about: named by the server in `param`, or in its words. Null where
 * it is about none, or about something that the run cannot do without.
 */
export function refusedParameter(thrown: unknown, body: Body): string | null {
  const status = at(thrown, 'status')
  if (status !== 400 && status !== 422) return null
  if (string(at(thrown, 'code')) === 'model_not_found') return null
  const param = string(at(thrown, 'param')) || string(at(thrown, 'error', 'param'))
  const named = body.optional.find((name) => param === name || param.endsWith(`.${name}`) || name.endsWith(`.${param}`))
  if (param !== '') return named ?? null
  const message = string(at(thrown, 'message'))
  return body.optional.find((name) => wordOf(name).test(message)) ?? null
}

/** Names that are everyday words, so that they count in a sentence in quotation marks alone. */
const EVERYDAY: ReadonlySet<string> = new Set(['type', 'text', 'enabled', 'google'])

/** The last part of a dotted name as servers write it in a sentence: as one word or several, in singular or plural. */
function wordOf(name: string): RegExp {
  const word = name.slice(name.lastIndexOf('.') + 1)
  const spoken = word
    .replace(/[^\w\s-]/g, '\\$&')
    .replace(/_/g, '[ _-]?')
    .replace(/y$/, '(y|ies)')
  return EVERYDAY.has(word) ? new RegExp(`['"\`]${word}['"\`]`, 'i') : new RegExp(`\\b${spoken}\\b`, 'i')
}

export function withoutParameter({ fields, optional }: Body, name: string): Body {
  const rest = without(fields, name)
  const names = Object.entries(rest).flatMap(([key, value]) => namesIn(key, value))
  return { fields: rest, optional: optional.filter((other) => names.includes(other)) }
}

/** A name of somebody's own may have a dot in it. An object of which nothing is left goes along. */
function without(fields: Fields, name: string): Fields {
  const kept = Object.entries(fields).flatMap(([key, value]): readonly (readonly [string, unknown])[] => {
    if (key === name) return []
    if (!name.startsWith(`${key}.`) || !isFields(value)) return [[key, value]]
    const inner = without(value, name.slice(key.length + 1))
    return Object.keys(inner).length > 0 ? [[key, inner]] : []
  })
  return Object.fromEntries(kept)
}

export function noticeOfRefusal(name: string): Notice {
  return /summary/.test(name) ? 'summary-refused' : 'parameter-dropped'
}
