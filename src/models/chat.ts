import type { End, Usage } from '../trace/trace'
import { failed, failureInBody } from './errors'
import { at, isFields, list, string } from './json'
import { answer, type Piece, type Reader, readUsage, thought } from './reader'
import { ThinkTags } from './thinkTags'

/** The fields that carry thoughts. Servers that fill two of them fill them alike: the first that holds text counts. */
const THOUGHT_FIELDS = ['reasoning_content', 'reasoning'] as const

/** Every finish reason that is not here is a natural end. */
const ENDS: Readonly<Record<string, End>> = {
  length: { type: 'length' },
  max_tokens: { type: 'length' },
  model_length: { type: 'length' },
  tool_calls: { type: 'tool-calls' },
  function_call: { type: 'tool-calls' },
  content_filter: failed('content-filter'),
  error: failed('server-error'),
  insufficient_system_resource: failed('server-error'),
}

/** Chat Completions: chunks of a stream, or one whole completion, in any dialect. */
export class ChatReader implements Reader {
  readonly #tags = new ThinkTags()
  #finish: End | undefined
  #failure: End | undefined
  #usage: Usage = {}
  #sawThought = false
  /** The server thought and showed only a cipher of it. */
  #encrypted = false

  /** After the finish reason the usage may still come; after an error nothing does. */
  get closed(): boolean {
    return this.#failure !== undefined
  }

  get end(): End | undefined {
    return this.#failure ?? this.#finish
  }

  read(event: unknown): readonly Piece[] {
    if (Array.isArray(event)) return event.flatMap((each) => this.read(each))
    if (!isFields(event)) return []
    const choice = list(event['choices']).find((each) => (at(each, 'index') ?? 0) === 0)
    const pieces = this.#seen([
      ...this.#readMessage(at(choice, 'delta') ?? at(choice, 'message')),
      ...this.#readUsage(event['usage'] ?? at(event, 'x_groq', 'usage') ?? at(choice, 'usage')),
    ])
    const finish = string(at(choice, 'finish_reason'))
    if (finish !== '') this.#finish = ENDS[finish] ?? { type: 'complete' }
    if (event['error']) this.#failure = failureInBody(event['error'])
    else if (event['object'] === 'error' || (!('choices' in event) && 'message' in event))
      this.#failure = failureInBody(event)
    return pieces
  }

  finish(): readonly Piece[] {
    const pieces = this.#seen(this.#tags.finish())
    const withheld = !this.#sawThought && (this.#encrypted || (this.#usage.reasoning ?? 0) > 0)
    return withheld ? [...pieces, { type: 'part', text: 'thought', provenance: 'hidden' }] : pieces
  }

  #seen(pieces: readonly Piece[]): readonly Piece[] {
    this.#sawThought ||= pieces.some(
      (piece) => piece.type === 'refile' || (piece.type === 'text' && piece.text === 'thought'),
    )
    return pieces
  }

  #readMessage(message: unknown): readonly Piece[] {
    if (!isFields(message)) return []
    const field = this.#readThought(message)
    if (field.length > 0) this.#tags.sawThoughtElsewhere()
    const marked = at(message, 'extra_content', 'google', 'thought') === true
    return [
      ...field,
      ...this.#readContent(message['content'], marked, field.length > 0),
      ...answer(string(message['refusal'])),
    ]
  }

  #readThought(message: unknown): readonly Piece[] {
    const details = list(at(message, 'reasoning_details'))
    const types = details.map((detail) => string(at(detail, 'type')))
    this.#encrypted ||= types.includes('reasoning.encrypted')
    const chars =
      THOUGHT_FIELDS.map((name) => string(at(message, name))).find(Boolean) ??
      details.map((detail) => string(at(detail, 'text')) || string(at(detail, 'summary'))).join('')
    return thought(chars, types.includes('reasoning.summary') ? 'summary' : 'raw')
  }

  /** @param mirrored the message's thoughts were in a field already. */
  #readContent(content: unknown, marked: boolean, mirrored: boolean): readonly Piece[] {
    if (typeof content === 'string') {
      if (content === '') return []
      return marked ? this.#tags.feedMarked(content) : this.#tags.feed(content)
    }
    return list(content).flatMap((item) => {
      if (typeof item === 'string') return this.#readContent(item, marked, mirrored)
      const thinking = at(item, 'thinking')
      if (thinking === undefined) return this.#readContent(string(at(item, 'text')), marked, mirrored)
      const pieces = mirrored
        ? []
        : thought(
            string(thinking) ||
              list(thinking)
                .map((part) => string(at(part, 'text')))
                .join(''),
          )
      if (pieces.length > 0) this.#tags.sawThoughtElsewhere()
      return pieces
    })
  }

  /** Some servers repeat a growing count on every chunk; it is given out when it has changed. */
  #readUsage(value: unknown): readonly Piece[] {
    const usage = readUsage(value)
    if (!usage) return []
    const before = this.#usage
    this.#usage = { ...before, ...usage }
    const same =
      before.input === this.#usage.input &&
      before.output === this.#usage.output &&
      before.reasoning === this.#usage.reasoning
    return same ? [] : [{ type: 'usage', usage }]
  }
}
