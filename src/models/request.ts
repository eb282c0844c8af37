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

function chatFields(endpoint: Endpoint, { effort, maxOutputTokens, verbosity }: ModelRequest): Fields {
  const row = providerOf(endpoint)
  return {
    ...row.thinking(effort),
    ...(row.countsAnyway ? {} : { stream_options: { include_usage: true } }),
    ...(verbosity && { verbosity }),
    ...(maxOutputTokens && { [row.maxTokens ?? 'max_tokens']: maxOutputTokens }),
  }
}

function namesIn(name: string, value: unknown): readonly string[] {
  return isFields(value) ? [...Object.keys(value).map((inner) => `${name}.${inner}`), name] : [name]
}

/**
 * Which optional parameter a refusal (400 or 422) is about: named by the server in `param`, or in its words. Null where
 * it is about none, or about something that the run cannot do without.
 */
export function refusedParameter(thrown: unknown, body: Body): string | null {
  const status = at(thrown, 'status')
  if (status !== 400 && status !== 422) return null
  const param = string(at(thrown, 'param')) || string(at(thrown, 'error', 'param'))
  const named = body.optional.find((name) => param === name || param.endsWith(`.${name}`))
  if (named) return named
  const message = string(at(thrown, 'message'))
  return body.optional.find((name) => wordOf(name).test(message)) ?? null
}

/** The last part of a dotted name as servers write it in a sentence, in the singular or the plural. */
function wordOf(name: string): RegExp {
  const word = name.slice(name.lastIndexOf('.') + 1)
  return new RegExp(`\\b${word.replace(/y$/, '(y|ies)')}\\b`, 'i')
}

export function withoutParameter({ fields, optional }: Body, name: string): Body {
  const [outer = '', inner] = name.split('.')
  const { [outer]: removed, ...rest } = fields
  const kept = inner !== undefined && isFields(removed) ? { [outer]: without(removed, inner) } : {}
  const gone = (other: string) => other === name || (inner === undefined && other.startsWith(`${name}.`))
  return { fields: { ...rest, ...kept }, optional: optional.filter((other) => !gone(other)) }
}

function without(fields: Fields, name: string): Fields {
  const { [name]: _, ...rest } = fields
  return rest
}

export function noticeOfRefusal(name: string): Notice {
  return /summary/.test(name) ? 'summary-refused' : 'parameter-dropped'
}
