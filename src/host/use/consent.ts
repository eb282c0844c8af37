import * as vscode from 'vscode'
import type { Suspicion, SuspicionKind } from '../../problem/suspicious'

/** The most that a question names. */
const NAMED = 12

/**
 * Names what cannot be seen in a text before it goes into the document, and asks.
 * @param anyway The words of the yes.
 */
export async function isWanted(suspicions: readonly Suspicion[], anyway: string): Promise<boolean> {
  if (suspicions.length === 0) return true
  const message = vscode.l10n.t('The new text holds characters that cannot be seen, or that look like others.')
  const more = suspicions.length > NAMED ? [vscode.l10n.t('and {0} more', suspicions.length - NAMED)] : []
  const detail = [...suspicions.slice(0, NAMED).map(suspicionWords), ...more].join('\n')
  return (await vscode.window.showWarningMessage(message, { modal: true, detail }, anyway)) === anyway
}

/** The character stands by its name alone: written itself, it would do in the question what it does in the code. */
function suspicionWords({ kind, code, name, count, line, word }: Suspicion): string {
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
