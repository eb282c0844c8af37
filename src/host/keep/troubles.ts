import path from 'node:path'
import * as vscode from 'vscode'
import type { TraceStore, Trouble } from './store'

/** Tells the user what the store met: each thing once. */
export function tellTroubles(store: TraceStore): vscode.Disposable {
  return store.onTrouble((trouble) => void tell(trouble))
}

async function tell(trouble: Trouble): Promise<void> {
  switch (trouble.type) {
    case 'not-written':
      vscode.window.showWarningMessage(
        vscode.l10n.t(
          'The reasoning cannot be written to the disk ({0}). It goes on, and is lost when the window closes unless there is room by then.',
          trouble.code,
        ),
      )
      return
    case 'newer-version':
      vscode.window.showInformationMessage(newerWords())
      return
    case 'damaged':
      await offer(
        vscode.l10n.t(
          'A saved reasoning is damaged. It was set aside as {0}; nothing was deleted.',
          path.basename(trouble.file),
        ),
        trouble.file,
      )
  }
}

async function offer(message: string, file: string): Promise<void> {
  const open = vscode.l10n.t('Open as Text')
  if ((await vscode.window.showWarningMessage(message, open)) !== open) return
  await vscode.window.showTextDocument(vscode.Uri.file(file))
}

/** Also for a file that is opened by hand. */
export function newerWords(): string {
  return vscode.l10n.t(
    'This reasoning was saved by a newer version of Second Thoughts. Update the extension to read it.',
  )
}
