import * as vscode from 'vscode'
import type { Suspicion } from '../../problem/suspicious'
import { suspicionLines } from '../../words/suspicions'

/**
 * Names what cannot be seen in a text before it goes into the document, and asks.
 * @param anyway The words of the yes.
 */
export async function isWanted(suspicions: readonly Suspicion[], anyway: string): Promise<boolean> {
  if (suspicions.length === 0) return true
  const message = vscode.l10n.t('The new text holds characters that cannot be seen, or that look like others.')
  const detail = suspicionLines(suspicions).join('\n')
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, anyway)) === anyway
}
