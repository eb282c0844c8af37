import type { Provenance, TextName } from '../trace/trace'
import { at, list, row, string } from './json'

/** What a piece of text in a response is. */
export interface Kind {
  readonly text: TextName
  readonly provenance: Exclude<Provenance, 'hidden'>
  /** Where the event says which of its item's parts it belongs to. */
  readonly index: 'summary_index' | 'content_index'
}

const SUMMARY: Kind = { text: 'thought', provenance: 'summary', index: 'summary_index' }
const THOUGHT: Kind = { text: 'thought', provenance: 'raw', index: 'content_index' }
const ANSWER: Kind = { text: 'answer', provenance: 'raw', index: 'content_index' }

/** The kind of a content part, by its `type`. */
export const PARTS: Readonly<Record<string, Kind>> = {
  summary_text: SUMMARY,
  reasoning_text: THOUGHT,
  output_text: ANSWER,
  text: ANSWER,
  refusal: ANSWER,
}

/** What stands without a type of its own in the fields of an item, by the item's type. */
const OWN: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  reasoning: { summary: SUMMARY, content: THOUGHT },
  message: { content: ANSWER },
}

export interface TextEvent {
  readonly kind?: Kind
  readonly whole?: 'text' | 'refusal' | 'part'
}

/** Events that carry more of a text (`delta`), or all of it (`text`, or a part that holds it). */
export const EVENTS: Readonly<Record<string, TextEvent>> = {
  'response.reasoning_summary_text.delta': { kind: SUMMARY },
  'response.reasoning_summary_text.done': { kind: SUMMARY, whole: 'text' },
  'response.reasoning_summary.delta': { kind: SUMMARY },
  'response.reasoning_summary.done': { kind: SUMMARY, whole: 'text' },
  'response.reasoning_summary_part.added': { kind: SUMMARY, whole: 'part' },
  'response.reasoning_summary_part.done': { kind: SUMMARY, whole: 'part' },
  'response.reasoning_text.delta': { kind: THOUGHT },
  'response.reasoning_text.done': { kind: THOUGHT, whole: 'text' },
  'response.reasoning.delta': { kind: THOUGHT },
  'response.reasoning.done': { kind: THOUGHT, whole: 'text' },
  'response.reasoning_part.added': { kind: THOUGHT, whole: 'part' },
  'response.reasoning_part.done': { kind: THOUGHT, whole: 'part' },
  'response.output_text.delta': { kind: ANSWER },
  'response.output_text.done': { kind: ANSWER, whole: 'text' },
  'response.refusal.delta': { kind: ANSWER },
  'response.refusal.done': { kind: ANSWER, whole: 'refusal' },
  'response.content_part.added': { whole: 'part' },
  'response.content_part.done': { whole: 'part' },
}

/** A part of a whole output item. */
export interface WholePart {
  readonly kind: Kind
  readonly index: number
  readonly whole: string
}

/** Where a part stands, by output index, kind and part index: ids rotate on some gateways. */
export function keyOf(output: string, { text, provenance }: Kind, index: unknown): string {
  return `${output} ${text} ${provenance} ${index}`
}

/** The parts of an output item; a field holds a list of them, or one as a string. */
export function partsOf(item: unknown): readonly WholePart[] {
  return ['summary', 'content'].flatMap((field) => {
    const own = row(OWN, string(at(item, 'type')))?.[field]
    const value = at(item, field)
    return (typeof value === 'string' ? [value] : list(value)).flatMap((part, index): readonly WholePart[] => {
      const type = string(at(part, 'type'))
      const kind = own && (type === '' || type === 'text') ? own : row(PARTS, type)
      const whole = string(part) || string(at(part, 'text')) || string(at(part, 'refusal'))
      return kind ? [{ kind, index, whole }] : []
    })
  })
}

/**
 * Some servers tell the thoughts of an item twice, raw and as a summary: what streamed counts, and of two that are the
 * same the raw ones.
 * @param streamed what of the thoughts has streamed.
 */
export function toldOnce(parts: readonly WholePart[], streamed: ReadonlySet<Provenance>): readonly WholePart[] {
  const thoughts = parts.filter(({ kind }) => kind.text === 'thought')
  const of = (kind: Kind) => thoughts.flatMap((part) => (part.kind === kind ? part.whole : [])).join('')
  const dropped =
    streamed.size > 0
      ? [SUMMARY, THOUGHT].filter(({ provenance }) => !streamed.has(provenance))
      : of(SUMMARY) === of(THOUGHT)
        ? [SUMMARY]
        : []
  return parts.filter(({ kind }) => !dropped.includes(kind))
}
