import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { replaceOrphan } from '../../src/host/panel/orphan'
import { cleanUp, command, configure, ended, extension, openFile, until } from './support/extension'

describe('the panel', () => {
  afterEach(cleanUp)

  /** The id of a run of the history, with no panel open. */
  async function keptRun(): Promise<string> {
    await configure({ demoSpeed: 0 })
    await openFile('search.ts', 'let hi')
    await command('fix')
    const { id } = await ended()
    const { panel, store } = await extension()
    await until(async () => (await store.load(id)).ok)
    await cleanUp()
    panel.show(null)
    await cleanUp()
    return id
  }

  it('comes back after a restart with the trace that it showed', async () => {
    const { panel } = await extension()
    const id = await keptRun()
    const restored = vscode.window.createWebviewPanel('secondThoughts.panel', 'Restored', vscode.ViewColumn.One)
    await panel.deserializeWebviewPanel(restored, { traceId: id })
    await until(() => panel.isShowing(id))
    assert.equal(panel.subject?.trace.id, id)
  })

  it('hides the mark that it is at by one command, and another shows it again', async () => {
    const { panel } = await extension()
    await keptRun()
    await openFile('search.ts', 'let hi')
    await command('fix')
    await ended()
    const dismissed = () => panel.subject?.trace.reflections.filter((r) => r.dismissed).length ?? 0
    await command('nextCorrection')
    await command('dismissMark')
    await until(() => dismissed() > 0)
    await command('undoDismiss')
    await until(() => dismissed() === 0)
  })

  describe('that an extension host left standing when it was killed', () => {
    /** Nobody hears it: it is no panel of the extension. */
    const leave = () =>
      vscode.window.createWebviewPanel('secondThoughts.panel', 'Left', { viewColumn: 1, preserveFocus: true }, {})
    const labels = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label))
    const memory = (session: string, traceId: string | null): vscode.Memento => ({
      keys: () => [],
      get: () => ({ session, traceId }),
      update: async () => {},
    })

    it('is replaced by one with the trace that it showed', async () => {
      const { panel } = await extension()
      const id = await keptRun()
      leave()
      await until(() => labels().includes('Left'))
      const replaced = replaceOrphan(panel, memory(vscode.env.sessionId, id))
      await until(() => panel.isShowing(id) && labels().join() === 'Second Thoughts')
      replaced.dispose()
    })

    it('waits while it is hidden', async () => {
      const { panel } = await extension()
      const id = await keptRun()
      leave()
      const over = await vscode.workspace.openTextDocument({ content: 'over it' })
      await vscode.window.showTextDocument(over, 1)
      await until(() => labels().length === 2)
      const replaced = replaceOrphan(panel, memory(vscode.env.sessionId, id))
      assert.equal(panel.open, false)
      await vscode.commands.executeCommand('workbench.action.previousEditorInGroup')
      await until(() => panel.isShowing(id) && !labels().includes('Left'))
      replaced.dispose()
    })

    it('goes where another is opened meanwhile', async () => {
      const { panel } = await extension()
      leave()
      const over = await vscode.workspace.openTextDocument({ content: 'over it' })
      await vscode.window.showTextDocument(over, 1)
      await until(() => labels().length === 2)
      const replaced = replaceOrphan(panel, memory(vscode.env.sessionId, 'gone'))
      panel.show(null)
      await until(() => !labels().includes('Left') && labels().includes('Second Thoughts'))
      replaced.dispose()
    })

    it('is VS Code’s to restore in a new window', async () => {
      const { panel } = await extension()
      leave()
      await until(() => labels().includes('Left'))
      const replaced = replaceOrphan(panel, memory('another', 'gone'))
      assert.equal(panel.open, false)
      assert.deepEqual(labels(), ['Left'])
      replaced.dispose()
    })
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
