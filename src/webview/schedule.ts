import { embellish, isGrowing } from './markdown/embellish'

/** The one place that says when the page works: what changed is drawn once a frame, and formulas and colours come after. */
export class Schedule {
  readonly #draw: () => void
  readonly #grown: () => void
  readonly #plain: HTMLElement[] = []
  #requested = false
  #embellishing = false

  /** @param grown told whenever blocks have got their formulas and colours. */
  constructor(draw: () => void, grown: () => void) {
    this.#draw = draw
    this.#grown = grown
  }

  /** Draws before the next frame. A page that is hidden has no frames, and so does no work. */
  request(): void {
    if (this.#requested) return
    this.#requested = true
    requestAnimationFrame(() => {
      if (this.#requested) this.flush()
    })
  }

  /** Draws at once, for what must be measured or reached now. */
  flush(): void {
    this.#requested = false
    this.#draw()
  }

  /**
   * Typesets and colours a block, after those that were asked for before it. Begins when the caller is done, so that the
   * element stands in the page by then, and before the next frame, so that kept results are seen at once. A block that
   * still grows waits for no other: it is drawn anew, and what was typeset in it must not flicker.
   */
  embellish(element: HTMLElement): void {
    if (isGrowing(element)) {
      queueMicrotask(() => void embellish(element))
      return
    }
    this.#plain.push(element)
    if (this.#embellishing) return
    this.#embellishing = true
    queueMicrotask(() => void this.#work())
  }

  async #work(): Promise<void> {
    for (let element = this.#plain.shift(); element; element = this.#plain.shift()) {
      if (element.isConnected) await embellish(element)
    }
    this.#embellishing = false
    this.#grown()
  }
}
