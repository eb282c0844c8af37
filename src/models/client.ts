import type { OpenAI } from 'openai'
import { addressFault, baseOf } from './endpoint'
import { ModelError } from './errors'
import type { Cursor } from './reader'
import { readable } from './refusal'
import type { Body } from './request'
import type { Endpoint, ModelRequest } from './source'

export interface ClientOptions {
  readonly endpoint: Endpoint
  /** Undefined: no Authorization header is sent. */
  readonly apiKey: string | undefined
  readonly fetch?: typeof fetch
}

/** The SDK also takes headers from the environment and describes the machine in others: neither is sent. */
const SENT_HEADERS = ['accept', 'authorization', 'api-key', 'content-type', 'user-agent']

/** The longest time that a timer holds, ms: the run's own limits come before it. */
const NO_TIMEOUT = 2 ** 31 - 1

/**
 * The SDK's client, loaded on first use; for an address that must not be used, a `ModelError`. Whatever it would read from the environment is set, so that a key for one
 * server is never sent to another.
 */
export async function connect({ endpoint, apiKey, fetch: send = fetch }: ClientOptions): Promise<OpenAI> {
  const fault = addressFault(endpoint.baseUrl)
  if (fault !== null && fault !== 'plain') throw new ModelError('not-an-api')
  const { default: OpenAI } = await import('openai')
  const { baseURL, query } = baseOf(endpoint.baseUrl)
  const azure = apiKey !== undefined && /\.azure\.com$/.test(new URL(endpoint.baseUrl).hostname)
  return new OpenAI({
    baseURL,
    defaultQuery: query,
    apiKey: apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    defaultHeaders: {
      Authorization: apiKey === undefined ? null : `Bearer ${apiKey}`,
      'api-key': azure ? apiKey : null,
    },
    fetchOptions: { redirect: 'error' },
    fetch: async (url, init) => await readable(await send(url, { ...init, headers: sentHeaders(init?.headers) })),
    maxRetries: 0,
    timeout: NO_TIMEOUT,
    logLevel: 'off',
    dangerouslyAllowBrowser: true,
  })
}

function sentHeaders(all: HeadersInit | undefined): Headers {
  const headers = new Headers(all)
  for (const name of [...headers.keys()]) if (!SENT_HEADERS.includes(name)) headers.delete(name)
  return headers
}

/**
 * Sends the request and gives back the response as it stands: the SDK builds, authorises and sends it and turns every
 * refusal into an `APIError`. The body is read by {@link BodyDecoder}, because the SDK's own stream ends without an
 * error on a body that is no stream, gives up at an empty event, and drops the text of a chunk that also holds an error.
 */
export function send(
  client: OpenAI,
  api: Endpoint['api'],
  request: ModelRequest,
  body: Body,
  signal: AbortSignal,
): Promise<Response> {
  const { model, prompt } = request
  if (api === 'responses') {
    const { instructions, input } = prompt
    return client.responses
      .create({ model, instructions, input, ...body.fields, stream: true }, { signal })
      .asResponse()
  }
  const messages = [
    { role: 'system' as const, content: prompt.instructions },
    { role: 'user' as const, content: prompt.input },
  ]
  return client.chat.completions.create({ model, messages, ...body.fields, stream: true }, { signal }).asResponse()
}

/** Asks for the events of a kept response that come after the cursor. */
export function resume(client: OpenAI, { responseId, sequence }: Cursor, signal: AbortSignal): Promise<Response> {
  return client.responses.retrieve(responseId, { stream: true, starting_after: sequence }, { signal }).asResponse()
}

/** A kept response goes on without a reader, and costs; whether the provider heard cannot be waited for. */
export function cancel(client: OpenAI, { responseId }: Cursor): void {
  client.responses.cancel(responseId).catch(() => {})
}
