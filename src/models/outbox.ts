import type { Delta } from '../trace/delta'
import type { End } from '../trace/trace'
import type { Piece } from './reader'

/** A text that may still grow: until it is taken it is nobody else's. */
type Growing = { -readonly [Name in keyof TextDelta]: TextDelta[Name] }
type TextDelta = Extract<Delta, { readonly type: 'text' }>

/**
 * Deltas on their way from the reader of a stream to its one consumer. Text that waits there is joined: what one piece
 * of the network brings is read as one, however small the tokens in it are.
 */
export class Outbox {
  readonly #elapsed: () => number
  #waiting: Delta[] = []
  #open: Growing | null = null
  #ended = false
  #wake = () => {}

  /** @param elapsed ms since the run began. */
  constructor(elapsed: () => number) {
    this.#elapsed = elapsed
  }

  push(piece: Piece): void {
    const open = this.#open
    if (piece.type === 'text' && open?.text === piece.text && open.provenance === piece.provenance) {
      open.chars += piece.chars
      return
    }
    this.#close()
    const at = this.#elapsed()
    if (piece.type !== 'text') this.#waiting.push({ ...piece, at })
    else {
      this.#open = { type: 'text', text: piece.text, provenance: piece.provenance, chars: piece.chars, at }
      if (piece.goesOn) this.#open.goesOn = true
    }
    this.#wake()
  }

  /** Nothing may be pushed after it. */
  end(end: End): void {
    this.#close()
    this.#waiting.push({ type: 'end', end, at: this.#elapsed() })
    this.#ended = true
    this.#wake()
  }

  async *deltas(): AsyncGenerator<Delta, void, undefined> {
    while (true) {
      this.#close()
      const batch = this.#waiting
      this.#waiting = []
      yield* batch
      if (this.#open !== null || this.#waiting.length > 0) continue
      if (this.#ended) return
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }

  #close(): void {
    if (this.#open) this.#waiting.push(this.#open)
    this.#open = null
  }
}
