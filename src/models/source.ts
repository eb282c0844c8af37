import type { Delta } from '../trace/delta'
import type { Effort, Prompt } from '../trace/trace'

/** Which of OpenAI's two wire APIs an endpoint speaks. */
export type Api = 'responses' | 'chat'

export interface ModelRequest {
  readonly prompt: Prompt
  readonly model: string
  readonly effort?: Effort
  readonly maxOutputTokens?: number
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
