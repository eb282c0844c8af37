import * as l10n from '@vscode/l10n'
import { guard } from 'lit/directives/guard.js'
import { html, nothing, render, type TemplateResult } from 'lit/html.js'
import { findEdits } from '../problem/edits'
import { isProse } from '../problem/prompt'
import { suspicionsOfAnswer } from '../problem/suspicious'
import type { Action } from '../protocol'
import type { Block } from '../reading/blocks'
import type { Change } from '../trace/change'
import type { Trace } from '../trace/trace'
import { convergenceWords } from '../words/answer'
import { summaryWords } from '../words/facts'
import { BlockList } from './blockList'
import type { Conclusions } from './conclusions'
import { h } from './dom'
import { LookAgain } from './lookAgain'
import { renderBlock, renderEdits, rendererKey } from './markdown/renderer'
import type { Mounts } from './mounts'
import { suspicionNote } from './note'
import { Run } from './run'
import type { Schedule } from './schedule'

/** Of its own heading. */
const LEVEL = 2

/** The answer, set apart, with what can be done with it. */
export class Answer {
  readonly element = h('section', {
    id: 'answer',
    class: 'answer',
    hidden: '',
    'aria-labelledby': 'answer-title',
    'data-vscode-context': '{"webviewSection":"answer"}',
  })
  readonly #heading = h('h2', { id: 'answer-title', tabindex: '-1' }, l10n.t('Answer'))
  readonly #footer = h('footer', {})
  readonly #lookAgain: LookAgain
  readonly #run: Run
  #trace: Trace
  #blocks: BlockList

  constructor(trace: Trace, mounts: Mounts, schedule: Schedule) {
    this.#trace = trace
    this.#blocks = BlockList.of(trace, 'answer')
    this.#lookAgain = new LookAgain(schedule)
    const body = h('div', { class: 'body' })
    this.element.append(this.#heading, body, this.#lookAgain.element, this.#footer)
    this.#run = new Run(body, mounts, () => this.#blocks.text, {
      of: (block) => ({ key: rendererKey(), draw: () => [this.#drawBlock(block)] }),
      drawn: (element) => schedule.embellish(element),
    })
  }

  grow(change: Change, trace: Trace): void {
    if (change.type === 'append' && change.text === 'answer') this.#blocks.feed(change.chars)
    else if (change.type === 'part' && change.part.text === 'answer') this.#blocks.break()
    else if (change.type === 'end') this.#blocks.finish()
    else if (change.type === 'refile') this.#blocks = BlockList.of(trace, 'answer')
  }

  draw(trace: Trace, conclusions: Conclusions, readOnly: boolean, inSight: boolean): void {
    this.#trace = trace
    const hidden = trace.answer === ''
    if (this.element.hidden !== hidden) this.element.hidden = hidden
    this.#run.show(this.#blocks.closed, this.#blocks.open, inSight)
    this.#lookAgain.show(trace, conclusions.returned)
    render(footer(trace, conclusions, readOnly), this.#footer)
  }

  /** Draws again what looks otherwise now. */
  refresh(): void {
    this.#run.refresh()
  }

  focus(): void {
    this.#heading.focus({ preventScroll: true })
  }

  dispose(): void {
    this.#run.dispose()
  }

  /** A fence that proposes edits is shown as what they change. */
  #drawBlock(block: Block): HTMLElement {
    const { answer, problem } = this.#trace
    const edits = block.kind === 'fence' ? findEdits(answer.slice(block.start, block.end)) : []
    if (edits.length === 0 || edits.some((edit) => !edit.closed)) return renderBlock(answer, block, [], LEVEL)
    return h('div', { class: 'edits' }, ...renderEdits(answer, block, edits, problem.document.languageId))
  }
}

interface Use {
  readonly action: Action
  readonly label: string
  readonly main?: boolean
  /** Why it cannot be done now; '' where it can. */
  readonly reason: string
}

function footer(trace: Trace, { convergence }: Conclusions, readOnly: boolean): TemplateResult {
  const uses = usesOf(trace, readOnly)
  const reason = uses.find((use) => use.reason !== '')?.reason ?? ''
  return html`
    ${guard([trace.answer, trace.end, trace.problem], () => hiddenNote(trace))}
    <div class="uses" role="group" aria-label=${l10n.t('Use the answer')}>${uses.map(button)}</div>
    <p class="sum">
      ${reason === '' ? nothing : html`<span id="use-reason">${reason}</span>`}
      ${trace.end ? html`<span>${summaryWords(trace)}</span>` : nothing}
      ${convergence ? html`<span>${convergenceWords(convergence)}</span>` : nothing}
    </p>
  `
}

/** Before anybody uses it; while it streams, nobody can. */
function hiddenNote({ answer, end, problem }: Trace): TemplateResult | typeof nothing {
  const what = l10n.t('The answer brings characters that cannot be seen, or that look like others.')
  return end ? suspicionNote(what, suspicionsOfAnswer(answer, problem)) : nothing
}

/** One that cannot be used stays in reach, so that its reason can be read. */
function button({ action, label, main, reason }: Use): TemplateResult {
  const disabled = reason !== ''
  return html`<button
    class=${main ? 'main' : 'second'}
    data-action=${disabled ? nothing : action}
    aria-disabled=${disabled ? 'true' : nothing}
    aria-describedby=${disabled ? 'use-reason' : nothing}
    title=${disabled ? reason : nothing}
  >${label}</button>`
}

function usesOf(trace: Trace, readOnly: boolean): readonly Use[] {
  const streaming = trace.end ? '' : l10n.t('Ready when the answer is complete')
  const incomplete =
    trace.end?.type === 'complete' ? '' : l10n.t('The answer is incomplete: only Copy takes it as it is')
  const changing = streaming || incomplete
  const copy: Use = { action: 'copy-answer', label: l10n.t('Copy'), reason: streaming }
  if (readOnly) return [copy]
  if (isProse(trace.problem.document.languageId))
    return [{ action: 'insert-below', label: l10n.t('Insert below'), main: true, reason: changing }, copy]
  if (!trace.end || !findEdits(trace.answer).some((edit) => edit.closed)) return [copy]
  return [
    { action: 'preview', label: l10n.t('Preview fix'), main: true, reason: changing },
    { action: 'apply', label: l10n.t('Apply'), reason: changing },
    copy,
  ]
}
