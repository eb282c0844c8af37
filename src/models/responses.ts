import type { End, Provenance, TextName, Usage } from '../trace/trace'
import { Digest } from './digest'
import { errorIn, failed, failureInBody } from './errors'
import { at, count, type Fields, isFields, list, row, string, textOf } from './json'
import { type Cursor, type Piece, type Reader, readUsage } from './reader'
import { EVENTS, type Kind, keyOf, PARTS, partsOf, type TextEvent, toldOnce, type WholePart } from './responsesParts'
import { ThinkTags } from './thinkTags'

/** Calls that wait for the client; those of built-in tools are made by the server and end nothing. */
const TOOL_CALLS: ReadonlySet<string> = new Set([
  'function_call',
  'custom_tool_call',
  'computer_call',
  'local_shell_call',
])

/** How many sequence numbers back a repeated event is recognised. */
const REMEMBERED = 512

/** The Responses API: events of a stream, or one whole response. */
export class ResponsesReader implements Reader {
  /** What has been given out of each part, by output index, kind and part index: ids rotate on some gateways. */
  readonly #parts = new Map<string, Digest>()
  /** The parts that the server has closed: what comes at such a place later is another text. */
  readonly #closed = new Set<string>()
  readonly #texts: Readonly<Record<TextName, Digest>> = { thought: new Digest(), answer: new Digest() }
  /** What of the thoughts has been given out. */
  readonly #told = new Set<Provenance>()
  readonly #last: Partial<Record<TextName, string>> = {}
  /** The text that came last; undefined where the next one is new whatever its place. */
  #lastText: TextName | undefined
  /** The place that each text's last delta named, and whether it was the only one there. */
  readonly #named: Partial<Record<TextName, { readonly place: string; readonly only: boolean }>> = {}
  readonly #recent = new Map<number, string>()
  #usage: Usage = {}
  /** Local servers without a parser leave the thoughts in the answer here too. */
  readonly #tags = new ThinkTags()
  #tagged = false
  #encrypted = false
  #calls = false
  #responseId = ''
  #sequence = -1
  #end: End | undefined

  get end(): End | undefined {
    return this.#end
  }

  get closed(): boolean {
    return this.#end !== undefined
  }

  get called(): boolean {
    return this.#calls
  }

  get cursor(): Cursor | undefined {
    return this.#responseId === '' ? undefined : { responseId: this.#responseId, sequence: this.#sequence }
  }

  read(event: unknown): readonly Piece[] {
    return this.#untag(this.#readEvent(event))
  }

  #readEvent(event: unknown): readonly Piece[] {
    if (Array.isArray(event)) return event.flatMap((each) => (Array.isArray(each) ? [] : this.#readEvent(each)))
    if (!isFields(event) || this.#isRepeated(event)) return []
    const type = string(event['type'])
    const text = row(EVENTS, type)
    if (text) return this.#readText(event, text, type.endsWith('.done'))
    if (type === 'response.output_item.done') return this.#readItem(event['item'], String(event['output_index']))
    const response = isFields(event['response']) ? event['response'] : event
    if (response !== event || event['object'] === 'response' || Array.isArray(event['output'])) {
      const status = string(response['status']) || type.replace('response.', '') || 'completed'
      // An event of another kind that names its response says nothing of its end.
      if (response !== event && response['status'] === undefined && !STATES.has(status)) return []
      return this.#readResponse(response, status, event['usage'])
    }
    const error = type === 'error' ? event : type === '' || event['error'] ? errorIn(event) : undefined
    if (error) this.#end = failureInBody(error)
    return []
  }

  finish(): readonly Piece[] {
    const rest = this.#noteTagged(this.#tags.finish())
    const saw = this.#tagged || this.#texts.thought.length > 0
    const withheld = !saw && (this.#encrypted || (this.#usage.reasoning ?? 0) > 0)
    return withheld ? [...rest, { type: 'part', text: 'thought', provenance: 'hidden' }] : rest
  }

  #untag(pieces: readonly Piece[]): readonly Piece[] {
    if (!pieces.some(({ type }) => type === 'text')) return pieces
    return pieces.flatMap((piece) => {
      if (piece.type !== 'text') return [piece]
      if (piece.text === 'answer') return this.#noteTagged(this.#tags.feed(piece.chars))
      return [...this.#tags.sawThoughtElsewhere(piece.chars), piece]
    })
  }

  #noteTagged(pieces: readonly Piece[]): readonly Piece[] {
    this.#tagged ||= pieces.some(
      (piece) => piece.type === 'refile' || (piece.type === 'text' && piece.text === 'thought'),
    )
    return pieces
  }

  /** The same number with the same content: a resumed or replayed stream overlaps itself. */
  #isRepeated(event: Fields): boolean {
    const number = count(event['sequence_number'])
    if (number === undefined) return false
    this.#sequence = Math.max(this.#sequence, number)
    const { type, output_index, summary_index, content_index, delta } = event
    const content = `${type} ${output_index} ${summary_index} ${content_index} ${delta}`
    if (this.#recent.get(number) === content) return number > 0
    this.#recent.set(number, content)
    if (this.#recent.size > REMEMBERED) this.#recent.delete(this.#recent.keys().next().value ?? 0)
    return false
  }

  #readText(event: Fields, { kind: named, whole }: TextEvent, closes: boolean): readonly Piece[] {
    const kind = named ?? row(PARTS, string(at(event, 'part', 'type')))
    if (!kind) return []
    const output = String(event['output_index'])
    const place = keyOf(output, kind, event[kind.index] ?? 0)
    if (!whole) return this.#readDelta(kind, output, place, textOf(event['delta']))
    const part = whole === 'part' ? event['part'] : event
    const chars = string(at(part, 'text')) || string(at(part, 'refusal'))
    const key = (chars !== '' && this.#unfinished(kind, output, place)) || place
    if (closes) this.#closed.add(key)
    return this.#settle(kind, key, chars)
  }

  /** Some versions of vLLM count the content index up with every delta: an index that had but one is no part. */
  #readDelta(kind: Kind, output: string, place: string, chars: string): readonly Piece[] {
    const named = this.#named[kind.text]
    const key = (named?.only && this.#unfinished(kind, output, place)) || place
    this.#named[kind.text] = { place, only: named?.place !== place }
    if (this.#closed.delete(key)) {
      this.#parts.delete(key)
      this.#lastText = undefined
    }
    return this.#append(kind, key, chars)
  }

  /** The part of the same item that is still open, where nothing has announced another one at this place. */
  #unfinished(kind: Kind, output: string, place: string): string | undefined {
    const last = this.#last[kind.text]
    if (!last || this.#parts.has(place) || this.#closed.has(last)) return undefined
    return kind.index === 'content_index' && last.startsWith(keyOf(output, kind, '')) ? last : undefined
  }

  #append(kind: Kind, key: string, chars: string): readonly Piece[] {
    if (chars === '') return []
    const { text, provenance } = kind
    const opens = this.#last[text] !== undefined && this.#last[text] !== key
    // Open parts are told apart by their places, not by what comes between.
    const returns = this.#last[text] === key && this.#lastText !== undefined && this.#lastText !== text
    this.#last[text] = key
    this.#lastText = text
    if (text === 'thought') this.#told.add(provenance)
    this.#part(key).add(chars)
    this.#texts[text].add(chars)
    const piece: Piece = { type: 'text', text, provenance, chars, ...(returns && { goesOn: true }) }
    return opens ? [{ type: 'part', text, provenance }, piece] : [piece]
  }

  #part(key: string): Digest {
    const part = this.#parts.get(key) ?? new Digest()
    this.#parts.set(key, part)
    return part
  }

  /**
   * The server gives a part as a whole: what did not stream is appended, unless the last part is the same and only its
   * place another; what streamed otherwise stands.
   */
  #settle(kind: Kind, key: string, whole: string): readonly Piece[] {
    const part = this.#part(key)
    const told = part.length > 0 ? part : this.#parts.get(this.#last[kind.text] ?? '')
    if (whole === '' || (told?.length === whole.length && told.isStartOf(whole))) return []
    const extendable = part.length === 0 || this.#last[kind.text] === key
    if (extendable && part.isStartOf(whole)) return this.#append(kind, key, whole.slice(part.length))
    return [{ type: 'notice', notice: 'final-text-differs' }]
  }

  #readItem(item: unknown, output: string): readonly Piece[] {
    this.#noteItem(item)
    const parts = partsOf(item)
    const streamed = parts.filter(({ kind, index }) => (this.#parts.get(keyOf(output, kind, index))?.length ?? 0) > 0)
    return toldOnce(parts, thoughtsIn(streamed)).flatMap((part) => this.#readPart(part, output))
  }

  #readPart({ kind, index, whole }: WholePart, output: string): readonly Piece[] {
    return this.#settle(kind, keyOf(output, kind, index), whole)
  }

  #noteItem(item: unknown): void {
    this.#calls ||= TOOL_CALLS.has(string(at(item, 'type')))
    this.#encrypted ||= at(item, 'type') === 'reasoning' && string(at(item, 'encrypted_content')) !== ''
  }

  #readResponse(response: Fields, status: string, besides: unknown): readonly Piece[] {
    this.#responseId ||= string(response['id'])
    const usage = readUsage(response['usage']) ?? readUsage(besides)
    if (usage) this.#usage = usage
    const pieces = RUNNING.has(status) ? [] : this.#readOutput(list(response['output']))
    if (!RUNNING.has(status)) this.#end = this.#endOf(response, status)
    return usage ? [...pieces, { type: 'usage', usage }] : pieces
  }

  /**
   * The output at the end repeats what streamed, at places that some servers number anew: a text of which nothing had
   * streamed is read from it, and one that it continues is continued. Where thoughts streamed in tags, it may hold them
   * apart from the answer, which is no contradiction.
   */
  #readOutput(output: readonly unknown[]): readonly Piece[] {
    for (const item of output) this.#noteItem(item)
    const texts: readonly TextName[] = this.#tagged ? ['answer'] : ['thought', 'answer']
    const missing = texts.filter((text) => this.#texts[text].length === 0)
    const parts = output.map((item) => toldOnce(partsOf(item), this.#told))
    const pieces = parts.flatMap((each, i) =>
      each.filter((part) => missing.includes(part.kind.text)).flatMap((part) => this.#readPart(part, `final ${i}`)),
    )
    for (const text of texts) if (!missing.includes(text)) pieces.push(...this.#compare(text, parts.flat()))
    return pieces
  }

  #compare(text: TextName, parts: readonly WholePart[]): readonly Piece[] {
    const own = parts.filter((part) => part.kind.text === text)
    const whole = own.map((part) => part.whole).join('')
    const seen = this.#texts[text]
    const last = own.at(-1)
    if (!last || whole === '') return []
    if (!seen.isStartOf(whole)) return this.#tagged ? [] : [{ type: 'notice', notice: 'final-text-differs' }]
    return this.#append(last.kind, this.#last[text] ?? '', whole.slice(seen.length))
  }

  #endOf(response: Fields, status: string): End {
    if (status === 'failed') return failureInBody(response['error'] ?? {})
    if (status === 'completed' || status === 'done') return { type: this.#calls ? 'tool-calls' : 'complete' }
    const reason = string(at(response, 'incomplete_details', 'reason'))
    if (reason === 'content_filter') return failed('content-filter')
    return { type: reason.startsWith('max_') ? 'length' : 'cut' }
  }
}

/** States of a response in which more may come. */
const RUNNING: ReadonlySet<string> = new Set(['queued', 'in_progress', 'created'])

/** All states that an event's type can name. */
const STATES: ReadonlySet<string> = new Set([...RUNNING, 'completed', 'done', 'incomplete', 'failed', 'cancelled'])

function thoughtsIn(parts: readonly WholePart[]): ReadonlySet<Provenance> {
  return new Set(parts.flatMap(({ kind }) => (kind.text === 'thought' ? kind.provenance : [])))
}
