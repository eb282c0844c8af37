import { createParser } from 'eventsource-parser'
import { ModelError } from './errors'

/** The longest event that is read, UTF-16 units: more than any answer, less than what would stop the editor. */
export const MAX_EVENT = 16 * 1024 * 1024

/** How much of a body without events is kept to say what it was. */
const GLIMPSE = 400

/**
 * Turns the bytes of a response into the JSON values in it: the data of server-sent events, or a whole JSON body.
 * `feed` and `finish` throw a `ModelError` for what is neither.
 */
export class BodyDecoder {
  readonly #onValue: (value: unknown) => void
  readonly #text = new TextDecoder()
  readonly #strict = new TextDecoder('utf-8', { fatal: true })
  readonly #parser = createParser({
    maxBufferSize: MAX_EVENT,
    onEvent: (event) => this.#onEvent(event.event, event.data),
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') throw new ModelError('too-large')
    },
  })
  #form: 'unknown' | 'events' | 'json' = 'unknown'
  #json: string[] = []
  #jsonLength = 0
  #glimpse = ''
  #events = 0
  #ended = false
  #done = false
  #validUtf8 = true

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
    return this.#validUtf8
  }

  feed(bytes: Uint8Array): void {
    this.#checkUtf8(bytes)
    this.#feedText(this.#text.decode(bytes, { stream: true }))
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

  #checkUtf8(bytes: Uint8Array): void {
    if (!this.#validUtf8) return
    try {
      this.#strict.decode(bytes, { stream: true })
    } catch {
      this.#validUtf8 = false
    }
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
    if (this.#jsonLength > MAX_EVENT) throw new ModelError('too-large')
  }

  #finishJson(): void {
    const text = this.#json.join('')
    this.#events++
    this.#onValue(parse(text) ?? bad(text))
  }

  #onEvent(name: string | undefined, data: string): void {
    if (this.#done || data.trim() === '') return
    this.#events++
    if (data.trim() === '[DONE]') {
      this.#done = true
      return
    }
    const value = parse(data)
    if (name === 'error') this.#onValue(errorEvent(value === undefined ? data : value))
    else if (value !== undefined) this.#onValue(value)
    else if (!this.#ended) bad(data)
  }
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
  return named ? value : { error: value }
}
