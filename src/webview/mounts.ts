/** A piece of the page that is either rendered or stands there as plain text. */
export interface Mountable {
  readonly element: HTMLElement
  mount(): void
  unmount(): void
}

/** The pieces of a step, which stand in the page one by one, or together as one text. */
export interface Gathering {
  readonly element: HTMLElement
  /** Nobody sees them, however near they are. */
  readonly shut: boolean
  /** Leaves things as they are while any of them is mounted. */
  gather(): void
  spread(): void
}

/** How far beyond the view a piece is rendered, CSS pixels. */
const NEAR = 300

/**
 * How far beyond the view the pieces of a step stand one by one and are watched. The browser looks at all that is watched
 * in every frame, so of a far step only the step itself is.
 */
const WATCHED = 900

/** What lies together in a step. */
interface Group {
  readonly step: Element
  readonly pieces: Set<Mountable>
  body: Gathering | null
  /** Its pieces are watched one by one. */
  near: boolean
}

/** Elements that may be rendered in all before what was left behind is unmounted; going back and forth costs nothing then. */
const MOUNTED = 1800

/** Elements that stay rendered after they were left behind, at most. */
const PARKED = 800

/** Elements that a trace may have rendered at once when it is opened, before it is known which are near. */
const EAGER = 600

/**
 * The one place that decides what is mounted. Pieces near the view are; those that were left are parked, and the longest
 * parked are unmounted once all of them together hold too many elements. A short trace is mounted whole.
 */
export class Mounts {
  readonly #observer = new IntersectionObserver((entries) => this.#moved(entries), { rootMargin: `${NEAR}px 0px` })
  readonly #steps = new IntersectionObserver((entries) => this.#approached(entries), { rootMargin: `${WATCHED}px 0px` })
  readonly #groups = new Map<Element, Group>()
  readonly #groupOf = new Map<Mountable, Group>()
  readonly #pieces = new Map<Element, Mountable>()
  readonly #near = new Set<Mountable>()
  #started = false
  /** How many elements more may be mounted before it is known which are near. */
  #eager = EAGER
  /** In the order in which they were left. */
  readonly #parked = new Set<Mountable>()
  /** Was rendered to be looked at, and is not near yet. */
  #awaited: Mountable | null = null

  /**
   * @param inSight it comes at the tail, and the reader is there.
   * @param body what it can be gathered in.
   */
  add(piece: Mountable, inSight: boolean, body: Gathering | null = null): void {
    this.#pieces.set(piece.element, piece)
    this.#join(piece, body)
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
    this.#leave(piece)
    this.#near.delete(piece)
    this.#parked.delete(piece)
    if (this.#awaited === piece) this.#awaited = null
  }

  has(piece: Mountable): boolean {
    return this.#near.has(piece) || this.#parked.has(piece)
  }

  /** Renders it now: it is about to be looked at. */
  show(piece: Mountable): void {
    if (!this.#started || this.has(piece)) return
    this.#groupOf.get(piece)?.body?.spread()
    piece.mount()
    this.#parked.add(piece)
    this.#awaited = piece
    this.tidy()
  }

  /** Renders those of a step that was opened, where the reader is about. */
  opened(pieces: readonly Mountable[]): void {
    for (const piece of pieces) if (this.#groupOf.get(piece)?.near) this.show(piece)
  }

  clear(): void {
    this.#observer.disconnect()
    this.#steps.disconnect()
    this.#groups.clear()
    this.#groupOf.clear()
    this.#pieces.clear()
    this.#near.clear()
    this.#parked.clear()
    this.#awaited = null
    this.#eager = EAGER
  }

  #watch(piece: Mountable, inSight: boolean): void {
    if (inSight || this.#eager > 0) this.show(piece)
    this.#eager -= elementsOf(piece)
    if (this.#groupOf.get(piece)?.near !== false) this.#observer.observe(piece.element)
  }

  /** A step that is new is watched from now on. */
  #join(piece: Mountable, body: Gathering | null): void {
    const step = (body ?? piece).element.closest('.step')
    if (!step) return
    const group: Group = this.#groups.get(step) ?? { step, pieces: new Set(), body: null, near: false }
    if (!this.#groups.has(step)) this.#steps.observe(step)
    this.#groups.set(step, group)
    this.#groupOf.set(piece, group)
    group.pieces.add(piece)
    group.body ??= body
  }

  #leave(piece: Mountable): void {
    const group = this.#groupOf.get(piece)
    this.#groupOf.delete(piece)
    if (!group?.pieces.delete(piece) || group.pieces.size > 0) return
    this.#groups.delete(group.step)
    this.#steps.unobserve(group.step)
  }

  #approached(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const group = this.#groups.get(target)
      if (!group) continue
      if (group.near !== isIntersecting) this.#turn(group, isIntersecting)
      if (!isIntersecting) group.body?.gather()
    }
    this.tidy()
  }

  #turn(group: Group, near: boolean): void {
    group.near = near
    if (near && !group.body?.shut) group.body?.spread()
    // Not a frame later, when those that are watched from now on are told of: then plain text would be seen for a moment.
    for (const piece of near ? [...group.pieces].filter(isNear) : []) this.#place(piece, true)
    for (const piece of group.pieces) {
      if (near) this.#observer.observe(piece.element)
      else {
        this.#observer.unobserve(piece.element)
        this.#place(piece, false)
      }
    }
  }

  #moved(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const piece = this.#pieces.get(target)
      if (piece) this.#place(piece, isIntersecting)
    }
    this.tidy()
  }

  #place(piece: Mountable, near: boolean): void {
    if (near) {
      if (!this.has(piece)) piece.mount()
      this.#parked.delete(piece)
      this.#near.add(piece)
      if (this.#awaited === piece) this.#awaited = null
    } else if (this.#near.delete(piece)) this.#parked.add(piece)
  }

  /**
   * Counted each time, since a piece grows while its text comes and its formulas are typeset. What holds the focus or an end
   * of what is selected stays.
   */
  tidy(): void {
    if (this.#parked.size === 0) return
    let left = MOUNTED
    for (const piece of this.#near) left -= elementsOf(piece)
    left = Math.min(left, PARKED)
    for (const piece of [...this.#parked].reverse()) {
      left -= elementsOf(piece)
      if (left >= 0 || piece === this.#awaited || isHeld(piece.element)) continue
      this.#parked.delete(piece)
      piece.unmount()
      const group = this.#groupOf.get(piece)
      if (group && (!group.near || group.body?.shut)) group.body?.gather()
    }
  }
}

/** The reader has the focus in it, or an end of what is selected. */
export function isHeld(element: HTMLElement): boolean {
  const selection = getSelection()
  const ends = selection?.isCollapsed === false ? [selection.anchorNode, selection.focusNode] : []
  return [document.activeElement, ...ends].some((node) => element.contains(node))
}

function elementsOf({ element }: Mountable): number {
  return element.getElementsByTagName('*').length
}

/** What has no box is in a step that is folded. */
function isNear({ element }: Mountable): boolean {
  const { top, bottom, width } = element.getBoundingClientRect()
  return width > 0 && bottom >= -NEAR && top <= window.innerHeight + NEAR
}
