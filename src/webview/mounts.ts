/** A piece of the page that is either rendered or stands there as plain text. */
export interface Mountable {
  readonly element: HTMLElement
  mount(): void
  unmount(): void
}

/** How far beyond the view a piece is rendered, CSS pixels. */
const NEAR = 300

/**
 * How far beyond the view the pieces of a stretch of steps are watched. The browser looks at all that is watched in every
 * frame, so of a far stretch only the stretch itself is.
 */
const WATCHED = 900

/** What lies together in a stretch of steps. */
interface Group {
  readonly pieces: Set<Mountable>
  /** Its pieces are watched one by one. */
  near: boolean
}

/** Elements that stay rendered after they were left behind, so that going back and forth costs nothing. */
const PARKED = 500

/** Elements that a trace may have rendered at once when it is opened, before it is known which are near. */
const EAGER = 600

/**
 * The one place that decides what is mounted. Pieces near the view are; those that were left are parked, and the longest
 * parked are unmounted once all of them together hold too many elements. A short trace is mounted whole.
 */
export class Mounts {
  readonly #observer = new IntersectionObserver((entries) => this.#moved(entries), { rootMargin: `${NEAR}px 0px` })
  readonly #stretches = new IntersectionObserver((entries) => this.#approached(entries), {
    rootMargin: `${WATCHED}px 0px`,
  })
  readonly #groups = new Map<Element, Group>()
  readonly #pieces = new Map<Element, Mountable>()
  readonly #near = new Set<Mountable>()
  #started = false
  /** How many elements more may be mounted before it is known which are near. */
  #eager = EAGER
  /** In the order in which they were left. */
  readonly #parked = new Set<Mountable>()

  /** @param inSight it comes at the tail, and the reader is there. */
  add(piece: Mountable, inSight: boolean): void {
    this.#pieces.set(piece.element, piece)
    this.#groupOf(piece)?.pieces.add(piece)
    if (this.#started) this.#watch(piece, inSight)
  }

  /** The renderer is there; until then every piece stands as plain text. */
  start(): void {
    this.#started = true
    for (const piece of this.#pieces.values()) this.#watch(piece, false)
  }

  remove(piece: Mountable): void {
    this.#observer.unobserve(piece.element)
    this.#pieces.delete(piece.element)
    this.#leaveGroup(piece)
    this.#near.delete(piece)
    this.#parked.delete(piece)
  }

  has(piece: Mountable): boolean {
    return this.#near.has(piece) || this.#parked.has(piece)
  }

  /** Renders it now: it is about to be looked at. */
  show(piece: Mountable): void {
    if (!this.#started || this.has(piece)) return
    piece.mount()
    this.#parked.add(piece)
    this.#tidy()
  }

  clear(): void {
    this.#observer.disconnect()
    this.#stretches.disconnect()
    this.#groups.clear()
    this.#pieces.clear()
    this.#near.clear()
    this.#parked.clear()
    this.#eager = EAGER
  }

  #watch(piece: Mountable, inSight: boolean): void {
    if (inSight || this.#eager > 0) this.show(piece)
    this.#eager -= elementsOf(piece)
    if (this.#groupOf(piece)?.near !== false) this.#observer.observe(piece.element)
  }

  /** Null outside of steps. A stretch that is new is watched from now on. */
  #groupOf(piece: Mountable): Group | null {
    const stretch = piece.element.closest('.stretch')
    if (!stretch) return null
    const known = this.#groups.get(stretch)
    if (known) return known
    const group: Group = { pieces: new Set(), near: false }
    this.#groups.set(stretch, group)
    this.#stretches.observe(stretch)
    return group
  }

  #leaveGroup(piece: Mountable): void {
    const stretch = piece.element.closest('.stretch')
    const group = stretch ? this.#groups.get(stretch) : undefined
    if (!stretch || !group?.pieces.delete(piece) || group.pieces.size > 0) return
    this.#groups.delete(stretch)
    this.#stretches.unobserve(stretch)
  }

  #approached(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const group = this.#groups.get(target)
      if (!group || group.near === isIntersecting) continue
      group.near = isIntersecting
      // Not a frame later, when those that are watched from now on are told of: then plain text would be seen for a moment.
      const near = isIntersecting ? [...group.pieces].filter(isNear) : []
      for (const piece of near) this.#place(piece, true)
      for (const piece of group.pieces) {
        if (isIntersecting) this.#observer.observe(piece.element)
        else {
          this.#observer.unobserve(piece.element)
          this.#place(piece, false)
        }
      }
    }
    this.#tidy()
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
      this.#parked.delete(piece)
      this.#near.add(piece)
    } else if (this.#near.delete(piece)) this.#parked.add(piece)
  }

  /** Counted each time, since a piece grows while its text comes and its formulas are typeset. What holds the focus stays. */
  #tidy(): void {
    let elements = 0
    for (const piece of [...this.#parked].reverse()) {
      elements += elementsOf(piece)
      const last = elements === elementsOf(piece)
      if (elements <= PARKED || last || piece.element.contains(document.activeElement)) continue
      this.#parked.delete(piece)
      piece.unmount()
    }
  }
}

function elementsOf({ element }: Mountable): number {
  return element.getElementsByTagName('*').length
}

function isNear({ element }: Mountable): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  return bottom >= -NEAR && top <= window.innerHeight + NEAR
}
