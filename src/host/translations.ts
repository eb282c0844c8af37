import * as l10n from '@vscode/l10n'
import * as vscode from 'vscode'

/** The words that the page and the host share come from the same bundle as the host's own; without one they are English. */
export function shareTranslations(): void {
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle })
}
