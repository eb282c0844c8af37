import type { Change } from '../../trace/change'

/**
 * Changes that wait to be sent to the page, or to be built into a trace. Characters that follow one another in one text
 * become one change, so that there are few however many deltas they came in; `apply` makes the same trace of them.
 */
export class PendingChanges {
  #changes: Change[] = []

  get empty(): boolean {
    return this.#changes.length === 0
  }

  add(changes: readonly Change[]): void {
    for (const change of changes) {
      const last = this.#changes.at(-1)
      if (change.type === 'append' && last?.type === 'append' && last.text === change.text) {
        this.#changes[this.#changes.length - 1] = { ...change, chars: last.chars + change.chars }
      } else this.#changes.push(change)
    }
  }

  take(): readonly Change[] {
    const changes = this.#changes
    this.#changes = []
    return changes
  }

  clear(): void {
    this.#changes = []
  }
}
