/** How near the end of the page counts as being there, CSS pixels. */
const TAIL = 24

/**
 * Whether the page goes along with the text as it grows: only while the reader is at its end and has not asked it to
 * hold. It never moves otherwise.
 */
export class Follow {
  #hold = false
  #atTail = true
  /** Where it has last put the view. */
  #put = 0

  get hold(): boolean {
    return this.#hold
  }

  get following(): boolean {
    return this.#atTail && !this.#hold
  }

  restore(hold: boolean, atTail: boolean): void {
    this.#hold = hold
    this.#atTail = atTail
  }

  /** The view has moved, by whatever means. True where that was the reader. */
  scrolled(): boolean {
    const { scrollTop, clientHeight, scrollHeight } = page()
    // By the time that this is told of its own doing the page may have grown: only who goes up has left the tail.
    if (this.following && scrollTop >= this.#put) return false
    this.#atTail = scrollHeight - scrollTop - clientHeight <= TAIL
    return true
  }

  /** The reader goes somewhere else. */
  leave(): void {
    this.#atTail = false
  }

  toggle(): void {
    const hold = this.following
    this.#hold = hold
    if (!hold) this.#atTail = true
    this.grown()
  }

  /** The page has grown. */
  grown(): void {
    if (!this.following) return
    page().scrollTop = page().scrollHeight
    this.#put = page().scrollTop
  }
}

function page(): Element {
  return document.scrollingElement ?? document.documentElement
}
