import type { Effort, Notice } from '../trace/trace'
import { at, type Fields, isFields, string } from './json'
import type { Endpoint, ModelRequest } from './source'

/** What is sent beside the prompt, so that a model thinks as hard as asked and shows it. */
interface Row {
  readonly hosts: RegExp
  readonly thinking: (effort: Effort | undefined) => Fields
  readonly maxTokens?: 'max_completion_tokens'
  /** Counts the tokens without being asked, and refuses to be. */
  readonly countsAnyway?: true
}

const effortOnly = (effort: Effort | undefined): Fields => (effort ? { reasoning_effort: effort } : {})
const onOff = (effort: Effort | undefined): Fields => ({
  thinking: { type: effort === 'none' ? 'disabled' : 'enabled' },
})
const enabled = (effort: Effort | undefined): Fields => ({
  reasoning: effort === undefined ? { enabled: true } : effort === 'none' ? { enabled: false } : { effort },
})
/** The nearest of the levels that a provider has. */
const nearest = (effort: Effort | undefined, levels: Readonly<Partial<Record<Effort, string>>>): Fields => {
  const level = effort && levels[effort]
  return level ? { reasoning_effort: level } : {}
}
const LOW_TO_HIGH = { minimal: 'low', low: 'low', medium: 'medium', high: 'high', xhigh: 'high', max: 'high' } as const

/** Chat Completions has a dialect per provider. The first row whose host matches counts; a new provider is a new row. */
const ROWS: readonly Row[] = [
  { hosts: /(^|\.)openai\.com$|\.azure\.com$/, thinking: effortOnly, maxTokens: 'max_completion_tokens' },
  { hosts: /(^|\.)openrouter\.ai$|^ai-gateway\.vercel\.sh$|\.snowflakecomputing\.com$/, thinking: enabled },
  {
    hosts: /(^|\.)deepseek\.com$/,
    thinking: (effort) => ({
      ...onOff(effort),
      ...nearest(effort, { minimal: 'low', low: 'low', medium: 'high', high: 'high', xhigh: 'max', max: 'max' }),
    }),
  },
  {
    hosts: /(^|\.)groq\.com$/,
    thinking: (effort) => ({ reasoning_format: 'parsed', ...nearest(effort, { none: 'none', ...LOW_TO_HIGH }) }),
    maxTokens: 'max_completion_tokens',
  },
  {
    hosts: /(^|\.)cerebras\.ai$/,
    thinking: (effort) => ({ reasoning_format: 'parsed', ...nearest(effort, LOW_TO_HIGH) }),
    maxTokens: 'max_completion_tokens',
  },
  {
    hosts: /(^|\.)mistral\.ai$/,
    thinking: (effort) => (effort ? { reasoning_effort: effort === 'none' ? 'none' : 'high' } : {}),
    countsAnyway: true,
  },
  { hosts: /(^|\.)aliyuncs\.com$/, thinking: (effort) => ({ enable_thinking: effort !== 'none' }) },
  { hosts: /(^|\.)moonshot\.(ai|cn)$/, thinking: (effort) => ({ ...onOff(effort), ...nearest(effort, LOW_TO_HIGH) }) },
  { hosts: /(^|\.)(z\.ai|bigmodel\.cn)$/, thinking: onOff },
  { hosts: /(^|\.)x\.ai$/, thinking: (effort) => nearest(effort, LOW_TO_HIGH) },
  {
    hosts: /(^|\.)googleapis\.com$/,
    thinking: (effort) => {
      const { reasoning_effort: level } = nearest(effort, LOW_TO_HIGH)
      const config = { include_thoughts: effort !== 'none', ...(level !== undefined && { thinking_level: level }) }
      return { extra_body: { google: { thinking_config: config } } }
    },
  },
  {
    hosts: /(^|\.)together\.(ai|xyz)$/,
    thinking: (effort) => ({ reasoning: { enabled: effort !== 'none' }, ...nearest(effort, LOW_TO_HIGH) }),
  },
]
const ANY: Row = { hosts: /^/, thinking: effortOnly }

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

function responsesFields({ background }: Endpoint, { effort, maxOutputTokens }: ModelRequest): Fields {
  return {
    reasoning: { ...(effort && { effort }), ...(effort !== 'none' && { summary: 'auto' }) },
    // A response that is not stored cannot be taken up again.
    ...(background ? { background: true, store: true } : { store: false }),
    ...(maxOutputTokens && { max_output_tokens: maxOutputTokens }),
  }
}

function chatFields(endpoint: Endpoint, { effort, maxOutputTokens }: ModelRequest): Fields {
  const { hostname } = new URL(endpoint.baseUrl)
  const row = ROWS.find(({ hosts }) => hosts.test(hostname)) ?? ANY
  return {
    ...row.thinking(effort),
    ...(row.countsAnyway ? {} : { stream_options: { include_usage: true } }),
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
