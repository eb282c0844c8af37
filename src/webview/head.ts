import * as l10n from '@vscode/l10n'
import { guard } from 'lit/directives/guard.js'
import { html, nothing, render, type TemplateResult } from 'lit/html.js'
import type { Trace } from '../trace/trace'
import { stableWords } from '../words/answer'
import { intentWords, modelWords, placeWords } from '../words/asked'
import { durationWords, provenanceOf, provenanceWords, tokenWords } from '../words/facts'
import type { Marks } from './marks'
import { strip } from './strip'

export interface HeadFacts {
  readonly trace: Trace
  readonly marks: Marks
  /** The step from which on the answer has been the same, counted from one; null where that is not known. */
  readonly stable: number | null
  readonly readOnly: boolean
  readonly locale: string
  /** How long it has been running by now, ms. */
  readonly elapsed: number
  readonly following: boolean
  /** The step that is read. */
  readonly current: string | null
  /** The step whose mark in the strip Tab reaches. */
  readonly stop: string | null
}

/** What was asked, of whom, and what of the thoughts is seen; always in sight. Text that comes changes nothing of it. */
export function drawHead(facts: HeadFacts, element: HTMLElement): void {
  const { trace, marks, stable, readOnly, locale, following, current, stop } = facts
  const { problem, model, usage, end, steps } = trace
  const shown = [problem, model, usage, end, steps, marks.turns, stable, readOnly, locale, following, current, stop]
  render(
    guard([...shown, provenanceOf(trace), elapsedWords(facts)], () => head(facts)),
    element,
  )
}

function head(facts: HeadFacts): TemplateResult {
  const { trace, marks, stable, readOnly, current, stop } = facts
  const { problem } = trace
  return html`
    <div class="asked">
      <h1>${intentWords(problem.intent)}${problem.name ? html` <code>${problem.name}</code>` : nothing}</h1>
      ${place(trace, readOnly)}
      <span class="controls">${trace.end ? after(readOnly) : during(facts.following)}</span>
    </div>
    ${problem.question ? html`<p class="question">${problem.question}</p>` : nothing}
    <div class="meta">${factsLine(facts)}</div>
    ${guard([trace.steps, marks.turns, stable, current, stop], () => strip(trace, marks, stable, current, stop))}
  `
}

function place({ problem }: Trace, readOnly: boolean): TemplateResult {
  const words = placeWords(problem)
  if (readOnly) return html`<span class="where" title=${problem.document.path}>${words}</span>`
  return html`<button class="link where" data-action="reveal-problem" title=${problem.document.path}>${words}</button>`
}

function elapsedWords({ trace, elapsed }: HeadFacts): string {
  return durationWords(trace.end ? trace.elapsed : elapsed)
}

function factsLine(facts: HeadFacts): readonly TemplateResult[] {
  const { trace, stable, locale } = facts
  const provenance = provenanceWords(trace, locale)
  const tokens = tokenWords(trace, locale)
  return [
    html`<span class=${trace.model.demo ? 'badge demo' : 'model'}>${modelWords(trace.model)}</span>`,
    ...(provenance ? [html`<span class="badge" title=${provenance.meaning}>${provenance.label}</span>`] : []),
    html`<span class="number">${elapsedWords(facts)}</span>`,
    ...(tokens ? [html`<span class="number">${tokens}</span>`] : []),
    ...(stable && !trace.end ? [html`<span class="number">${stableWords(stable)}</span>`] : []),
  ]
}

function during(following: boolean): TemplateResult {
  return html`
    <span class="state">${following ? l10n.t('Following') : l10n.t('Holding')}</span>
    <button class="link" data-do="hold" title=${following ? l10n.t('Stay here while it goes on') : l10n.t('Go to the end and stay with it')}>${following ? l10n.t('Hold') : l10n.t('Follow')}</button>
    <button class="link" data-action="stop"><span class="codicon codicon-debug-stop" aria-hidden="true"></span>${l10n.t('Stop')}</button>
  `
}

function after(readOnly: boolean): TemplateResult | typeof nothing {
  return readOnly ? nothing : html`<button class="link" data-action="ask-again">${l10n.t('Ask again')}</button>`
}
