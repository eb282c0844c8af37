import * as vscode from 'vscode'
import type { Refusal } from '../../problem/edits'
import type { Trace } from '../../trace/trace'
import { copyAnswer } from './copy'

/** Why an answer was not put into the document. */
export type Reason =
  | Refusal
  | 'running'
  /** The run ended otherwise than complete. */
  | 'incomplete'
  | 'invalid-utf8'
  | 'no-answer'
  /** The trace comes from a file that anybody may have written. */
  | 'from-file'
  /** The document was deleted, moved or renamed. */
  | 'missing'
  /** An untitled document or a notebook's cell, which has no address of its own once it is closed. */
  | 'closed'
  | 'read-only'
  | 'not-prose'
  | 'text-gone'
  | 'text-repeated'
  | 'already-inserted'
  /** The editor did not take the edit: the document changed in that moment. */
  | 'not-taken'

/** Says why, and offers to copy the answer instead. Does not wait for the user's reply. */
export function explain(reason: Reason, trace: Trace): void {
  const copy = vscode.l10n.t('Copy Answer')
  const choices = trace.answer.trim() === '' ? [] : [copy]
  void vscode.window.showWarningMessage(reasonWords(reason), ...choices).then((choice) => {
    if (choice === copy) return copyAnswer(trace)
    return undefined
  })
}

export function reasonWords(reason: Reason): string {
  switch (reason) {
    case 'running':
      return vscode.l10n.t('It is still thinking. The answer can be used when it is complete.')
    case 'incomplete':
      return vscode.l10n.t('The answer is not complete, so nothing of it is put into your text.')
    case 'invalid-utf8':
      return vscode.l10n.t('Some characters of the answer arrived damaged, so nothing of it is put into your text.')
    case 'no-answer':
      return vscode.l10n.t('There is no answer.')
    case 'from-file':
      return vscode.l10n.t('This reasoning was opened from a file: it can be read and copied, and changes nothing.')
    case 'not-prose':
      return vscode.l10n.t('Answers are inserted into texts, not into code.')
    case 'missing':
    case 'closed':
    case 'read-only':
    case 'not-taken':
      return documentWords(reason)
    default:
      return placeWords(reason)
  }
}

function documentWords(reason: 'missing' | 'closed' | 'read-only' | 'not-taken'): string {
  switch (reason) {
    case 'missing':
      return vscode.l10n.t('The document that was asked about is not there any more, or has another name.')
    case 'closed':
      return vscode.l10n.t('The document that was asked about was closed.')
    case 'read-only':
      return vscode.l10n.t('The document is read-only.')
    case 'not-taken':
      return vscode.l10n.t('The document changed in that moment, so nothing was done. Try again.')
  }
}

function placeWords(reason: Refusal | 'text-gone' | 'text-repeated' | 'already-inserted'): string {
  switch (reason) {
    case 'no-edits':
      return vscode.l10n.t('The answer proposes no change.')
    case 'unfinished':
      return vscode.l10n.t('The proposed change breaks off in the middle, so it is not applied.')
    case 'not-found':
      return vscode.l10n.t('The text that the fix replaces is not in the document any more.')
    case 'already-applied':
      return vscode.l10n.t('The fix is in the document already.')
    case 'ambiguous':
      return vscode.l10n.t('The text that the fix replaces stands more than once in the document.')
    case 'overlapping':
      return vscode.l10n.t('Two of the proposed changes claim the same text.')
    case 'unchanged':
      return vscode.l10n.t('The proposed change changes nothing.')
    case 'text-gone':
      return vscode.l10n.t('The text that was asked about is not in the document any more.')
    case 'text-repeated':
      return vscode.l10n.t('The text that was asked about stands more than once in the document.')
    case 'already-inserted':
      return vscode.l10n.t('The answer stands there already.')
  }
}
