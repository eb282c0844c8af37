/** Remembers when each part of a growing text arrived, as far back as it is still asked for. */
export class Arrivals {
  /** Ascending in both. */
  #entries: { readonly offset: number; readonly at: number }[] = []

  /** The text from `offset` on arrives at `at`, ms. */
  note(offset: number, at: number): void {
    if (this.#entries.at(-1)?.at !== at) this.#entries.push({ offset, at })
  }

  /** When the character at `offset` arrived, ms. What lies before is forgotten: offsets are asked for in order. */
  at(offset: number): number {
    const next = this.#entries.findIndex((entry) => entry.offset > offset)
    const index = (next < 0 ? this.#entries.length : next) - 1
    if (index > 0) this.#entries.splice(0, index)
    return this.#entries[0]?.at ?? 0
  }
}
