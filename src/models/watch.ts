import type { Limits } from './source'

export type Late = 'first-token' | 'idle' | 'total' | 'after-end'

/** How long the connection is kept for the usage once the answer has ended, ms. */
const AFTER_END = 2000

/**
 * Notices when a run takes too long. It looks at the clock from time to time instead of setting a timer for each piece:
 * that is cheaper, and a computer that slept is noticed as soon as it wakes.
 */
export class Watch {
  readonly #limits: Limits
  readonly #now: () => number
  readonly #timer: ReturnType<typeof setInterval>
  readonly #started: number
  /** What is waited for, since when; null in a pause between two tries. */
  #waiting: { readonly what: Late; readonly since: number } | null = null

  constructor(limits: Limits, now: () => number, onLate: (what: Late) => void) {
    this.#limits = limits
    this.#now = now
    this.#started = now()
    const shortest = Math.min(limits.firstToken, limits.idle, limits.total)
    this.#timer = setInterval(() => this.#look(onLate), Math.min(1000, Math.max(5, shortest / 4)))
  }

  waitFor(what: Late | null): void {
    this.#waiting = what && { what, since: this.#now() }
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #look(onLate: (what: Late) => void): void {
    const now = this.#now()
    if (this.#waiting && now - this.#waiting.since > this.#limitOf(this.#waiting.what)) onLate(this.#waiting.what)
    else if (now - this.#started > this.#limits.total) onLate('total')
  }

  #limitOf(what: Late): number {
    if (what === 'first-token') return this.#limits.firstToken
    if (what === 'after-end') return Math.min(AFTER_END, this.#limits.idle)
    return what === 'idle' ? this.#limits.idle : this.#limits.total
  }
}
