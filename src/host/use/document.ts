import { stat } from 'node:fs/promises'
import * as vscode from 'vscode'
import type { Problem } from '../../trace/trace'
import { columnOf } from '../panel/links'

const CELL_SCHEME = 'vscode-notebook-cell'

/** The document that the problem came from, and no other. */
export async function findDocument({ document }: Problem): Promise<vscode.TextDocument | 'missing' | 'closed'> {
  const open = vscode.workspace.textDocuments.find(({ uri, isClosed }) => !isClosed && uri.toString() === document.uri)
  try {
    const uri = vscode.Uri.parse(document.uri, true)
    if (uri.scheme === 'untitled' || uri.scheme === CELL_SCHEME) return open ?? 'closed'
    // VS Code keeps a document for a while that is closed, or whose file has another name now.
    if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== undefined) await vscode.workspace.fs.stat(uri)
    return open ?? (await vscode.workspace.openTextDocument(uri))
  } catch {
    return 'missing'
  }
}

/** Whether the document could not be saved where it is; an untitled one has no place yet. */
export async function isReadOnly(document: vscode.TextDocument): Promise<boolean> {
  const uri = notebookOf(document)?.uri ?? document.uri
  if (uri.scheme === 'untitled') return false
  if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== true) return true
  const { permissions = 0 } = await vscode.workspace.fs.stat(uri)
  if (permissions & vscode.FilePermission.Readonly) return true
  // VS Code's own answer leaves out the permission of files on the disk that its editor shows as a lock.
  return uri.scheme === 'file' && ((await stat(uri.fsPath)).mode & 0o200) === 0
}

function notebookOf(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  if (document.uri.scheme !== CELL_SCHEME) return undefined
  return vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some((cell) => cell.document === document),
  )
}

export interface OffsetEdit {
  readonly start: number
  readonly end: number
  readonly newText: string
}

/** One undo step. False where the editor did not take it. Then shows the first place that changed, beside the panel. */
export async function editDocument(document: vscode.TextDocument, edits: readonly OffsetEdit[]): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit()
  const range = ({ start, end }: OffsetEdit) => new vscode.Range(document.positionAt(start), document.positionAt(end))
  edit.set(
    document.uri,
    edits.map((one) => vscode.TextEdit.replace(range(one), one.newText)),
  )
  if (!(await vscode.workspace.applyEdit(edit))) return false
  const [first] = edits
  if (first && document.uri.scheme !== CELL_SCHEME) await reveal(document, first.start)
  return true
}

async function reveal(document: vscode.TextDocument, offset: number): Promise<void> {
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: columnOf(document.uri),
    preserveFocus: true,
    preview: false,
  })
  const at = document.positionAt(offset)
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport)
}
