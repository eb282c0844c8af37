import type { OpenAI } from 'openai'
import type { Delta } from '../trace/delta'
import { MAX_RUN_CHARACTERS } from '../trace/limits'
import type { End } from '../trace/trace'
import { BodyDecoder } from './body'
import { ChatReader } from './chat'
import { type ClientOptions, cancel, connect, resume, send } from './client'
import { clean, failed, failureOf, ModelError, statusOf } from './errors'
import { Outbox } from './outbox'
import type { Cursor, Piece, Reader } from './reader'
import { type Body, bodyFor, noticeOfRefusal, refusedParameter, withoutParameter } from './request'
import { ResponsesReader } from './responses'
import { askedWait, mayPass, pause, resumePause, retryPause } from './retry'
import type { Limits, ModelRequest, ModelSource } from './source'
import { type Late, Watch } from './watch'

export interface OpenAISourceOptions extends ClientOptions {
  readonly limits: Limits
  /** A clock, ms. */
  readonly now: () => number
  /** Waits before a retry; for tests. */
  readonly pause?: typeof pause
}

/** Any server that speaks the Responses API or Chat Completions, through OpenAI's SDK. */
export function openaiSource(options: OpenAISourceOptions): ModelSource {
  return {
    async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<Delta, void, undefined> {
      const run = new Run(options, request)
      const stop = () => run.interrupt({ type: 'stopped' })
      signal.addEventListener('abort', stop)
      if (signal.aborted) stop()
      const running = run.start()
      try {
        yield* run.deltas()
      } finally {
        signal.removeEventListener('abort', stop)
        stop()
        await running
      }
    },
  }
}

class Run {
  readonly #options: OpenAISourceOptions
  readonly #request: ModelRequest
  readonly #outbox: Outbox
  readonly #watch: Watch
  readonly #control = new AbortController()
  readonly #secrets: readonly string[]
  #interruption: End | undefined
  #client: OpenAI | undefined
  #reader: Reader | undefined
  #length = 0
  #invalidUtf8 = false
  #ending = false
  /** Text has come with the last piece of the body. */
  #heard = false

  constructor(options: OpenAISourceOptions, request: ModelRequest) {
    const { now, limits, apiKey } = options
    const started = now()
    this.#options = options
    this.#request = request
    this.#outbox = new Outbox(() => Math.max(0, Math.round(now() - started)))
    this.#watch = new Watch(limits, now, (what) => this.#late(what))
    this.#secrets = apiKey === undefined ? [] : [apiKey]
  }

  deltas(): AsyncGenerator<Delta, void, undefined> {
    return this.#outbox.deltas()
  }

  /** Ends the run now, whatever it waits for; the first reason counts. */
  interrupt(end: End): void {
    this.#interruption ??= end
    this.#control.abort()
  }

  /** Never throws; the outbox gets exactly one end, last. */
  async start(): Promise<void> {
    const end = await this.#ask().catch((thrown: unknown) => this.#failure(thrown))
    this.#watch.stop()
    // Closes the socket of a server that lingers.
    this.#control.abort()
    const kept = this.#kept()
    if (this.#client && kept && this.#interruption && !this.#reader?.end) cancel(this.#client, kept)
    this.#outbox.end(end.type === 'failed' ? { ...end, detail: clean(end.detail, this.#secrets) } : end)
  }

  #late(what: Late): void {
    if (what === 'after-end') this.interrupt(this.#reader?.end ?? { type: 'complete' })
    else this.interrupt(failed(`${what}-timeout`))
  }

  #failure(thrown: unknown): End {
    if (this.#interruption) return this.#interruption
    const failure = failureOf(thrown, this.#secrets)
    if (failure.reason === 'unauthorized' && this.#options.apiKey === undefined) return { ...failure, reason: 'no-key' }
    return failure
  }

  async #ask(): Promise<End> {
    const { endpoint } = this.#options
    const client = await connect(this.#options)
    this.#client = client
    let body = bodyFor(endpoint, this.#request)
    for (let tries = 1; ; tries++) {
      this.#watch.waitFor('first-token')
      let thrown: unknown
      try {
        return await this.#try(() => send(client, endpoint.api, this.#request, body, this.#control.signal))
      } catch (error) {
        thrown = error
      }
      if (this.#interruption || this.#length > 0) throw thrown
      const lighter = this.#withoutRefused(thrown, body)
      if (lighter) body = lighter
      else await this.#waitToRetry(thrown, tries)
    }
  }

  #withoutRefused(thrown: unknown, body: Body): Body | null {
    const name = refusedParameter(thrown, body)
    if (name === null) return null
    this.#outbox.push({ type: 'notice', notice: noticeOfRefusal(name) })
    return withoutParameter(body, name)
  }

  /** Throws what was thrown where there is nothing to wait for. */
  async #waitToRetry(thrown: unknown, tries: number): Promise<void> {
    const failure = failureOf(thrown, this.#secrets)
    const date = Date.now()
    const ms = retryPause(thrown, failure, tries, date)
    if (ms === null) {
      const wait = failure.reason === 'rate-limited' ? askedWait(thrown, date) : ''
      throw wait === '' ? thrown : new ModelError(failure.reason, [failure.detail, wait].filter(Boolean).join(' · '))
    }
    this.#watch.waitFor(null)
    this.#request.onWait?.({ ms, reason: failure.reason })
    await (this.#options.pause ?? pause)(ms, this.#control.signal)
    this.#outbox.push({ type: 'notice', notice: 'retried' })
  }

  async #try(ask: () => Promise<Response>): Promise<End> {
    const { signal } = this.#control
    const reader = this.#options.endpoint.api === 'responses' ? new ResponsesReader() : new ChatReader()
    this.#reader = reader
    let decoder: BodyDecoder
    try {
      decoder = await this.#readAll(reader, await unlessAborted(ask(), signal))
    } finally {
      this.#take(reader.finish())
    }
    return this.#endOf(reader, decoder)
  }

  /** To the end; where the provider keeps the response, past breaks of the connection. */
  async #readAll(reader: Reader, first: Response): Promise<BodyDecoder> {
    let response = first
    let sequence = -1
    for (let resumes = 0; ; resumes++) {
      const decoder = new BodyDecoder((value) => this.#take(reader.read(value)))
      const thrown = await this.#readBody(reader, decoder, response).then(
        () => null,
        (error: unknown) => (this.#isEmptyRest(error) ? null : { error }),
      )
      const broken = thrown ? this.#isBreak(thrown.error) : !reader.end && !decoder.done
      // Only breaks in a row count: a response that moved on may break again.
      if ((reader.cursor?.sequence ?? -1) > sequence) resumes = 0
      sequence = reader.cursor?.sequence ?? -1
      const next = broken ? await this.#resume(resumes) : null
      if (next) response = next
      else if (thrown) throw thrown.error
      else return decoder
    }
  }

  async #readBody(reader: Reader, decoder: BodyDecoder, response: Response): Promise<void> {
    const { signal } = this.#control
    const body = response.body?.getReader()
    // Ends a read that waits, without a listener for each.
    const stop = () => void body?.cancel(signal.reason).catch(() => {})
    signal.addEventListener('abort', stop)
    try {
      while (body && !decoder.done && !reader.closed) {
        signal.throwIfAborted()
        const { done, value } = await body.read()
        if (done) break
        decoder.feed(value)
        this.#noteProgress(reader, decoder)
      }
    } finally {
      signal.removeEventListener('abort', stop)
    }
    signal.throwIfAborted()
    if (!reader.closed && !decoder.done) decoder.finish()
  }

  #isBreak(thrown: unknown): boolean {
    return !this.#interruption && failureOf(thrown, this.#secrets).reason === 'connection-lost'
  }

  /** Of a response that the provider keeps nothing came this time: that is a break like any other. */
  #isEmptyRest(thrown: unknown): boolean {
    return this.#kept() !== undefined && failureOf(thrown, this.#secrets).reason === 'empty-response'
  }

  #kept(): Cursor | undefined {
    return this.#options.endpoint.background ? this.#reader?.cursor : undefined
  }

  /** The rest of a kept response; null where there is none to be had, so that what came stands as partial. */
  async #resume(resumes: number): Promise<Response | null> {
    const { signal } = this.#control
    for (let tries = resumes; ; tries++) {
      const [ms, cursor] = [resumePause(tries), this.#kept()]
      if (ms === null || !cursor || !this.#client) return null
      await (this.#options.pause ?? pause)(ms, signal)
      if (signal.aborted) return null
      try {
        const response = await unlessAborted(resume(this.#client, cursor, signal), signal)
        this.#outbox.push({ type: 'notice', notice: 'resumed' })
        return response
      } catch (error) {
        if (!mayPass(statusOf(error))) return null
      }
    }
  }

  /** After each piece that the network brought, not for each token in it. */
  #noteProgress(reader: Reader, decoder: BodyDecoder): void {
    const ends = reader.end !== undefined
    if (this.#heard || (ends && !this.#ending)) this.#watch.waitFor(ends ? 'after-end' : 'idle')
    this.#heard = false
    this.#ending = ends
    if (!decoder.validUtf8 && !this.#invalidUtf8) {
      this.#invalidUtf8 = true
      this.#outbox.push({ type: 'notice', notice: 'invalid-utf8' })
    }
  }

  #take(pieces: readonly Piece[]): void {
    for (const piece of pieces) {
      if (piece.type === 'text') {
        this.#length += piece.chars.length
        this.#heard = true
      }
      this.#outbox.push(piece)
    }
    if (this.#length > MAX_RUN_CHARACTERS) throw new ModelError('too-large')
  }

  #endOf(reader: Reader, decoder: BodyDecoder): End {
    if (reader.end) return reader.end
    // A response that the provider keeps and has not done with is no empty one either.
    const { called, cursor } = reader
    if (this.#length === 0 && !called && !cursor) {
      throw new ModelError(decoder.isWhole ? 'not-an-api' : 'empty-response')
    }
    if (!decoder.done && (!decoder.isWhole || cursor)) return { type: 'cut' }
    if (called) return { type: 'tool-calls' }
    this.#outbox.push({ type: 'notice', notice: 'no-finish-reason' })
    return { type: 'complete' }
  }
}

/** Settles as `work` does, or rejects as soon as the signal says so. Keeps no listener: a race would keep one a chunk. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    const settle = () => signal.removeEventListener('abort', abort)
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
    work.then(
      (value) => {
        settle()
        resolve(value)
      },
      (error: unknown) => {
        settle()
        reject(error)
      },
    )
  })
}
