/** Things that each stand at one offset of a text, to be found by stretches of it: a long thought has thousands. */
export class ByOffset<T> {
  readonly #items: readonly { readonly offset: number; readonly item: T }[]

  /** Those at the same offset stay in the order in which they are given. */
  constructor(items: readonly T[], offsetOf: (item: T) => number) {
    this.#items = items.map((item) => ({ offset: offsetOf(item), item })).sort((a, b) => a.offset - b.offset)
  }

  /** From `start` on and before `end`, by offset. Logarithmic, and what is found. */
  in({ start, end }: { readonly start: number; readonly end: number }): readonly T[] {
    return this.#items.slice(this.#from(start), this.#from(end)).map(({ item }) => item)
  }

  #from(offset: number): number {
    let low = 0
    let high = this.#items.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#items[middle]?.offset ?? Number.POSITIVE_INFINITY) < offset) low = middle + 1
      else high = middle
    }
    return low
  }
}
