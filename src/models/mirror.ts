import { Digest } from './digest'

/** How much of the thoughts is kept to tell at once that something else is no copy of them, characters. */
const START = 40

/** White space and what is below it. */
const BLANK = 32

/**
 * Thoughts that have come in a field of their own, so that a copy of them in the answer's text is known as one. White
 * space does not count: servers trim one of the two.
 */
export class Mirror {
  readonly #digest = new Digest(BLANK)
  #start = ''

  add(chars: string): void {
    this.#digest.add(chars)
    if (this.#start.length < START) this.#start += visible(chars.slice(0, START))
  }

  /** Whether a text that still grows begins as the thoughts do; a copy never runs ahead of them. */
  mayBe(text: string): boolean {
    return this.#start.startsWith(visible(text.slice(0, START)))
  }

  is(text: string): boolean {
    const words = visible(text)
    return this.#digest.length === words.length && this.#digest.isStartOf(words)
  }
}

function visible(chars: string): string {
  return chars.replace(/[\0- ]+/g, '')
}
