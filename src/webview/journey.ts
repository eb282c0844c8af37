import type { Destination } from '../protocol'
import { cardId } from './card'
import type { Dismissal } from './dismissal'
import { leave } from './landing'
import type { Page } from './page'
import { reveal } from './reader'
import type { StepView } from './stepView'
import { home, homeOf, shownIn, stepsOf, type Turn } from './turns'

/** Going about the page: by the extension's commands, by links between corrections and what they correct, by the strip. */
export class Journey {
  readonly #page: Page
  readonly #dismissal: Dismissal
  readonly #ways: Readonly<Record<Destination, () => void>> = {
    'next-step': () => this.#onwards(),
    'previous-step': () => this.#toStep(Math.max(0, this.#current() - 1)),
    'next-correction': () => this.#toCorrection(1),
    'previous-correction': () => this.#toCorrection(-1),
    answer: () => this.toAnswer(),
    'toggle-fold': () => this.#toggleFold(),
    'toggle-all-folds': () => this.#toggleAll(),
    'toggle-hold': () => this.toggleHold(),
    'dismiss-mark': () => this.#dismissal.dismissCurrent(),
    'undo-dismiss': () => this.#dismissal.undo(),
    prompt: () => this.#toPrompt(),
  }

  constructor(page: Page, dismissal: Dismissal) {
    this.#page = page
    this.#dismissal = dismissal
  }

  go(to: Destination): void {
    this.#page.schedule.flush()
    this.#ways[to]()
  }

  toStepOf(id: string): void {
    this.#toStep(this.#views().findIndex((view) => view.id === id))
  }

  /** From what is retracted to the card. */
  toCard(correctionId: string): void {
    const found = this.#correction(correctionId)
    if (!found) return
    const group = this.#page.thought?.marks.groupOf(correctionId)
    if (group) this.#openTrials(group.id, true)
    this.#uncover(group ? stepsOf(group).first : found.step, group ? homeOf(group) : home(found.correction))
    this.#arrive(document.getElementById(cardId(correctionId)), 'center')
  }

  /** To a group of trials, open or not. */
  toTrials(id: string): void {
    const group = this.#page.thought?.marks.turns.find((turn) => 'trials' in turn && turn.id === id)
    if (!group) return
    this.#uncover(stepsOf(group).first, homeOf(group))
    this.#arrive(document.querySelector(`#${CSS.escape(id)} > button`), 'center')
  }

  /** From the card to what is retracted. */
  toTarget(correctionId: string): void {
    const found = this.#correction(correctionId)
    if (!found?.correction.reparandum || found.target === null) return
    this.#uncover(found.target, found.correction.reparandum.start)
    const marks = document.querySelectorAll<HTMLElement>('.body s.retracted')
    const mark = Array.from(marks).find((element) => element.dataset['mark'] === correctionId)
    if (mark) mark.tabIndex = -1
    this.#arrive(mark ?? this.#views()[found.target - 1]?.section ?? null, 'center')
  }

  toAnswer(): void {
    const { answer } = this.#page
    if (!answer || answer.element.hidden) this.#arrive(document.getElementById('end'), 'center')
    else {
      this.#page.follow.leave()
      reveal(answer.element, 'start')
      answer.focus()
    }
  }

  fold(stepId: string): void {
    const view = this.#views().find(({ id }) => id === stepId)
    if (!view) return
    this.#page.folding.set(stepId, !view.facts.folded)
    this.#page.refold()
  }

  /** Opens or shuts a group of trials. */
  toggleTrials(id: string): void {
    this.#openTrials(id, !this.#page.folding.folds.trials.includes(id))
  }

  /**
   * The browser's search has found something in a folded step. It opens that itself and goes there within a frame, if it
   * finds the text as it was; so it is rendered only then.
   */
  opened(stepId: string): void {
    leave()
    this.#page.folding.set(stepId, false)
    requestAnimationFrame(() => requestAnimationFrame(() => this.#page.refold()))
  }

  toggleHold(): void {
    this.#page.follow.toggle()
    this.#page.schedule.flush()
    this.#page.save()
  }

  #views(): readonly StepView[] {
    return this.#page.thought?.views ?? []
  }

  #current(): number {
    return this.#page.reader.currentStep(this.#views())
  }

  #correction(id: string) {
    return this.#page.thought?.marks.corrections.find(({ correction }) => correction.id === id)
  }

  /** After the last step comes the answer. */
  #onwards(): void {
    const next = this.#current() + 1
    if (next < this.#views().length) this.#toStep(next)
    else this.toAnswer()
  }

  #toStep(index: number): void {
    const view = this.#views()[index]
    if (!view) return
    this.#page.follow.leave()
    reveal(view.section, 'start')
    view.focus()
  }

  #openTrials(id: string, open: boolean): void {
    if (this.#page.folding.folds.trials.includes(id) === open) return
    this.#page.folding.setTrials(id, open)
    this.#page.refold()
  }

  /** On from the card or the group of trials that has the focus, else from the step that is read. */
  #toCorrection(direction: 1 | -1): void {
    const shown = (this.#page.thought?.marks.turns ?? []).filter((turn) => shownIn(turn).length > 0)
    const focused = document.activeElement
    const at = shown.findIndex((turn) => focused?.closest(`#${CSS.escape(elementId(turn))}`))
    const step = this.#current() + 1
    const next =
      at >= 0
        ? shown[at + direction]
        : direction === 1
          ? (shown.find((turn) => stepsOf(turn).first >= step) ?? shown.at(0))
          : (shown.findLast((turn) => stepsOf(turn).first < step) ?? shown.at(-1))
    if (next && 'trials' in next) this.toTrials(next.id)
    else if (next) this.toCard(next.correction.id)
  }

  /** Opens the step and renders what holds the offset, so that there is something to go to. */
  #uncover(step: number, offset: number): void {
    const view = this.#views()[step - 1]
    if (view?.facts.folded) this.fold(view.id)
    const chunk = this.#page.thought?.chunkAt(offset)
    if (chunk) this.#page.mounts.show(chunk)
  }

  #arrive(element: HTMLElement | null, block: 'start' | 'center'): void {
    if (!element) return
    this.#page.follow.leave()
    reveal(element, block)
    element.focus({ preventScroll: true })
  }

  #toggleFold(): void {
    const view = this.#views()[Math.max(0, this.#current())]
    if (!view) return
    this.fold(view.id)
    view.section.scrollIntoView({ block: 'nearest', behavior: 'instant' })
  }

  /** Unfolds all where any is folded; else folds those without a correction, or all where that folds none. */
  #toggleAll(): void {
    const { folding, reader } = this.#page
    const place = reader.place()
    const anyFolded = () => this.#views().some((view) => view.facts.folded)
    if (anyFolded()) folding.setAll('open')
    else {
      folding.setAll(null)
      this.#page.refold()
      if (!anyFolded()) folding.setAll('folded')
    }
    this.#page.refold()
    if (place) reader.restore(place)
  }

  #toPrompt(): void {
    const sent = document.querySelector<HTMLDetailsElement>('#sent')
    if (!sent) return
    sent.open = true
    this.#page.follow.leave()
    reveal(sent, 'start')
    sent.querySelector('summary')?.focus({ preventScroll: true })
  }
}

function elementId(turn: Turn): string {
  return 'trials' in turn ? turn.id : cardId(turn.correction.id)
}
