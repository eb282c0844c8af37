import * as vscode from 'vscode'
import { plainText } from '../../problem/plainText'
import type { Trace } from '../../trace/trace'

/** How long the status bar says that something was copied, ms. */
const SAID_FOR = 3000

/** Copies the answer as it is written, in Markdown. */
export async function copyAnswer(trace: Trace): Promise<void> {
  if (trace.answer.trim() === '') {
    vscode.window.showInformationMessage(vscode.l10n.t('There is no answer.'))
    return
  }
  await copyText(trace.answer.trim())
}

/** Whoever pastes it may do so into a terminal. */
export async function copyText(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(plainText(text))
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied'), SAID_FOR)
}
