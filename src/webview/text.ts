/** What pieces of a text can be taken from. */
export interface Sliced {
  slice(start: number, end: number): string
}

/** Characters that are kept apart at a text's end at most. The whole is copied once for every half of that. */
const TAIL = 32_768

/**
 * A text that grows at its end. JavaScript copies a string that was put together as a whole when a piece is taken from it,
 * which for a megabyte is more than a frame does besides; here what is near the end costs what there is of that.
 */
export class GrowingText implements Sliced {
  #head = ''
  #tail = ''

  get length(): number {
    return this.#head.length + this.#tail.length
  }

  append(chars: string): void {
    this.#tail += chars
    if (this.#tail.length < TAIL) return
    // Half of it stays, since what is read next is near the end.
    this.#head += this.#tail.slice(0, TAIL / 2)
    this.#tail = this.#tail.slice(TAIL / 2)
  }

  slice(start: number, end: number): string {
    const at = this.#head.length
    if (start >= at) return this.#tail.slice(start - at, Math.max(0, end - at))
    if (end <= at) return this.#head.slice(start, end)
    return this.#head.slice(start) + this.#tail.slice(0, end - at)
  }
}
