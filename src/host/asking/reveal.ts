import * as vscode from 'vscode'
import type { Problem } from '../../trace/trace'
import { columnOf } from '../panel/links'

/** Shows the problem where it stands now, and selects it. */
export async function revealProblem(problem: Problem): Promise<void> {
  const document = await open(problem)
  if (!document) return
  const editor = await vscode.window.showTextDocument(document, columnOf(document.uri))
  const range = placeNow(document, problem)
  editor.selection = new vscode.Selection(range.start, range.end)
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport)
}

/** Gives the focus to the editor that the problem came from, as the user left it; to any other where it is closed. */
export async function backToEditor(problem: Problem | null): Promise<void> {
  const uri = problem?.document.uri
  const visible = vscode.window.visibleTextEditors
  const editor = visible.find(({ document }) => document.uri.toString() === uri) ?? visible[0]
  if (editor) await vscode.window.showTextDocument(editor.document, editor.viewColumn)
  else await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup')
}

async function open({ document }: Problem): Promise<vscode.TextDocument | null> {
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.parse(document.uri, true))
  } catch {
    vscode.window.showWarningMessage(vscode.l10n.t('The document is no longer there.'))
    return null
  }
}

/** The text that was asked about, where it stands as it was or exactly once elsewhere; else the lines that it stood in. */
function placeNow(document: vscode.TextDocument, { span, text, lines }: Problem): vscode.Range {
  const whole = document.getText()
  const found = whole.startsWith(text, span.start) ? span.start : whole.indexOf(text)
  const isOne = found === span.start || (found >= 0 && whole.indexOf(text, found + 1) < 0)
  if (isOne) return new vscode.Range(document.positionAt(found), document.positionAt(found + text.length))
  const line = document.validatePosition(new vscode.Position(lines.first, 0))
  return new vscode.Range(line, line)
}
