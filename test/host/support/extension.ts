import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { contributes } from '../../../package.json'
import type { Api } from '../../../src/host/api'
import type { Trace } from '../../../src/trace/trace'

/** The extension as it runs in this window. */
export async function extension(): Promise<Api> {
  const found = vscode.extensions.getExtension<Api | undefined>('second-thoughts.second-thoughts')
  assert.ok(found, 'the extension is not installed')
  const api = await found.activate()
  assert.ok(api, 'this is no test window')
  return api
}

export async function command(name: string, ...args: readonly unknown[]): Promise<void> {
  await vscode.commands.executeCommand(`secondThoughts.${name}`, ...args)
}

/** Sets the extension's settings, as the user would; what is undefined goes back to its default. */
export async function configure(settings: Readonly<Record<string, unknown>>): Promise<void> {
  const section = vscode.workspace.getConfiguration('secondThoughts')
  for (const [name, value] of Object.entries(settings)) {
    await section.update(name, value, vscode.ConfigurationTarget.Global)
  }
}

/** Takes back what a test has set; what it has not is left alone, since each change is a file written and read again. */
async function forgetSettings(): Promise<void> {
  const section = vscode.workspace.getConfiguration('secondThoughts')
  const changed = Object.keys(contributes.configuration.properties)
    .map((name) => name.replace('secondThoughts.', ''))
    .filter((name) => section.inspect(name)?.globalValue !== undefined)
  await configure(Object.fromEntries(changed.map((name) => [name, undefined])))
}

/** Nothing runs, nothing is open, every setting has its default, no key is kept. */
export async function cleanUp(): Promise<void> {
  const { runs, keys } = await extension()
  for (const run of runs.running) run.stop()
  await until(() => runs.running.length === 0)
  await vscode.commands.executeCommand('notifications.clearAll')
  await closeAll()
  await keys.forget(await keys.origins())
  await forgetSettings()
}

/** Without a question about what was typed. */
export async function closeAll(): Promise<void> {
  while (vscode.window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
  }
}

/** An editor with that text; a `|` is the caret, two are the ends of the selection. */
export async function edit(marked: string, language = 'plaintext'): Promise<vscode.TextEditor> {
  const [before = '', inside, after] = marked.split('|')
  const document = await vscode.workspace.openTextDocument({ language, content: marked.replaceAll('|', '') })
  const editor = await vscode.window.showTextDocument(document)
  const start = document.positionAt(before.length)
  const end = after === undefined ? start : document.positionAt(before.length + (inside ?? '').length)
  editor.selection = new vscode.Selection(start, end)
  return editor
}

/** A file of the workspace, with the caret at words of it. */
export async function openFile(name: string, at: string): Promise<vscode.TextEditor> {
  const [folder] = vscode.workspace.workspaceFolders ?? []
  assert.ok(folder, 'no folder is open')
  const editor = await vscode.window.showTextDocument(vscode.Uri.joinPath(folder.uri, name))
  const offset = editor.document.getText().indexOf(at)
  assert.ok(offset >= 0, `${name} does not hold ${at}`)
  const position = editor.document.positionAt(offset)
  editor.selection = new vscode.Selection(position, position)
  return editor
}

/** The trace in the panel, once it has ended. */
export async function ended(): Promise<Trace> {
  const { panel } = await extension()
  await until(() => panel.subject?.trace.end !== undefined)
  assert.ok(panel.subject)
  return panel.subject.trace
}

/** Waits for something that will be so; fails before mocha would. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 50_000
  while (Date.now() < deadline) {
    if (await isSo()) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  assert.fail(`it never came to be so: ${isSo}`)
}
