import * as l10n from '@vscode/l10n'
import type { Span, Step } from '../trace/trace'
import { durationWords } from '../words/facts'
import { kindWords } from '../words/kinds'
import { alternativeWords, checkWords } from '../words/marks'
import type { Looks } from './chunk'
import { h, icon } from './dom'
import { sign } from './looks'
import { renderInline } from './markdown/renderer'
import { type Marks, NO_SIGNS, type Signs } from './marks'
import type { Mountable, Mounts } from './mounts'
import { Run } from './run'
import type { Sliced } from './text'

/** Characters of a folded step that its line is made of; more never fits. */
const LINE = 240

/** Chunks that are rendered at once when a step is opened; the browser tells of the others a frame later. */
const OPENED = 4

/** What a step shows besides its blocks. */
export interface StepFacts {
  readonly number: number
  readonly step: Step
  readonly end: number
  /** How long it took, ms; null while that is not known, or where nothing was timed. */
  readonly duration: number | null
  readonly marks: Marks
  readonly folded: boolean
}

/** One step: its heading, which folds it, and its blocks. Far headings are plain text, as far blocks are. */
export class StepView implements Mountable {
  readonly id: string
  readonly section = h('section', { class: 'step' })
  readonly run: Run
  /** The heading; what is mounted by this class. */
  readonly element = h('h3', {})
  readonly #body = h('div', { class: 'body' })
  readonly #text: () => Sliced
  readonly #mounts: Mounts
  readonly #looks: Looks
  #facts: StepFacts
  #key = ''
  #mounted = false

  constructor(facts: StepFacts, mounts: Mounts, text: () => Sliced, looks: Looks) {
    this.id = facts.step.id
    this.#text = text
    this.#mounts = mounts
    this.#looks = looks
    this.#facts = facts
    this.section.id = this.id
    this.#body.id = `body-${this.id}`
    this.section.append(this.element, this.#body)
    this.run = new Run(this.#body, mounts, text, looks)
    this.#update(facts)
  }

  get facts(): StepFacts {
    return this.#facts
  }

  set facts(facts: StepFacts) {
    if (looksTheSame(this.#facts, facts)) this.#facts = facts
    else this.#update(facts)
  }

  mount(): void {
    this.#mounted = true
    this.#drawHeading()
  }

  unmount(): void {
    this.#mounted = false
    this.#drawHeading()
  }

  focus(): void {
    this.#mounts.show(this)
    this.element.querySelector('button')?.focus({ preventScroll: true })
  }

  dispose(): void {
    this.run.dispose()
    this.#mounts.remove(this)
    this.section.remove()
  }

  #update(facts: StepFacts): void {
    const { step, folded } = facts
    const opened = this.#facts.folded && !folded
    this.#facts = facts
    this.section.className = `step kind-${step.kind}${folded ? ' folded' : ''}${step.title ? ' titled' : ''}`
    // The browser's search looks into it and opens what it finds.
    if (folded) this.#body.setAttribute('hidden', 'until-found')
    else this.#body.removeAttribute('hidden')
    if (opened) this.#mounts.opened(this.run.chunks.slice(0, OPENED))
    this.#drawHeading()
  }

  #drawHeading(): void {
    const { number, step, duration, folded, marks } = this.#facts
    const line = folded || step.title ? this.#line() : null
    const signs = folded ? marks.signs({ start: step.start, end: this.#facts.end }) : NO_SIGNS
    const inline = folded && line ? marks.inline(line) : []
    const key = this.#mounted
      ? JSON.stringify([number, step, duration, folded, line, inline, signs])
      : `${number} ${line ? this.#text().slice(line.start, line.end).replace(/\s+/g, ' ') : ''} ${kindWords(step.kind)}`
    if (key === this.#key) return
    this.#key = key
    const hadFocus = this.element.contains(document.activeElement)
    const title = line && renderInline(this.#text(), line, inline)
    this.element.replaceChildren(this.#mounted ? this.#button(title, signs) : key)
    if (title) this.#looks.drawn(this.element)
    if (hadFocus) this.focus()
  }

  #button(title: DocumentFragment | null, signs: Signs): HTMLElement {
    const { number, step, duration, folded } = this.#facts
    return h(
      'button',
      {
        class: 'step-head',
        'data-do': 'fold',
        'data-id': this.id,
        'aria-expanded': String(!folded),
        'aria-controls': this.#body.id,
      },
      h(
        'span',
        { class: 'num' },
        h('span', { class: 'unseen' }, l10n.t('Step {0}', number)),
        h('span', { 'aria-hidden': 'true' }, String(number)),
        icon('chevron-right'),
      ),
      title && h('span', { class: 'title' }, title),
      signs.confirmed && sign('tick', checkWords('confirmed'), true),
      signs.open && sign('open', checkWords('open'), true),
      signs.alternative && sign('alternative', alternativeWords(), true),
      h('span', { class: 'kind' }, kindWords(step.kind)),
      h('span', { class: 'time' }, duration === null ? '' : durationWords(duration)),
    )
  }

  /** What its line shows: the text's own title, else how the step begins. */
  #line(): Span {
    const { step, end } = this.#facts
    if (step.title) return step.title
    const text = this.#text()
    const stop = Math.min(end, step.body + LINE)
    const paragraph = text.slice(step.body, stop).search(/\S\s*\n\s*\n/)
    return { start: step.body, end: paragraph < 0 ? stop : step.body + paragraph + 1 }
  }
}

/** An open step's heading says nothing of its inside. */
function looksTheSame(a: StepFacts, b: StepFacts): boolean {
  return !a.folded && !b.folded && a.step === b.step && a.number === b.number && a.duration === b.duration
}
