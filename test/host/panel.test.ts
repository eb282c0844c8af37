import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { cleanUp, command, configure, ended, extension, openFile, until } from './support/extension'

describe('the panel', () => {
  afterEach(cleanUp)

  it('comes back after a restart with the trace that it showed', async () => {
    await configure({ demoSpeed: 0 })
    await openFile('search.ts', 'let hi')
    await command('fix')
    const { id } = await ended()
    const { panel, store } = await extension()
    await until(async () => (await store.load(id)).ok)
    await cleanUp()
    panel.show(null)
    await cleanUp()
    const restored = vscode.window.createWebviewPanel('secondThoughts.panel', 'Restored', vscode.ViewColumn.One)
    await panel.deserializeWebviewPanel(restored, { traceId: id })
    await until(() => panel.isShowing(id))
    assert.equal(panel.subject?.trace.id, id)
  })

  for (const state of [undefined, null, {}, { traceId: 'gone' }, { traceId: '../../etc/passwd' }, 'x']) {
    it(`comes back empty where its state is ${JSON.stringify(state)}`, async () => {
      const { panel } = await extension()
      panel.show(null)
      await cleanUp()
      const restored = vscode.window.createWebviewPanel('secondThoughts.panel', 'Restored', vscode.ViewColumn.One)
      await panel.deserializeWebviewPanel(restored, state)
      assert.equal(panel.subject, null)
    })
  }

  it('shows the trace again when it is hidden and shown while a model thinks', async () => {
    await openFile('search.ts', 'let hi')
    await configure({ demoSpeed: 20 })
    await command('fix')
    const { panel } = await extension()
    const seen: string[] = []
    const listener = panel.onSeen((id) => seen.push(id))
    const id = panel.subject?.trace.id ?? ''
    await until(() => panel.isShowing(id) && seen.includes(id))
    const column = vscode.window.tabGroups.all.find(({ tabs }) => tabs.some(({ label }) => label === 'Second Thoughts'))
    const document = await vscode.workspace.openTextDocument({ content: 'over the panel' })
    await vscode.window.showTextDocument(document, column?.viewColumn)
    await until(() => !panel.isShowing(id))
    await ended()
    seen.length = 0
    await command('showPanel')
    await until(() => panel.isShowing(id) && seen.includes(id))
    listener.dispose()
  })

  it('goes back to the editor that the problem came from', async () => {
    await configure({ demoSpeed: 0 })
    const editor = await openFile('search.ts', 'let hi')
    await command('fix')
    await ended()
    const inFront = () => vscode.window.tabGroups.activeTabGroup.activeTab?.label
    await command('showPanel')
    await until(() => inFront() === 'Second Thoughts')
    await command('backToEditor')
    await until(() => inFront() === 'search.ts')
    assert.equal(vscode.window.activeTextEditor?.document, editor.document)
  })
})
