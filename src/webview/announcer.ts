import * as l10n from '@vscode/l10n'
import type { Trace } from '../trace/trace'
import { endWords } from '../words/end'
import { h } from './dom'
import type { Marks } from './marks'

/** The one live region. It says what is new in few words; the streaming text itself is never read out by itself. */
export class Announcer {
  readonly element = h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' })
  #steps = 0
  #corrections = 0
  #ended = false

  /** What a snapshot brings is not news. */
  reset(trace: Trace, marks: Marks): void {
    this.element.textContent = ''
    this.#remember(trace, marks)
  }

  draw(trace: Trace, marks: Marks): void {
    const news: string[] = []
    if (trace.steps.length > this.#steps) news.push(l10n.t('Step {0}', trace.steps.length))
    if (marks.corrections.length > this.#corrections) {
      const newest = marks.corrections.at(-1)
      news.push(newest ? l10n.t('Correction found in step {0}', newest.step) : '')
    }
    if (trace.end && !this.#ended) news.push(endWords(trace)?.what ?? l10n.t('Answer ready'))
    if (news.length > 0) this.element.textContent = news.join('. ')
    this.#remember(trace, marks)
  }

  #remember(trace: Trace, marks: Marks): void {
    this.#steps = trace.steps.length
    this.#corrections = marks.corrections.length
    this.#ended = trace.end !== undefined
  }
}
