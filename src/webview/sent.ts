import * as l10n from '@vscode/l10n'
import { html, type nothing, type TemplateResult } from 'lit/html.js'
import { suspicionsOfProblem } from '../problem/suspicious'
import type { Trace } from '../trace/trace'
import { suspicionNote } from './note'

/** Exactly what went to the model, word for word. */
export function sent({ prompt }: Trace, locale: string): TemplateResult {
  const length = (prompt.instructions.length + prompt.input.length).toLocaleString(locale)
  return html`
    <summary>${l10n.t('What was sent')} · <span class="muted">${l10n.t('{0} characters', length)}</span></summary>
    <h2>${l10n.t('Instructions')}</h2>
    <pre tabindex="0" aria-label=${l10n.t('Instructions')}>${prompt.instructions}</pre>
    <h2>${l10n.t('Input')}</h2>
    <pre tabindex="0" aria-label=${l10n.t('Input')}>${prompt.input}</pre>
  `
}

/** What the reader of the code does not see and the model does: instructions can be hidden in it. */
export function sentNote({ problem }: Trace): TemplateResult | typeof nothing {
  const what = l10n.t('The text that was sent holds characters that cannot be seen, or that look like others.')
  return suspicionNote(what, suspicionsOfProblem(problem))
}
