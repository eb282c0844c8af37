import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { chunk } from '../unit/models/support/read'
import { closeServers, listen, streams } from '../unit/models/support/server'
import { Dialogs } from './support/dialogs'
import { cleanUp, command, ended, extension, until } from './support/extension'
import { useServer } from './support/server'
import { fix } from './support/traces'

const CODE = 'function f() {\n  return 1\n}\n'

/** Files that are on no disk, as those of a repository that is opened without a clone. */
class Files implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event
  text = CODE

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined)
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    if (path !== '/a.txt') throw vscode.FileSystemError.FileNotFound()
    return { type: vscode.FileType.File, ctime: 0, mtime: Date.now(), size: this.text.length }
  }

  readFile(): Uint8Array {
    return new TextEncoder().encode(this.text)
  }

  writeFile(_uri: vscode.Uri, content: Uint8Array): void {
    this.text = new TextDecoder().decode(content)
  }

  readDirectory(): [string, vscode.FileType][] {
    return [['a.txt', vscode.FileType.File]]
  }

  createDirectory(): void {}

  delete(): void {}

  rename(): void {}
}

describe('a document that is on no disk', () => {
  let dialogs: Dialogs
  const registered: vscode.Disposable[] = []

  beforeEach(() => {
    dialogs = new Dialogs()
  })
  afterEach(async () => {
    dialogs.restore()
    await cleanUp()
    closeServers()
    for (const disposable of registered.splice(0)) disposable.dispose()
  })

  /** Asks about a file below `scheme`, and applies what is answered. */
  async function fixed(scheme: string, isReadonly: boolean): Promise<{ files: Files; document: vscode.TextDocument }> {
    const files = new Files()
    registered.push(vscode.workspace.registerFileSystemProvider(scheme, files, { isReadonly }))
    const server = await listen(streams(chunk({ content: fix('  return 1', '  return 2') }, 'stop'), '[DONE]'))
    await useServer(server.baseUrl)
    const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme, path: '/a.txt' }))
    await vscode.window.showTextDocument(document)
    await vscode.commands.executeCommand('editor.action.selectAll')
    await command('fix')
    const { problem } = await ended()
    assert.deepEqual([problem.text, problem.document.path], [CODE, 'a.txt'])
    await command('apply')
    return { files, document }
  }

  it('is asked about and changed as any other', async () => {
    const { files, document } = await fixed('second-thoughts-writable', false)
    assert.equal(document.getText(), CODE.replace('1', '2'))
    assert.equal(files.text, CODE)
    await document.save()
    assert.equal(files.text, CODE.replace('1', '2'))
    assert.deepEqual(dialogs.messages, [])
  })

  it('is left alone where its file system is read-only, with the reason and a copy', async () => {
    const { document } = await fixed('second-thoughts-readonly', true)
    assert.equal(document.getText(), CODE)
    await until(() => dialogs.messages.length > 0)
    assert.deepEqual(dialogs.messages, ['The document is read-only.'])
    assert.deepEqual(dialogs.shown.at(-1)?.choices, ['Copy Answer'])
  })

  it('leaves its reasoning in the history like any other', async () => {
    await fixed('second-thoughts-kept', false)
    const { id } = await ended()
    const { store } = await extension()
    await until(async () => (await store.list()).some((kept) => kept.id === id && kept.end !== undefined))
  })
})
