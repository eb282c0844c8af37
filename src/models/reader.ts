import type { Delta } from '../trace/delta'
import type { End, Usage } from '../trace/trace'
import { at, count, isFields } from './json'

type Timeless<T> = T extends unknown ? Omit<T, 'at'> : never

/** A delta before it is stamped with its time. How a run ends is asked of the reader. */
export type Piece = Timeless<Exclude<Delta, { readonly type: 'end' }>>

/** Where a response that the provider keeps was read to. */
export interface Cursor {
  readonly responseId: string
  /** The sequence number of the last event. */
  readonly sequence: number
}

/** Reads the events of one response, in order. */
export interface Reader {
  /** Never throws, whatever the event is. */
  read(event: unknown): readonly Piece[]
  /** The stream is over: gives out what was held back. */
  finish(): readonly Piece[]
  /** How the run ended, as far as the server has said. */
  readonly end: End | undefined
  /** Nothing can follow the last event, so there is nothing to wait for. */
  readonly closed: boolean
  /** It has called a tool: an answer without words is no empty one. */
  readonly called: boolean
  /** From where a kept response can be taken up again; undefined where the API has no such thing. */
  readonly cursor?: Cursor | undefined
}

/** Where the two APIs and their dialects put each count. */
const COUNTS: Readonly<Record<keyof Usage, readonly (readonly string[])[]>> = {
  input: [['input_tokens'], ['prompt_tokens']],
  output: [['output_tokens'], ['completion_tokens']],
  reasoning: [
    ['output_tokens_details', 'reasoning_tokens'],
    ['completion_tokens_details', 'reasoning_tokens'],
  ],
}

/** SGLang counts thoughts at the top, and writes 0 there where it did not count. */
const OWN_COUNT = 'reasoning_tokens'

/** The usage object of either API, or null where there is nothing in it. */
export function readUsage(value: unknown): Usage | null {
  if (!isFields(value)) return null
  const find = (name: keyof Usage) => COUNTS[name].map((path) => count(at(value, ...path))).find((n) => n !== undefined)
  const [input, output] = [find('input'), find('output')]
  const reasoning = find('reasoning') ?? (count(value[OWN_COUNT]) || undefined)
  const usage = {
    ...(input !== undefined && { input }),
    ...(output !== undefined && { output }),
    ...(reasoning !== undefined && { reasoning }),
  }
  return Object.keys(usage).length > 0 ? usage : null
}

export function thought(chars: string, provenance: 'raw' | 'summary' = 'raw'): readonly Piece[] {
  return chars === '' ? [] : [{ type: 'text', text: 'thought', provenance, chars }]
}

export function answer(chars: string): readonly Piece[] {
  return chars === '' ? [] : [{ type: 'text', text: 'answer', provenance: 'raw', chars }]
}
