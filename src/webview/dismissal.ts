import type { Page } from './page'
import { shownIn } from './turns'
import type { Host } from './vscode'

/** The reader's word against a mark: the trace remembers it, and it can be taken back. */
export class Dismissal {
  readonly #page: Page
  readonly #host: Host
  /** What was dismissed here, the latest last. */
  readonly #done: (readonly string[])[] = []

  constructor(page: Page, host: Host) {
    this.#page = page
    this.#host = host
  }

  /** The mark that has the focus, else the first correction of the step that is read. */
  dismissCurrent(): void {
    const marked = document.activeElement?.closest<HTMLElement>('[data-dismiss]')?.dataset['dismiss']
    this.dismiss(marked ? marked.split(' ') : this.#inStep())
  }

  dismiss(ids: readonly string[]): void {
    if (this.#page.view.readOnly || ids.length === 0) return
    this.#done.push(ids)
    this.#post(ids, true)
  }

  /** What has the focus, else what was dismissed last; where this page remembers nothing, the last in the text. */
  undo(): void {
    const focused = document.activeElement?.closest<HTMLElement>('[data-dismissed]')?.dataset['dismissed']
    const last = this.#page.trace?.reflections.findLast(({ dismissed }) => dismissed)?.id
    const ids = focused ? [focused] : (this.#done.pop() ?? (last === undefined ? [] : [last]))
    if (!this.#page.view.readOnly) this.restore(ids)
  }

  restore(ids: readonly string[]): void {
    this.#post(ids, false)
  }

  #post(ids: readonly string[], dismissed: boolean): void {
    for (const id of ids) this.#host.post({ type: 'dismiss', id, dismissed })
  }

  #inStep(): readonly string[] {
    const { thought, reader } = this.#page
    const views = thought?.views ?? []
    const facts = views[reader.currentStep(views)]?.facts
    const turns = facts && thought ? thought.marks.turnsIn({ start: facts.step.start, end: facts.end }) : []
    return turns.map((turn) => shownIn(turn).map(({ id }) => id)).find((ids) => ids.length > 0) ?? []
  }
}
