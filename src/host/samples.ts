import * as vscode from 'vscode'
import type { Recording } from '../models/recorded/recording'
import { recordings } from '../models/recorded/recordings'

/** Copies a sample to where it may be edited, opens the copy and puts the caret into its problem. */
export async function openSample(context: vscode.ExtensionContext, name: unknown): Promise<void> {
  const sample = await pickSample(name)
  if (!sample) return
  const folder = vscode.Uri.joinPath(context.globalStorageUri, 'samples')
  const original = vscode.Uri.joinPath(context.extensionUri, 'samples', sample.sample)
  const copy = vscode.Uri.joinPath(folder, sample.sample)
  await vscode.workspace.fs.createDirectory(folder)
  if (!(await refresh(original, copy))) return
  const document = await vscode.workspace.openTextDocument(copy)
  // It stays where the walkthrough, which is a preview, is opened again for its next step.
  const editor = await vscode.window.showTextDocument(document, { preview: false })
  const at = document.positionAt(Math.max(0, document.getText().indexOf(sample.anchor)))
  editor.selection = new vscode.Selection(at, at)
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport)
}

async function pickSample(name: unknown): Promise<Recording | undefined> {
  // The first of each sample: its anchor stands in the file as it ships.
  const samples = recordings().filter(({ sample }, i, all) => all.findIndex((one) => one.sample === sample) === i)
  const named = samples.find(({ sample }) => sample === name)
  if (named) return named
  const items = samples.map((recording) => ({ label: recording.sample, recording }))
  const title = vscode.l10n.t('Open a sample')
  return (await vscode.window.showQuickPick(items, { title }))?.recording
}

/** False where the user wants neither copy. */
async function refresh(original: vscode.Uri, copy: vscode.Uri): Promise<boolean> {
  const [fresh, edited] = await Promise.all([vscode.workspace.fs.readFile(original), readIfThere(copy)])
  if (edited && Buffer.compare(fresh, edited) !== 0) {
    const keep = vscode.l10n.t('Open Mine')
    const restart = vscode.l10n.t('Start Again')
    const message = vscode.l10n.t('You have edited this sample.')
    const answer = await vscode.window.showInformationMessage(message, { modal: true }, keep, restart)
    if (answer !== restart) return answer === keep
  }
  await vscode.workspace.fs.writeFile(copy, fresh)
  return true
}

async function readIfThere(uri: vscode.Uri): Promise<Uint8Array | null> {
  try {
    return await vscode.workspace.fs.readFile(uri)
  } catch {
    return null
  }
}
