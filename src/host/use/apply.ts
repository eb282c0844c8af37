import * as vscode from 'vscode'
import { findEdits, resolveEdits, type TextEdit } from '../../problem/edits'
import { type Suspicion, type SuspicionKind, suspicionsOf } from '../../problem/suspicious'
import type { Trace } from '../../trace/trace'
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
  if (!(await isWanted(suspicionsOf(proposed)))) return null
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

/** The most that a question names. */
const NAMED = 12

async function isWanted(suspicions: readonly Suspicion[]): Promise<boolean> {
  if (suspicions.length === 0) return true
  const anyway = vscode.l10n.t('Apply Anyway')
  const message = vscode.l10n.t('The fix holds characters that cannot be seen, or that look like others.')
  const more = suspicions.length > NAMED ? [vscode.l10n.t('and {0} more', suspicions.length - NAMED)] : []
  const detail = [...suspicions.slice(0, NAMED).map(suspicionWords), ...more].join('\n')
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, anyway)) === anyway
}

/** The character stands by its name alone: written itself, it would do in the question what it does in the code. */
export function suspicionWords({ kind, code, name, count, line, word }: Suspicion): string {
  const character = name === code ? code : `${name} (${code})`
  if (word !== undefined) {
    const shown = word.length > 40 ? `${word.slice(0, 40)}…` : word
    return vscode.l10n.t('Line {0}: {1} in “{2}” only looks like a Latin letter', line, character, shown)
  }
  return vscode.l10n.t('Line {0}: {1}, {2}, {3}×', line, character, kindWords(kind), count)
}

function kindWords(kind: SuspicionKind): string {
  switch (kind) {
    case 'bidi':
      return vscode.l10n.t('changes the order of what is shown')
    case 'tag':
    case 'invisible':
      return vscode.l10n.t('invisible')
    case 'control':
      return vscode.l10n.t('a control character')
    case 'lookalike':
      return vscode.l10n.t('looks like another')
  }
}
