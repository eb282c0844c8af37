/**
 * What is kept of a text that only grows, to tell later whether a fuller version of it begins in the same way: its
 * length and an FNV-1a hash, so that ten megabytes of thoughts are not held twice. Two different texts of one length
 * are taken for the same once in four thousand million times.
 */
export class Digest {
  readonly #above: number
  #length = 0
  #hash = 0x811c9dc5

  /** @param above only characters with a code above it count. */
  constructor(above = -1) {
    this.#above = above
  }

  /** Of what counts. */
  get length(): number {
    return this.#length
  }

  add(chars: string): void {
    for (let i = 0; i < chars.length; i++) {
      const code = chars.charCodeAt(i)
      if (code <= this.#above) continue
      this.#hash = Math.imul(this.#hash ^ code, 0x01000193)
      this.#length++
    }
  }

  /** @param text of which every character counts. */
  isStartOf(text: string): boolean {
    if (text.length < this.#length) return false
    const start = new Digest()
    start.add(text.slice(0, this.#length))
    return start.#hash === this.#hash
  }
}
