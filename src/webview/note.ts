import * as l10n from '@vscode/l10n'
import { html, nothing, type TemplateResult } from 'lit/html.js'
import type { Suspicion } from '../problem/suspicious'
import type { FailureReason, Trace } from '../trace/trace'
import { endWords, type NextAction, waitingWords } from '../words/end'
import { noticeWords } from '../words/notices'
import { suspicionLines } from '../words/suspicions'

export interface Waiting {
  readonly reason: FailureReason
  /** What is left of the pause, ms. */
  readonly ms: number
}

/** How the run ended where it did not just complete: what happened, what was kept, what to do next. */
export function endNote(trace: Trace, readOnly: boolean): TemplateResult | typeof nothing {
  const words = endWords(trace)
  if (!words) return nothing
  return html`<div class="note ${words.calm ? 'calm' : 'bad'}" id="end" tabindex="-1">
    <p><strong>${words.what}</strong> ${words.kept}</p>
    ${words.detail ? html`<details open><summary>${l10n.t('What the server said')}</summary><pre>${words.detail}</pre></details>` : nothing}
    ${readOnly ? nothing : html`<p class="next">${words.next.map(nextButton)}</p>`}
  </div>`
}

function nextButton(action: NextAction, index: number): TemplateResult {
  return html`<button class=${index === 0 ? 'second' : 'link'} data-action=${action}>${nextWords(action)}</button>`
}

function nextWords(action: NextAction): string {
  switch (action) {
    case 'ask-again':
      return l10n.t('Ask again')
    case 'enter-key':
      return l10n.t('Enter API key')
    case 'choose-model':
      return l10n.t('Choose model')
    case 'open-settings':
      return l10n.t('Open settings')
    case 'open-sample':
      return l10n.t('Open a sample')
  }
}

export function notices(trace: Trace): TemplateResult | typeof nothing {
  if (trace.notices.length === 0) return nothing
  return html`<ul class="notices">${trace.notices.map((notice) => html`<li>${noticeWords(notice)}</li>`)}</ul>`
}

/** Names what a reader does not see in a text, or takes for something else. */
export function suspicionNote(what: string, suspicions: readonly Suspicion[]): TemplateResult | typeof nothing {
  if (suspicions.length === 0) return nothing
  return html`<div class="note suspicious">
    <p><strong>${what}</strong></p>
    <ul>${suspicionLines(suspicions).map((line) => html`<li>${line}</li>`)}</ul>
  </div>`
}

/** While it runs and there is nothing to show of it yet, or a request waits to be sent again. */
export function pending(trace: Trace, waiting: Waiting | null): TemplateResult | typeof nothing {
  if (trace.end) return nothing
  if (waiting) return html`<p class="pending">${waitingWords(waiting.reason, waiting.ms)}</p>`
  if (trace.thought || trace.answer) return nothing
  const withheld = trace.parts.some((part) => part.provenance === 'hidden')
  return html`<p class="pending">${
    withheld ? l10n.t('Thinking. The provider shows nothing of it.') : l10n.t('Waiting for the first word…')
  }</p>`
}
