import * as l10n from '@vscode/l10n'
import type { Returned } from '../reading/claims/returned'
import { stepAt, type Trace } from '../trace/trace'
import { lookAgainWords } from '../words/answer'
import { h } from './dom'
import { renderInline } from './markdown/renderer'
import type { Schedule } from './schedule'

/** Stand in the sentence for what is an element there; no text of a trace goes through it. */
const WORDS = '\uE000'
const LINK = '\uE001'

/** What the answer says although the thought took it back, each with a link to where it did. */
export class LookAgain {
  readonly element = h('ul', { class: 'again', hidden: '' })
  readonly #schedule: Schedule
  #shown: readonly Returned[] = []

  constructor(schedule: Schedule) {
    this.#schedule = schedule
  }

  show(trace: Trace, found: readonly Returned[]): void {
    if (found === this.#shown) return
    this.#shown = found
    this.element.hidden = found.length === 0
    this.element.replaceChildren(...found.map((returned) => item(trace, returned)))
    this.#schedule.embellish(this.element)
  }
}

function item(trace: Trace, { correction, kind, back }: Returned): HTMLElement {
  const { answer, steps } = trace
  const step = stepAt(steps, correction.cue?.start ?? correction.start) + 1
  const words = answer.slice(back.start, back.end).replace(/\s+/g, ' ').trim()
  const link = h('button', { class: 'link', 'data-do': 'card', 'data-id': correction.id }, l10n.t('step {0}', step))
  const pieces = lookAgainWords(WORDS, LINK).split(/([\uE000\uE001])/)
  return h('li', {}, ...pieces.map((piece) => (piece === WORDS ? shown(words, kind) : piece === LINK ? link : piece)))
}

/** A formula is typeset, all else stands as it does in the answer. */
function shown(words: string, kind: Returned['kind']): Node {
  const formula = kind === 'formula' || /\\[a-zA-Z]|[\^_]/.test(words)
  if (kind === 'code' || !formula) return h('code', {}, words.replace(/^`+|`+$/g, ''))
  const source = `$${words.replace(/^(?:\$+|\\[([])\s*|\s*(?:\$+|\\[)\]])$/g, '')}$`
  return renderInline(source, { start: 0, end: source.length })
}
