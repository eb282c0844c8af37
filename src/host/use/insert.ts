import * as vscode from 'vscode'
import { insertionBelow } from '../../problem/insert'
import { isProse } from '../../problem/prompt'
import { suspicionsOf } from '../../problem/suspicious'
import type { Trace } from '../../trace/trace'
import { refuseAnswer } from './apply'
import { isWanted } from './consent'
import { editDocument, findDocument, isReadOnly } from './document'
import { once } from './once'
import { explain, type Reason } from './reasons'

/** Inserts the answer as Markdown below what was asked about, as one undo step; unsaved. */
export function insertBelow(trace: Trace): Promise<void> {
  return once(`insert ${trace.id}`, async () => {
    const refused = await insert(trace)
    if (refused) explain(refused, trace)
  })
}

async function insert(trace: Trace): Promise<Reason | null> {
  const refused = refuseAnswer(trace)
  if (refused) return refused
  const document = await findDocument(trace.problem)
  if (typeof document === 'string') return document
  if (!isProse(document.languageId)) return 'not-prose'
  if (await isReadOnly(document)) return 'read-only'
  const place = () => insertionBelow(document.getText(), trace.problem, trace.answer)
  const first = place()
  if (!first.ok) return first.reason
  const suspicions = suspicionsOf([{ search: trace.problem.text, replace: first.text }])
  if (!(await isWanted(suspicions, vscode.l10n.t('Insert Anyway')))) return null
  // The document may have changed while the user was asked.
  const now = place()
  if (!now.ok) return now.reason
  const { at, text } = now
  return (await editDocument(document, [{ start: at, end: at, newText: text }])) ? null : 'not-taken'
}
