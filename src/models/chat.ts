import type { End, Provenance, Usage } from '../trace/trace'
import { errorIn, failed, failureInBody } from './errors'
import { at, type Fields, isFields, list, row, string, textOf } from './json'
import { answer, type Piece, type Reader, readUsage, thought } from './reader'
import { ThinkTags } from './thinkTags'

type Shown = Exclude<Provenance, 'hidden'>

/** The fields that carry thoughts. Servers that fill several of them fill them alike: the first that holds text counts. */
const THOUGHT_FIELDS: readonly (readonly [name: string, provenance: Shown])[] = [
  ['reasoning_content', 'raw'],
  ['reasoning', 'raw'],
  ['reasoning_text', 'raw'],
  ['reasoning_details', 'raw'],
  ['thinking', 'raw'],
  ['thinking_blocks', 'raw'],
  ['cot_summary', 'summary'],
]

/** Every finish reason that is not here is a natural end. */
const ENDS: Readonly<Record<string, End>> = {
  length: { type: 'length' },
  max_tokens: { type: 'length' },
  max_output_tokens: { type: 'length' },
  model_length: { type: 'length' },
  model_context_window_exceeded: { type: 'length' },
  tool_calls: { type: 'tool-calls' },
  tool_use: { type: 'tool-calls' },
  function_call: { type: 'tool-calls' },
  content_filter: failed('content-filter'),
  safety: failed('content-filter'),
  sensitive: failed('content-filter'),
  error: failed('server-error'),
  network_error: failed('server-error'),
  insufficient_system_resource: failed('server-error'),
  abort: { type: 'cut' },
}

const NONE: readonly Piece[] = []

/** Chat Completions: chunks of a stream, or one whole completion, in any dialect. */
export class ChatReader implements Reader {
  readonly #tags = new ThinkTags()
  #finish: End | undefined
  #failure: End | undefined
  #usage: Usage = {}
  #sawThought = false
  /** A message has brought words, though they may still be held back. */
  #begun = false
  /** A message as a whole that stands beside deltas: what it says counts where they say nothing. */
  #whole: Fields | undefined
  #called = false
  /** The server thought and showed only a cipher of it. */
  #encrypted = false

  /** After the finish reason the usage may still come; after an error nothing does. */
  get closed(): boolean {
    return this.#failure !== undefined
  }

  get end(): End | undefined {
    return this.#failure ?? this.#finish
  }

  get called(): boolean {
    return this.#called
  }

  read(event: unknown): readonly Piece[] {
    if (Array.isArray(event)) return event.flatMap((each) => (Array.isArray(each) ? NONE : this.read(each)))
    if (!isFields(event)) return NONE
    const choice = choiceOf(event)
    const text = this.#seen(this.#readChoice(choice))
    const usage = this.#readUsage(event, choice)
    const finish = reasonIn(choice)
    if (finish !== '') this.#finish = row(ENDS, finish) ?? { type: 'complete' }
    const error = errorIn(event, choice)
    if (error) this.#failure = failureInBody(error)
    return usage === NONE ? text : [...text, ...usage]
  }

  finish(): readonly Piece[] {
    const whole = this.#whole && !this.#begun ? this.#readMessage(this.#whole) : NONE
    const pieces = this.#seen([...whole, ...this.#tags.finish()])
    const withheld = !this.#sawThought && (this.#encrypted || (this.#usage.reasoning ?? 0) > 0)
    return withheld ? [...pieces, { type: 'part', text: 'thought', provenance: 'hidden' }] : pieces
  }

  #seen(pieces: readonly Piece[]): readonly Piece[] {
    for (const piece of pieces) {
      if (piece.type === 'refile') this.#sawThought = true
      if (piece.type === 'text' && piece.text === 'thought') this.#sawThought = true
    }
    return pieces
  }

  /**
   * Some servers end a stream with the whole message again, or send what it is so far beside each delta, or an empty
   * delta beside the whole: it counts only where nothing streams.
   */
  #readChoice(choice: Fields | undefined): readonly Piece[] {
    if (!choice) return NONE
    const { delta, message } = choice
    if (!isFields(delta)) return isFields(message) && !this.#begun ? this.#readMessage(message) : NONE
    if (isFields(message)) this.#whole = message
    return this.#readMessage(delta)
  }

  #readMessage(message: Fields): readonly Piece[] {
    this.#called ||= list(message['tool_calls']).length > 0 || isFields(message['function_call'])
    const field = this.#readThought(message)
    const content = message['content']
    const text =
      content === undefined || content === null || content === ''
        ? NONE
        : this.#readContent(content, at(message, 'extra_content', 'google', 'thought') === true, field !== NONE)
    const refusal = string(message['refusal'])
    this.#begun ||= field !== NONE || refusal !== '' || textOf(content) !== ''
    if (refusal !== '') return [...field, ...text, ...answer(refusal)]
    if (field === NONE) return text
    return text === NONE ? field : [...field, ...text]
  }

  /** The first field that holds text; whether it is a summary is said by its details, where there are any. */
  #readThought(message: Fields): readonly Piece[] {
    const details = message['reasoning_details']
    const types = Array.isArray(details) ? details.map((detail) => string(at(detail, 'type'))) : []
    this.#encrypted ||= types.includes('reasoning.encrypted') || string(message['reasoning_opaque']) !== ''
    for (const [name, provenance] of THOUGHT_FIELDS) {
      const value = message[name]
      const chars = typeof value === 'string' ? value : textOf(value)
      if (chars !== '') return this.#fieldThought(chars, types.includes('reasoning.summary') ? 'summary' : provenance)
    }
    return NONE
  }

  #fieldThought(chars: string, provenance: Shown): readonly Piece[] {
    const held = this.#tags.sawThoughtElsewhere(chars)
    return held.length > 0 ? [...held, ...thought(chars, provenance)] : thought(chars, provenance)
  }

  /** @param mirrored the message's thoughts were in a field already. */
  #readContent(content: unknown, marked: boolean, mirrored: boolean): readonly Piece[] {
    if (typeof content === 'string') return marked ? this.#tags.feedMarked(content) : this.#tags.feed(content)
    const items = isFields(content) ? [content] : list(content)
    return items.flatMap((item) => this.#readItem(item, marked, mirrored))
  }

  /** An item of a content that is a list: text, or thoughts under one of their names. */
  #readItem(item: unknown, marked: boolean, mirrored: boolean): readonly Piece[] {
    if (typeof item === 'string') return this.#readContent(item, marked, mirrored)
    if (!isFields(item)) return NONE
    const type = string(item['type'])
    this.#encrypted ||= type === 'redacted_thinking'
    if (item['thinking'] || /think|thought|reason/.test(type)) {
      const chars = mirrored ? '' : textOf(item)
      return chars === '' ? NONE : this.#fieldThought(chars, item['summary'] ? 'summary' : 'raw')
    }
    const refusal = string(item['refusal'])
    return refusal === '' ? this.#readContent(textOf(item['text']), marked, mirrored) : answer(refusal)
  }

  /** Some servers repeat a growing count on every chunk; it is given out when it has changed. */
  #readUsage(event: Fields, choice: Fields | undefined): readonly Piece[] {
    const groq = event['x_groq']
    const usage =
      readUsage(event['usage']) ?? (groq ? readUsage(at(groq, 'usage')) : null) ?? readUsage(choice?.['usage'])
    if (!usage) return NONE
    const before = this.#usage
    this.#usage = { ...before, ...usage }
    const same =
      before.input === this.#usage.input &&
      before.output === this.#usage.output &&
      before.reasoning === this.#usage.reasoning
    return same ? NONE : [{ type: 'usage', usage }]
  }
}

/** Gemini adds its own reason after a colon; some write capitals or hyphens, or the word `null` where there is none. */
function reasonIn(choice: Fields | undefined): string {
  const reason = string(choice?.['finish_reason'])
  return reason === '' || reason === 'null' ? '' : reason.toLowerCase().replace(/:.*/s, '').replace(/-/g, '_').trim()
}

/** The one choice that was asked for. */
function choiceOf(event: Fields): Fields | undefined {
  const choices = event['choices']
  if (!Array.isArray(choices)) return undefined
  for (const choice of choices) if (isFields(choice) && (choice['index'] ?? 0) === 0) return choice
  return undefined
}
