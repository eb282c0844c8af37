import type { Delta } from '../trace/delta'
import type { Effort, FailureReason, Prompt } from '../trace/trace'

/** Which of OpenAI's two wire APIs an endpoint speaks. */
export type Api = 'responses' | 'chat'

export const VERBOSITIES = ['low', 'medium', 'high'] as const
export type Verbosity = (typeof VERBOSITIES)[number]

/** A server that can be asked. */
export interface Endpoint {
  /** What the user calls it. */
  readonly name: string
  /** The address before /responses or /chat/completions. */
  readonly baseUrl: string
  readonly api: Api
  /**
   * The Responses API's background mode, for runs that outlast a connection: the provider keeps the response, and a
   * stream that breaks is taken up again where it stood.
   */
  readonly background?: boolean
  /** Sent in each request's body beside or instead of what the provider's row of the table says. */
  readonly body?: Readonly<Record<string, unknown>>
}

/** A pause before the request is sent again. */
export interface Wait {
  readonly ms: number
  readonly reason: FailureReason
}

export interface ModelRequest {
  readonly prompt: Prompt
  readonly model: string
  readonly effort?: Effort
  readonly maxOutputTokens?: number
  /** How long the answer is asked to be. */
  readonly verbosity?: Verbosity
  /** Told before each pause, so that it can be counted down. */
  readonly onWait?: (wait: Wait) => void
}

/** All in ms. */
export interface Limits {
  /** From the request to the first content (thought or answer). */
  readonly firstToken: number
  /** Between two pieces of content; keepalives do not reset it. */
  readonly idle: number
  readonly total: number
}

/**
 * Where thoughts come from. `stream` never throws for anything that a server, the network or the user's stop can do:
 * such a run ends with one `end` delta, and every delta before it stands.
 */
export interface ModelSource {
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<Delta>
}
