import type { Delta } from '../trace/delta'
import type { End } from '../trace/trace'
import type { Piece } from './reader'

/** Deltas on their way from the reader of a stream to its one consumer. Text that waits there is joined. */
export class Outbox {
  readonly #elapsed: () => number
  #waiting: Delta[] = []
  #ended = false
  #wake = () => {}

  /** @param elapsed ms since the run began. */
  constructor(elapsed: () => number) {
    this.#elapsed = elapsed
  }

  push(piece: Piece): void {
    const at = this.#elapsed()
    const last = this.#waiting.at(-1)
    if (
      piece.type === 'text' &&
      last?.type === 'text' &&
      last.text === piece.text &&
      last.provenance === piece.provenance
    ) {
      this.#waiting[this.#waiting.length - 1] = { ...last, chars: last.chars + piece.chars }
    } else this.#waiting.push({ ...piece, at })
    this.#wake()
  }

  /** Nothing may be pushed after it. */
  end(end: End): void {
    this.#waiting.push({ type: 'end', end, at: this.#elapsed() })
    this.#ended = true
    this.#wake()
  }

  async *deltas(): AsyncGenerator<Delta, void, undefined> {
    while (true) {
      const batch = this.#waiting
      this.#waiting = []
      yield* batch
      if (this.#waiting.length > 0) continue
      if (this.#ended) return
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}
