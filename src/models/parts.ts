import type { Delta } from '../trace/delta'
import type { End } from '../trace/trace'
import { type Failure, failed } from './errors'
import { Outbox } from './outbox'
import type { Piece } from './reader'
import type { Limits, ModelRequest, ModelSource } from './source'
import { ThinkTags } from './thinkTags'
import { Watch } from './watch'

/** A piece of what somebody else's client streams, VS Code's own models for one. */
export interface StreamedPart {
  readonly type: 'thought' | 'answer'
  readonly chars: string
}

export interface PartsSourceOptions {
  /** Asks, and gives what comes; it may throw. */
  readonly open: (request: ModelRequest, signal: AbortSignal) => AsyncIterable<StreamedPart>
  /** What a throw of `open` or of its stream means. */
  readonly failureOf: (thrown: unknown) => Failure
  readonly limits: Limits
  /** A clock, ms. */
  readonly now: () => number
}

/**
 * A model that is asked through another client than the SDK. Nothing is known of its wire: thoughts are what the client
 * marks as such, or what stands in `<think>` tags, and where none came they are taken to be withheld. What a client
 * passes on as thoughts may be a summary, so no more is claimed of it.
 */
export function partsSource(options: PartsSourceOptions): ModelSource {
  return {
    async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<Delta, void, undefined> {
      const started = options.now()
      const outbox = new Outbox(() => Math.max(0, Math.round(options.now() - started)))
      const control = new AbortController()
      const stop = () => control.abort()
      signal.addEventListener('abort', stop)
      if (signal.aborted) stop()
      const reading = read(options, request, outbox, control).then((end) => outbox.end(end))
      try {
        yield* outbox.deltas()
      } finally {
        signal.removeEventListener('abort', stop)
        stop()
        await reading
      }
    },
  }
}

async function read(
  { open, failureOf, limits, now }: PartsSourceOptions,
  request: ModelRequest,
  outbox: Outbox,
  control: AbortController,
): Promise<End> {
  let late: End | undefined
  const watch = new Watch(limits, now, (what) => {
    late ??= failed(what === 'total' || what === 'first-token' ? `${what}-timeout` : 'idle-timeout')
    control.abort()
  })
  watch.waitFor('first-token')
  const reader = new PartsReader()
  const take = (pieces: readonly Piece[]) => {
    for (const piece of pieces) outbox.push(piece)
    if (pieces.length > 0) watch.waitFor('idle')
  }
  const consume = async (): Promise<End> => {
    for await (const part of open(request, control.signal)) take(reader.read(part))
    return reader.isEmpty ? failed('empty-response') : { type: 'complete' }
  }
  const aborted = new Promise<null>((resolve) => {
    if (control.signal.aborted) resolve(null)
    control.signal.addEventListener('abort', () => resolve(null), { once: true })
  })
  const end = await Promise.race([consume().catch((thrown: unknown) => failureOf(thrown)), aborted])
  watch.stop()
  take(reader.finish())
  return control.signal.aborted ? (late ?? { type: 'stopped' }) : (end ?? { type: 'stopped' })
}

class PartsReader {
  readonly #tags = new ThinkTags()
  #thought = false
  #answer = false

  get isEmpty(): boolean {
    return !this.#thought && !this.#answer
  }

  read({ type, chars }: StreamedPart): readonly Piece[] {
    if (chars === '') return []
    if (type === 'answer') return this.#note(this.#tags.feed(chars))
    const held = this.#tags.sawThoughtElsewhere(chars)
    return this.#note([...held, { type: 'text', text: 'thought', provenance: 'summary', chars }])
  }

  finish(): readonly Piece[] {
    const rest = this.#note(this.#tags.finish())
    const withheld = this.#answer && !this.#thought
    return withheld ? [...rest, { type: 'part', text: 'thought', provenance: 'hidden' }] : rest
  }

  #note(pieces: readonly Piece[]): readonly Piece[] {
    for (const piece of pieces) {
      if (piece.type === 'refile') this.#thought = true
      if (piece.type !== 'text') continue
      if (piece.text === 'thought') this.#thought = true
      else this.#answer = true
    }
    return pieces
  }
}
