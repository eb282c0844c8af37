import * as vscode from 'vscode'
import type { Problem } from '../../trace/trace'
import { filePathIn, webAddress } from './addresses'

/** Opens a link of the model's text in the browser, after VS Code's own question; only http and https. */
export async function openLink(href: string): Promise<void> {
  const address = webAddress(href)
  if (address !== null) await vscode.env.openExternal(vscode.Uri.parse(address, true))
}

/**
 * Opens a file that the model's text names, where it is one of the workspace, or the document that was asked about.
 * @param line one-based.
 */
export async function openFile(path: string, line: number | undefined, problem: Problem | null): Promise<void> {
  const document = await findDocument(path, problem)
  if (!document) {
    // The path is the model's text: a notification would make links of what looks like one.
    vscode.window.showInformationMessage(vscode.l10n.t('That path names no text file of this workspace.'))
    return
  }
  const at = new vscode.Position(Math.max(0, (line ?? 1) - 1), 0)
  await vscode.window.showTextDocument(document, {
    viewColumn: columnOf(document.uri),
    ...(line !== undefined && { selection: new vscode.Range(at, at) }),
  })
}

async function findDocument(path: string, problem: Problem | null): Promise<vscode.TextDocument | null> {
  const relative = filePathIn(path)
  if (relative === null) return null
  for (const uri of candidates(relative)) {
    const document = (await isFile(uri)) ? await open(uri) : null
    if (document) return document
  }
  return problem?.document.path === relative ? await open(vscode.Uri.parse(problem.document.uri, true)) : null
}

/** Below each folder; where there are several, a path may begin with the folder's name. */
function candidates(relative: string): readonly vscode.Uri[] {
  return (vscode.workspace.workspaceFolders ?? []).flatMap(({ name, uri }) => {
    const paths = relative.startsWith(`${name}/`) ? [relative, relative.slice(name.length + 1)] : [relative]
    return paths
      .map((path) => vscode.Uri.joinPath(uri, path))
      .filter((found) => vscode.workspace.getWorkspaceFolder(found))
  })
}

/** Null where it is gone, or no text. */
async function open(uri: vscode.Uri): Promise<vscode.TextDocument | null> {
  try {
    return await vscode.workspace.openTextDocument(uri)
  } catch {
    return null
  }
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.File) !== 0
  } catch {
    return false
  }
}

/** Where the document is open already, else the first column: not over the panel. */
export function columnOf(uri: vscode.Uri): vscode.ViewColumn {
  const text = uri.toString()
  const shown = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === text)
  if (shown?.viewColumn) return shown.viewColumn
  const group = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === text),
  )
  return group?.viewColumn ?? vscode.ViewColumn.One
}
