/**
 * What is kept of a text that only grows, to tell later whether a fuller version of it begins in the same way: its
 * length and an FNV-1a hash, so that ten megabytes of thoughts are not held twice. Two different texts of one length
 * are taken for the same once in four thousand million times.
 */
export class Digest {
  #length = 0
  #hash = 0x811c9dc5

  get length(): number {
    return this.#length
  }

  add(chars: string): void {
    this.#hash = hash(chars, this.#hash)
    this.#length += chars.length
  }

  isStartOf(text: string): boolean {
    return text.length >= this.#length && hash(text.slice(0, this.#length), 0x811c9dc5) === this.#hash
  }
}

function hash(chars: string, seed: number): number {
  let value = seed
  for (let i = 0; i < chars.length; i++) value = Math.imul(value ^ chars.charCodeAt(i), 0x01000193)
  return value
}
