import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import * as vscode from 'vscode'
import { chunk } from '../unit/models/support/read'
import { closeServers, listen, SSE, sse, streams } from '../unit/models/support/server'
import { Dialogs } from './support/dialogs'
import { cleanUp, command, configure, edit, extension, until } from './support/extension'
import { heapInUse, Listeners } from './support/left'
import { useServer } from './support/server'

/** Of one thought, UTF-16 units: what is left of a hundred such would be 10 MB at least. */
const LENGTH = 100_000
const MOST_LEFT = 4_000_000

describe('many runs', () => {
  let dialogs: Dialogs

  beforeEach(() => {
    dialogs = new Dialogs()
  })
  afterEach(async () => {
    dialogs.restore()
    await cleanUp()
    closeServers()
  })

  it('of three editors at once do not mix', async () => {
    const open: ServerResponse[] = []
    const server = await listen((response) => {
      response.writeHead(200, SSE)
      open.push(response)
    })
    await useServer(server.baseUrl)
    const { panel, runs, store } = await extension()
    for (const [index, word] of ['alpha', 'beta', 'gamma'].entries()) {
      await edit(`|${word}|`)
      await command('solve')
      await until(() => open.length === index + 1)
    }
    assert.equal(runs.running.length, 3)
    const all = runs.running
    const wordOf = (index: number) => all[index]?.trace.problem.text ?? ''
    // The server tells them apart by what it was asked.
    for (const [index, { body }] of server.requests.entries()) assert.ok(body.includes(wordOf(index)))
    for (let turn = 0; turn < 50; turn++) {
      for (const [index, response] of open.entries())
        response.write(sse(chunk({ reasoning_content: `${wordOf(index)} ` })))
    }
    for (const [index, response] of open.entries())
      response.end(sse(chunk({ content: wordOf(index) }, 'stop'), '[DONE]'))
    await until(() => runs.running.length === 0)
    for (const [index, { trace }] of all.entries()) {
      const word = wordOf(index)
      assert.deepEqual([trace.thought, trace.answer], [`${word} `.repeat(50), word])
      await until(async () => (await store.list()).some(({ id, end }) => id === trace.id && end?.type === 'complete'))
      const kept = await store.load(trace.id)
      assert.deepEqual(kept.ok && kept.trace, trace)
    }
    assert.equal(panel.subject, all[2])
    // The two that nobody saw end.
    assert.equal(dialogs.messages.length, 2)
  })

  it('a hundred one after another leave no memory, socket, listener or disposable behind', async function () {
    this.timeout(180_000)
    let asked = 0
    const server = await listen((response) => {
      const thought = `${asked++} `.repeat(LENGTH).slice(0, LENGTH)
      streams(chunk({ reasoning_content: thought }), chunk({ content: 'Done.' }, 'stop'), '[DONE]')(response)
    })
    await useServer(server.baseUrl)
    await configure({ historyLimit: 10 })
    const { context, panel, runs, store } = await extension()
    const editor = await edit('|one|')
    const listeners = new Listeners(vscode.workspace, vscode.window, vscode.languages, runs, panel, store)
    const subjects: WeakRef<object>[] = []
    let seen = ''
    const listener = panel.onSeen((id) => {
      seen = id
    })

    /** As a user would: asks, looks at the answer, and every fifth time closes the panel. */
    const ask = async (count: number) => {
      for (let n = 1; n <= count; n++) {
        await command('solve')
        const { subject } = panel
        assert.ok(subject)
        subjects.push(new WeakRef(subject))
        await until(() => seen === subject.trace.id)
        assert.equal(subject.trace.thought.length, LENGTH)
        if (n % 5 === 0) await vscode.window.tabGroups.close(panelTabs())
      }
      await until(() => runs.running.length === 0 && server.open() === 0)
      panel.show(null)
      return {
        heap: await heapInUse(),
        live: listeners.live,
        own: context.subscriptions.length,
      }
    }
    try {
      await ask(10)
      const before = await ask(10)
      const after = await ask(100)
      assert.equal(server.requests.length, 120)
      assert.deepEqual([after.live, after.own], [before.live, before.own])
      assert.ok(after.heap - before.heap < MOST_LEFT, `${after.heap - before.heap} bytes`)
      const alive = subjects.filter((subject) => subject.deref() !== undefined)
      assert.ok(alive.length <= 3, `${alive.length} runs are still held`)
      await until(async () => (await server.connections()) === 0)
    } finally {
      listener.dispose()
      listeners.restore()
      await vscode.window.showTextDocument(editor.document)
    }
  })
})

function panelTabs(): readonly vscode.Tab[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs)
  return tabs.filter(({ input }) => input instanceof vscode.TabInputWebview)
}
