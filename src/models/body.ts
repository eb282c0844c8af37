import { createParser } from 'eventsource-parser'
import { MAX_RUN_CHARACTERS } from '../trace/limits'
import { ModelError } from './errors'

/** How much of a body without events is kept to say what it was. */
const GLIMPSE = 400

const NONE = new Uint8Array()

/** Events that say nothing by their names, whatever their data look like. */
const SIGN_OF_LIFE = /^(ping|heartbeat|keep-?alive)$/i

/**
 * Turns the bytes of a response into the JSON values in it: the data of server-sent events, or a whole JSON body.
 * `feed` and `finish` throw a `ModelError` for what is neither.
 */
export class BodyDecoder {
  readonly #onValue: (value: unknown) => void
  /** Gets whole characters alone: as a stream Node.js decodes several times slower than as texts. */
  #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  /** The bytes of a character of which the rest is still to come. */
  #begun: Uint8Array = NONE
  #started = false
  /** Older versions of llama.cpp name the field `error` where others write `data`. */
  readonly #parser = createParser({
    maxBufferSize: MAX_RUN_CHARACTERS,
    onEvent: (event) => this.#onEvent(event.event, event.data),
    onError: ({ type, field, value }) => {
      if (type === 'max-buffer-size-exceeded') throw new ModelError('too-large')
      if (field === 'error' && value) this.#onEvent('error', value)
    },
  })
  #form: 'unknown' | 'events' | 'json' = 'unknown'
  #json: string[] = []
  #jsonLength = 0
  #glimpse = ''
  #events = 0
  #ended = false
  #done = false

  constructor(onValue: (value: unknown) => void) {
    this.#onValue = onValue
  }

  /** `[DONE]` has come: whatever follows is not read. */
  get done(): boolean {
    return this.#done
  }

  /** The body was one JSON value, not a stream. */
  get isWhole(): boolean {
    return this.#form === 'json'
  }

  /** False once bytes came that are no UTF-8; they were read as U+FFFD. */
  get validUtf8(): boolean {
    return this.#decoder.fatal
  }

  feed(bytes: Uint8Array): void {
    this.#feedText(this.#decode(bytes))
  }

  /** The body is over. Half a character or half an event at the end is what a cut stream leaves: it is not read. */
  finish(): void {
    this.#ended = true
    if (this.#form === 'json') this.#finishJson()
    else this.#parser.feed('\n\n')
    if (this.#events === 0 && !this.#done) throw this.#nothing()
  }

  #nothing(): ModelError {
    const words = this.#glimpse.replace(/^:.*$/gm, '').trim()
    return words === '' ? new ModelError('empty-response') : new ModelError('not-an-api', words)
  }

  /** Once bytes came that are no UTF-8, they and all after them are read with U+FFFD in the place of such. */
  #decode(bytes: Uint8Array): string {
    const all = joined(this.#begun, bytes)
    const end = wholeIn(all)
    const whole = end === all.length ? all : all.subarray(0, end)
    this.#begun = end === all.length ? NONE : all.slice(end)
    try {
      return this.#withoutMark(this.#decoder.decode(whole))
    } catch {
      this.#decoder = new TextDecoder('utf-8', { ignoreBOM: true })
      return this.#withoutMark(this.#decoder.decode(whole))
    }
  }

  /** The byte order mark counts at the body's start alone. */
  #withoutMark(text: string): string {
    if (this.#started || text === '') return text
    this.#started = true
    return text.startsWith('\uFEFF') ? text.slice(1) : text
  }

  #feedText(text: string): void {
    if (this.#glimpse.length < GLIMPSE) this.#glimpse = (this.#glimpse + text).trimStart().slice(0, GLIMPSE)
    if (this.#form === 'unknown') this.#form = formOf(this.#glimpse)
    if (this.#form === 'json') this.#feedJson(text)
    else this.#parser.feed(text)
  }

  #feedJson(text: string): void {
    this.#json.push(text)
    this.#jsonLength += text.length
    if (this.#jsonLength > MAX_RUN_CHARACTERS) throw new ModelError('too-large')
  }

  #finishJson(): void {
    const text = this.#json.join('')
    this.#events++
    this.#onValue(parse(text) ?? bad(text))
  }

  #onEvent(name: string | undefined, data: string): void {
    if (this.#done || data.trim() === '' || SIGN_OF_LIFE.test(name ?? '')) return
    this.#events++
    if (data.trim() === '[DONE]') {
      this.#done = true
      return
    }
    const value = parse(data)
    if (name === 'error') this.#onValue(errorEvent(value === undefined ? data : value))
    else if (value !== undefined) this.#onValue(value)
    else if (data.includes('\n')) this.#onLines(data)
    else if (!this.#ended) bad(data)
  }

  /** Some servers leave out the empty line between events, so that all of them come as the lines of one, at the end. */
  #onLines(data: string): void {
    for (const line of data.split('\n')) this.#onEvent(undefined, line)
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second
  const all = new Uint8Array(first.length + second.length)
  all.set(first)
  all.set(second, first.length)
  return all
}

/** How many of the bytes are there before the beginning of a character that is cut off at their end. */
function wholeIn(bytes: Uint8Array): number {
  const end = bytes.length
  for (let at = end - 1; at >= Math.max(0, end - 3); at--) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) return end
    if (byte >= 0xc0) return end - at < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? at : end
  }
  return end
}

/** A page of markup is not read any further; white space alone says nothing yet. */
function formOf(start: string): 'unknown' | 'events' | 'json' {
  const first = start.slice(0, 1)
  if (first === '<') throw new ModelError('not-an-api', start)
  if (first === '{' || first === '[') return 'json'
  return first === '' ? 'unknown' : 'events'
}

/** Undefined where it is not JSON. */
function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

function bad(data: string): never {
  throw new ModelError('bad-stream', data.slice(0, GLIMPSE))
}

/** `event: error` is one whatever its data look like. */
function errorEvent(value: unknown): unknown {
  const named = typeof value === 'object' && value !== null && 'error' in value
  return { ...(named ? value : { error: value }), object: 'error' }
}
