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
  const uri = await findFile(path, problem)
  if (!uri) {
    // The path is the model's text: a notification would make links of what looks like one.
    vscode.window.showInformationMessage(vscode.l10n.t('That path names no file of this workspace.'))
    return
  }
  const at = new vscode.Position(Math.max(0, (line ?? 1) - 1), 0)
  await vscode.window.showTextDocument(uri, {
    viewColumn: columnOf(uri),
    ...(line !== undefined && { selection: new vscode.Range(at, at) }),
  })
}

async function findFile(path: string, problem: Problem | null): Promise<vscode.Uri | null> {
  const relative = filePathIn(path)
  if (relative === null) return null
  if (problem && problem.document.path === relative) return vscode.Uri.parse(problem.document.uri, true)
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const names = [relative]
    if (relative.startsWith(`${folder.name}/`)) names.push(relative.slice(folder.name.length + 1))
    for (const name of names) {
      const uri = vscode.Uri.joinPath(folder.uri, name)
      if (vscode.workspace.getWorkspaceFolder(uri) && (await isFile(uri))) return uri
    }
  }
  return null
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
