import * as vscode from 'vscode'
import { findEdits, resolveEdits, type TextEdit } from '../../problem/edits'
import { suspicionsOf } from '../../problem/suspicious'
import type { Trace } from '../../trace/trace'
import { isWanted } from './consent'
import { editDocument, findDocument, isReadOnly } from './document'
import { once } from './once'
import { explain, type Reason } from './reasons'

/**
 * Applies the fix to the document that was asked about, as one undo step, and leaves it unsaved. What cannot be applied
 * is explained.
 */
export function applyFix(trace: Trace): Promise<void> {
  return once(`apply ${trace.id}`, async () => {
    const refused = await apply(trace)
    if (refused) explain(refused, trace)
  })
}

/** Why the answer may not go into a document at all, or null. */
export function refuseAnswer({ answer, end, notices }: Trace): Reason | null {
  if (!end) return 'running'
  if (end.type !== 'complete') return 'incomplete'
  if (notices.includes('invalid-utf8')) return 'invalid-utf8'
  return answer.trim() === '' ? 'no-answer' : null
}

/** Null where it was applied, or where the user did not want it. */
async function apply(trace: Trace): Promise<Reason | null> {
  const refused = refuseAnswer(trace)
  if (refused) return refused
  const document = await findDocument(trace.problem)
  if (typeof document === 'string') return document
  if (await isReadOnly(document)) return 'read-only'
  const proposed = findEdits(trace.answer)
  const resolution = resolveEdits(document.getText(), proposed)
  if (!resolution.ok) return resolution.reason
  if (!(await isWanted(suspicionsOf(proposed), vscode.l10n.t('Apply Anyway')))) return null
  return await applyTo(document, trace, resolution.edits)
}

/** The document may have changed while the user was asked. */
async function applyTo(
  document: vscode.TextDocument,
  trace: Trace,
  edits: readonly TextEdit[],
): Promise<Reason | null> {
  const now = resolveEdits(document.getText(), findEdits(trace.answer))
  if (!now.ok) return now.reason
  const same = JSON.stringify(now.edits) === JSON.stringify(edits)
  return same && (await editDocument(document, edits)) ? null : 'not-taken'
}
