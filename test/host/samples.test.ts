import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { Dialogs } from './support/dialogs'
import { cleanUp, command, configure, ended, extension, until } from './support/extension'

describe('Open a Sample', () => {
  let dialogs: Dialogs

  beforeEach(() => {
    dialogs = new Dialogs()
  })
  afterEach(async () => {
    dialogs.restore()
    await cleanUp()
    const { context } = await extension()
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(context.globalStorageUri, 'samples'), { recursive: true })
  })

  const active = () => {
    const editor = vscode.window.activeTextEditor
    assert.ok(editor)
    return editor
  }

  it('lets the user pick one and opens a copy, with the caret in its problem', async () => {
    dialogs.answer('search.ts')
    await command('openSample')
    const { context } = await extension()
    const { document, selection } = active()
    assert.equal(document.uri.path, vscode.Uri.joinPath(context.globalStorageUri, 'samples', 'search.ts').path)
    assert.match(document.lineAt(selection.active).text, /let hi/)
    assert.equal(dialogs.shown[0]?.choices.length, 6)
  })

  it('opens one that the recorded model can be asked about at once', async () => {
    await configure({ demoSpeed: 0 })
    await command('openSample', 'tiling.zh.md')
    await command('solve')
    assert.deepEqual((await ended()).end, { type: 'complete' })
  })

  it('opens one whose fix can be applied, and which has nothing left to mend then', async () => {
    await configure({ demoSpeed: 0 })
    await command('openSample', 'search.ts')
    await command('fix')
    const { id } = await ended()
    await command('apply')
    await until(() => /let hi = a\.length$/m.test(active().document.getText()))
    await command('fix')
    await until(async () => (await ended()).id !== id)
    const { end, answer } = await ended()
    assert.deepEqual(end, { type: 'complete' })
    assert.match(answer, /nothing left to mend/)
  })

  it('opens an edited copy again as it is, or starts again, as the user says', async () => {
    await command('openSample', 'cache.js')
    const fresh = active().document.getText()
    await active().edit((builder) => builder.insert(new vscode.Position(0, 0), '// mine\n'))
    await active().document.save()
    dialogs.answer('Open Mine')
    await command('openSample', 'cache.js')
    assert.equal(active().document.getText(), `// mine\n${fresh}`)
    dialogs.answer('Start Again')
    await command('openSample', 'cache.js')
    assert.equal(dialogs.messages.length, 2)
    const copy = await vscode.workspace.fs.readFile(active().document.uri)
    assert.equal(Buffer.from(copy).toString(), fresh)
  })

  it('leaves an edited copy alone where the user goes away', async () => {
    await command('openSample', 'cache.js')
    const { uri } = active().document
    await vscode.workspace.fs.writeFile(uri, Buffer.from('mine'))
    await command('openSample', 'cache.js')
    assert.equal(Buffer.from(await vscode.workspace.fs.readFile(uri)).toString(), 'mine')
  })
})
