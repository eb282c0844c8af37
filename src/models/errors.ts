import type { End, FailureReason } from '../trace/trace'
import { at, type Fields, isFields, list, string } from './json'

/** The longest detail that is kept of a server's own words, UTF-16 units. */
const MAX_DETAIL = 300

export type Failure = Extract<End, { readonly type: 'failed' }>

export function failed(reason: FailureReason, detail = ''): Failure {
  return { type: 'failed', reason, detail }
}

/** Thrown inside models/ where the reason is known on the spot. */
export class ModelError extends Error {
  constructor(
    readonly reason: FailureReason,
    readonly detail = '',
  ) {
    super(reason)
  }
}

/** What a status alone says; 5xx are server errors, every other one a bad request. */
const BY_STATUS: Readonly<Record<number, FailureReason>> = {
  401: 'unauthorized',
  402: 'no-credit',
  403: 'forbidden',
  404: 'not-an-api',
  405: 'not-an-api',
  407: 'proxy',
  408: 'server-error',
  429: 'rate-limited',
}

/** Codes and types that servers give in an error's body, at whatever status. */
const BY_CODE: readonly (readonly [RegExp, FailureReason])[] = [
  [/^(model_not_found|model_not_available|deploymentnotfound)$/i, 'model-not-found'],
  [/^(invalid_api_key|invalid_authentication|authentication_error|authenticationerror)$/i, 'unauthorized'],
  [/^(permission_error|permission_denied|insufficient_permissions)$/i, 'forbidden'],
  [/^(insufficient_(quota|balance|credits)|billing_|payment_required)/i, 'no-credit'],
  [/^(rate_limit|resource_exhausted|tokens$|requests$)/i, 'rate-limited'],
  [/content_?(filter|policy)|^responsibleaipolicyviolation$/i, 'content-filter'],
  [/^(server_error|internal|api_error|overloaded|service_unavailable|unavailable|engine_overloaded)/i, 'server-error'],
  [/^invalid_request/i, 'bad-request'],
]

/** Codes of Node.js, undici and OpenSSL, found anywhere in the chain of causes. */
const BY_CAUSE: readonly (readonly [RegExp, FailureReason])[] = [
  [/^(ENOTFOUND|EAI_AGAIN|ERR_NAME_NOT_RESOLVED)$/, 'unknown-host'],
  [
    /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|ERR_CONNECTION_REFUSED)$/,
    'refused-connection',
  ],
  [/CERT|^(ERR_TLS_|ERR_SSL_|EPROTO$|UNABLE_TO_|HOSTNAME_MISMATCH$)/, 'tls'],
  [/PROXY|^(UND_ERR_PRX_TLS|ERR_TUNNEL_)/, 'proxy'],
  [/^UND_ERR_HEADERS_TIMEOUT$/, 'first-token-timeout'],
  [/^UND_ERR_BODY_TIMEOUT$/, 'idle-timeout'],
  [/^HPE_/, 'not-an-api'],
  [/^(ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET|UND_ERR_CLOSED|ERR_STREAM_PREMATURE_CLOSE)$/, 'connection-lost'],
]

/** Where the platform gives no code, only words. */
const BY_MESSAGE: readonly (readonly [RegExp, FailureReason])[] = [
  [/unexpected redirect|redirect mode is set to error/i, 'redirected'],
  // Fetch knows ports on which no web server may be asked.
  [/^bad port$/, 'refused-connection'],
  [/proxy (response|authentication)|\b407\b|HTTP Tunneling/i, 'proxy'],
  [/certificate|self[- ]signed|\bTLS\b|\bSSL\b/i, 'tls'],
  [/terminated|socket hang ?up|other side closed|premature close|network error/i, 'connection-lost'],
]

/**
 * Whatever was thrown while asking, as a failure.
 * @param secrets words that must not stand in the detail: the key.
 */
export function failureOf(thrown: unknown, secrets: readonly string[]): Failure {
  if (thrown instanceof ModelError) return failed(thrown.reason, clean(thrown.detail, secrets))
  const status = statusOf(thrown)
  if (status !== undefined) {
    const detail = string(at(thrown, 'message')).replace(/^\d{3} (?:status code \(no body\))?/, '')
    return failed(reasonOfStatus(status, at(thrown, 'error'), detail), clean(detail, secrets))
  }
  const chain = causes(thrown)
  const find = (table: typeof BY_CAUSE, field: 'code' | 'message') =>
    chain.flatMap((link) => table.filter(([pattern]) => pattern.test(string(at(link, field)))).slice(0, 1))[0]
  const found = find(BY_CAUSE, 'code') ?? find(BY_MESSAGE, 'message')
  const last = chain.at(-1)
  if (!found && isRefusalByProxy(chain)) return failed('proxy')
  const detail = [string(at(last, 'code')), string(at(last, 'message'))].filter(Boolean).join(': ')
  return failed(found?.[1] ?? 'unknown', clean(detail, secrets))
}

/** An error that came inside a stream or as a whole body: `{error: …}`, `{message, code}`, a list of such, or words. */
export function failureInBody(body: unknown, secrets: readonly string[] = []): Failure {
  const first = Array.isArray(body) ? body[0] : body
  const error = at(first, 'error') ?? first
  const message = string(error) || string(at(error, 'message')) || string(at(error, 'msg')) || shown(error)
  const status = statusOf(error) ?? statusOf(at(error, 'metadata'))
  const reason = status === undefined ? (codeOf(error) ?? 'server-error') : reasonOfStatus(status, error, message)
  return failed(reason, clean(message, secrets))
}

/**
 * What a server says of its failure in an event: beside the choices, in one or under `x_groq`, as the whole event (old
 * vLLM, Cerebras, Spark), or as a status beside choices that are null (MiniMax).
 */
export function errorIn(event: Fields, choice?: Fields): unknown {
  const places = [event['error'], choice?.['error'], at(event['x_groq'], 'error'), list(event['errors'])[0]]
  const error = places.find(saysSomething)
  if (error) return error
  const words = string(event['message']) || string(event['detail'])
  const isOwn = words !== '' && list(event['choices']).length === 0 && !isSuccess(event, words)
  if (isOwn || event['object'] === 'error') return { ...event, message: words }
  const status = event['base_resp']
  const code = status && at(status, 'status_code')
  return code ? { message: at(status, 'status_msg'), type: `${code}` } : undefined
}

/** Some gateways write down the error that there is not: an object of nothing but zeros and empty strings. */
function saysSomething(error: unknown): boolean {
  return isFields(error) ? Object.values(error).some(Boolean) : Boolean(error)
}

/** Spark tells by a code that all is well; an error may have that code too, but then it has a type. */
function isSuccess({ code, type }: Fields, words: string): boolean {
  return /^(ok|success)[.!]?$/i.test(words) || (String(code) === '0' && !type)
}

export function statusOf(thrown: unknown): number | undefined {
  return [at(thrown, 'status'), at(thrown, 'status_code'), at(thrown, 'code')]
    .map(Number)
    .find((n) => n >= 300 && n < 600)
}

function reasonOfStatus(status: number, body: unknown, message: string): FailureReason {
  const coded = codeOf(body)
  const aboutModel = /\bmodel\b/i.test(message) && /\bno(t|n)?\b|n't|unknown|invalid|unsupported/i.test(message)
  if (status < 400) return 'redirected'
  if (coded === 'model-not-found' || coded === 'content-filter' || coded === 'no-credit') return coded
  if ((status === 400 || status === 404) && aboutModel && !/param|temperature|reasoning|effort/i.test(message)) {
    return 'model-not-found'
  }
  return BY_STATUS[status] ?? (status >= 500 ? 'server-error' : 'bad-request')
}

function codeOf(error: unknown): FailureReason | undefined {
  const codes = [string(at(error, 'code')), string(at(error, 'type')), string(at(error, 'status'))]
  for (const [pattern, reason] of BY_CODE) if (codes.some((code) => pattern.test(code))) return reason
  return undefined
}

/** The error, its cause, the cause of that…; an AggregateError stands for its first. At most eight. */
function causes(thrown: unknown): readonly unknown[] {
  const chain: unknown[] = []
  for (let link = thrown; link && chain.length < 8; link = at(link, 'cause') ?? list(at(link, 'errors'))[0])
    chain.push(link)
  return chain
}

/** For a 407, undici's fetch fails with a cause that says nothing, and so it does for nothing else that is met here. */
function isRefusalByProxy(chain: readonly unknown[]): boolean {
  const [failure, cause] = chain.slice(-2)
  return string(at(failure, 'message')) === 'fetch failed' && cause instanceof Error && cause.message === ''
}

function shown(value: unknown): string {
  return isFields(value) && Object.keys(value).length > 0 ? JSON.stringify(value) : ''
}

/** Things that look like keys, whosever they are. */
const KEYS =
  /\b(?:sk|pk|gsk|xai|hf|key|nvapi|fw|csk|tgp|r8)[-_][\w*.…-]{6,}|\bAIza[\w-]{10,}|\beyJ[\w-]{10,}\.[\w-]+\.[\w-]*|(?<=\bBearer\s+)[^\s"',]+|(?<=\b(?:api[-_ ]?key|authorization|access[-_ ]?token)["']?\s*[:=]\s*["']?)(?!Bearer\b)[^\s"',&]+/gi

/** One line of at most {@link MAX_DETAIL} characters, without keys, markup, control or direction characters. */
export function clean(text: string, secrets: readonly string[]): string {
  // Runs of white space go first: what looks back over them would take the square of their length.
  let result = text.slice(0, 64 * 1024).replace(/\s+/g, ' ')
  for (const secret of secrets) result = withoutSecret(result, secret)
  result = result
    .replace(KEYS, '…')
    .replace(/<(style|script)\b[\s\S]*?<\/\1>|<[^<>]*>/gi, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return result.length > MAX_DETAIL ? `${result.slice(0, MAX_DETAIL - 1)}…` : result
}

/** Also where it was encoded for a URL, or given back only in part. */
function withoutSecret(text: string, secret: string): string {
  if (secret === '') return text
  const whole = text.replaceAll(secret, '…').replaceAll(encodeURIComponent(secret), '…')
  if (secret.length < 16) return whole
  return whole
    .split(secret.slice(0, 8))
    .map((piece, i) => (i === 0 ? piece : piece.replace(/^[^\s"'<>,;]*/, '…')))
    .join('')
}
