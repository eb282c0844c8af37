import * as l10n from '@vscode/l10n'
import { guard } from 'lit/directives/guard.js'
import { html, nothing, render, type TemplateResult } from 'lit/html.js'

/** Before anything was asked. */
export function empty(): TemplateResult {
  return html`<div class="empty">
    <h1>${l10n.t('Nothing has been asked yet')}</h1>
    <p>${l10n.t('Select code, a proof or a formula, and ask. The thoughts appear here step by step, with every change of mind marked and linked to what it takes back.')}</p>
    <p class="choices">
      <button class="main" data-action="reason">${l10n.t('Reason about the selection')}</button>
      <button class="second" data-action="open-sample">${l10n.t('Open a sample')}</button>
      <button class="second" data-action="choose-model">${l10n.t('Choose model')}</button>
    </p>
    <p class="muted">${l10n.t('The samples need neither a key nor a network.')}</p>
  </div>`
}

/** The keys by which the panel is read; they are keybindings of VS Code and can be changed there. */
export function drawKeyHints(folds: boolean, readOnly: boolean, element: HTMLElement): void {
  render(
    guard([folds, readOnly], () => keyHints(folds, readOnly)),
    element,
  )
}

function keyHints(folds: boolean, readOnly: boolean): TemplateResult {
  const hint = (keys: readonly string[], words: string) =>
    html`<span class="hint">${keys.map((key) => html`<kbd>${key}</kbd>`)} ${words}</span>`
  return html`
    ${hint(['j', 'k'], l10n.t('steps'))} ${hint(['c'], l10n.t('corrections'))} ${hint(['a'], l10n.t('answer'))}
    ${hint(['f'], l10n.t('fold'))} ${hint(['e'], folds ? l10n.t('unfold all') : l10n.t('fold all'))}
    ${readOnly ? nothing : hint(['x'], l10n.t('dismiss mark'))} ${hint(['Esc'], l10n.t('editor'))}
  `
}
