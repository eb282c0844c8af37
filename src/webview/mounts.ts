/** A piece of the page that is either rendered or stands there as plain text. */
export interface Mountable {
  readonly element: HTMLElement
  mount(): void
  unmount(): void
}

/** How far beyond the view a piece is rendered, CSS pixels. */
const NEAR = 1200

/** Elements that stay rendered after they were left behind, so that going back and forth costs nothing. */
const PARKED = 1200

/** Elements that a trace may have rendered at once when it is opened, before it is known which are near. */
const EAGER = 800

/**
 * The one place that decides what is mounted. Pieces near the view are; those that were left are parked, and the longest
 * parked are unmounted once all of them together hold too many elements. A short trace is mounted whole.
 */
export class Mounts {
  readonly #observer = new IntersectionObserver((entries) => this.#moved(entries), { rootMargin: `${NEAR}px 0px` })
  readonly #pieces = new Map<Element, Mountable>()
  readonly #near = new Set<Mountable>()
  /** In the order in which they were left, with their numbers of elements. */
  readonly #parked = new Map<Mountable, number>()
  #parkedElements = 0

  /** @param live it comes at the tail as the text grows: it is in sight if the reader follows. */
  add(piece: Mountable, live: boolean): void {
    this.#pieces.set(piece.element, piece)
    if (live || this.#parkedElements < EAGER) {
      piece.mount()
      this.#park(piece)
    }
    this.#observer.observe(piece.element)
  }

  remove(piece: Mountable): void {
    this.#observer.unobserve(piece.element)
    this.#pieces.delete(piece.element)
    this.#near.delete(piece)
    this.#unpark(piece)
  }

  has(piece: Mountable): boolean {
    return this.#near.has(piece) || this.#parked.has(piece)
  }

  /** Renders it now: it is about to be looked at. */
  show(piece: Mountable): void {
    if (this.has(piece)) return
    piece.mount()
    this.#park(piece)
  }

  clear(): void {
    this.#observer.disconnect()
    this.#pieces.clear()
    this.#near.clear()
    this.#parked.clear()
    this.#parkedElements = 0
  }

  #moved(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const piece = this.#pieces.get(target)
      if (piece) this.#place(piece, isIntersecting)
    }
    this.#tidy()
  }

  #place(piece: Mountable, near: boolean): void {
    if (near) {
      if (!this.has(piece)) piece.mount()
      this.#unpark(piece)
      this.#near.add(piece)
    } else if (this.#near.delete(piece)) this.#park(piece)
  }

  #park(piece: Mountable): void {
    const elements = piece.element.getElementsByTagName('*').length
    this.#parked.set(piece, elements)
    this.#parkedElements += elements
    this.#tidy()
  }

  #unpark(piece: Mountable): void {
    this.#parkedElements -= this.#parked.get(piece) ?? 0
    this.#parked.delete(piece)
  }

  /** What holds the focus stays. */
  #tidy(): void {
    for (const piece of this.#parked.keys()) {
      if (this.#parkedElements <= PARKED) return
      if (piece.element.contains(document.activeElement)) continue
      this.#unpark(piece)
      piece.unmount()
    }
  }
}
