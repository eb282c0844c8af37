import { embellish, isGrowing } from './markdown/embellish'

/** The one place that says when the page works: what changed is drawn once a frame, and formulas and colours come after. */
export class Schedule {
  readonly #draw: () => void
  readonly #drawn: () => void
  readonly #plain: HTMLElement[] = []
  #requested = false
  /** The request for the frame's end; 0 where there is none. */
  #ending = 0
  #embellishing = false

  /** @param drawn what is done at the end of a frame in which something was drawn or embellished. */
  constructor(draw: () => void, drawn: () => void) {
    this.#draw = draw
    this.#drawn = drawn
  }

  /** Draws before the next frame. A page that is hidden has no frames, and so does no work. */
  request(): void {
    if (this.#requested) return
    this.#requested = true
    requestAnimationFrame(() => {
      if (this.#requested) this.flush()
    })
    // In the order of their requests: one that was made before would come before what is drawn.
    cancelAnimationFrame(this.#ending)
    this.#ending = 0
    this.#endFrame()
  }

  /** Draws at once, for what must be measured or reached now. */
  flush(): void {
    this.#requested = false
    this.#draw()
    this.#endFrame()
  }

  /** After what was asked for in the same frame before. Until all is embellished each frame may make the page longer. */
  #endFrame(): void {
    if (this.#ending !== 0) return
    this.#ending = requestAnimationFrame(() => {
      this.#ending = 0
      this.#drawn()
      if (this.#embellishing) this.#endFrame()
    })
  }

  /**
   * Typesets and colours a block, after those that were asked for before it. Begins when the caller is done, so that the
   * element stands in the page by then, and before the next frame, so that kept results are seen at once. A block that
   * still grows waits for no other: it is drawn anew, and what was typeset in it must not flicker.
   */
  embellish(element: HTMLElement): void {
    if (isGrowing(element)) {
      queueMicrotask(() => void embellish(element).then(() => this.#endFrame()))
      return
    }
    this.#plain.push(element)
    if (this.#embellishing) return
    this.#embellishing = true
    queueMicrotask(() => void this.#work())
  }

  async #work(): Promise<void> {
    this.#endFrame()
    for (let element = this.#plain.shift(); element; element = this.#plain.shift()) {
      if (element.isConnected) await embellish(element)
    }
    this.#embellishing = false
  }
}
