import assert from 'node:assert/strict'
import type { LLMock } from '@copilotkit/aimock'
import * as vscode from 'vscode'
import { RunStatus } from '../../src/host/runs/status'
import { chunk } from '../unit/models/support/read'
import { closeServers, listen, streams } from '../unit/models/support/server'
import { Dialogs } from './support/dialogs'
import { cleanUp, command, configure, edit, ended, extension, openFile, until } from './support/extension'
import { startMock, useServer } from './support/server'

const THOUGHT = 'I first took it for a triangle. Wait, it has five corners.\n\nSo I cut it in two.'
const ANSWER = 'The area is **12**.'

describe('a run', () => {
  let dialogs: Dialogs
  let mock: LLMock

  before(async () => {
    mock = await startMock()
    mock.onMessage('one', { content: ANSWER, reasoning: THOUGHT })
    mock.onMessage('first', { content: 'First.', reasoning: 'Of the first.' }, { chunkSize: 2, latency: 5 })
    mock.onMessage('second', { content: 'Second.', reasoning: 'Of the second.' }, { chunkSize: 2, latency: 5 })
  })
  after(() => mock.stop())
  beforeEach(() => {
    dialogs = new Dialogs()
  })
  afterEach(async () => {
    dialogs.restore()
    await cleanUp()
    closeServers()
  })

  /** A server that takes the request and never answers. */
  async function silent() {
    const server = await listen(() => {})
    await useServer(server.baseUrl)
    return server
  }

  /** A server that answers each request when it is told to. */
  async function hold(): Promise<readonly (() => void)[]> {
    const held: (() => void)[] = []
    const answer = streams(
      chunk({ reasoning_content: 'Of the first.' }),
      chunk({ content: 'First.' }, 'stop'),
      '[DONE]',
    )
    const server = await listen((response) => held.push(() => answer(response)))
    await useServer(server.baseUrl)
    return held
  }

  for (const api of ['chat', 'responses']) {
    it(`asks a model by ${api}`, async () => {
      await useServer(`${mock.url}/v1`, { api })
      await edit('|one|')
      await command('solve')
      const { thought, answer, end, model } = await ended()
      assert.deepEqual([thought, answer, end], [THOUGHT, ANSWER, { type: 'complete' }])
      assert.deepEqual(model, { endpoint: 'Mine', model: 'thinker' })
    })
  }

  it('stops before the first byte, and the connection with it', async () => {
    const server = await silent()
    await edit('|one|')
    await command('solve')
    await until(() => server.open() === 1)
    await command('stop')
    assert.deepEqual((await ended()).end, { type: 'stopped' })
    await until(() => server.open() === 0)
  })

  it('stops while it streams, and keeps what has come', async () => {
    await openFile('search.ts', 'let hi')
    await command('fix')
    const { panel } = await extension()
    await until(() => (panel.subject?.trace.thought.length ?? 0) > 20)
    await command('stop')
    const { end, thought } = await ended()
    assert.deepEqual(end, { type: 'stopped' })
    assert.ok(thought.length > 20)
  })

  it('keeps to itself beside another', async () => {
    await useServer(`${mock.url}/v1`)
    const { panel, runs } = await extension()
    await edit('|first|')
    await command('solve')
    const first = panel.subject
    await edit('|second|')
    await command('solve')
    const second = panel.subject
    assert.notEqual(first, second)
    await until(() => runs.running.length === 0)
    assert.deepEqual([first?.trace.thought, first?.trace.answer], ['Of the first.', 'First.'])
    assert.deepEqual([second?.trace.thought, second?.trace.answer], ['Of the second.', 'Second.'])
  })

  it('is one, however quickly it is asked for twice', async () => {
    const server = await silent()
    await edit('|one|')
    await Promise.all([command('solve'), command('solve')])
    await command('solve')
    const { runs } = await extension()
    assert.equal(runs.running.length, 1)
    await until(() => server.requests.length > 0)
    assert.equal(server.requests.length, 1)
  })

  it('lets the user pick which to stop, where there are several', async () => {
    await silent()
    const { runs } = await extension()
    for (const text of ['|first|', '|second|']) {
      await edit(text)
      await command('solve')
    }
    const [first, second] = runs.running
    assert.ok(first && second)
    const file = first.trace.problem.document.path
    dialogs.answer([`Prove or solve ${file}:1`])
    await command('stop')
    assert.equal(dialogs.shown.at(-1)?.choices.length, 2)
    await until(() => first.trace.end !== undefined)
    assert.deepEqual([first.trace.end, second.trace.end], [{ type: 'stopped' }, undefined])
  })

  describe('whose panel is closed', () => {
    async function closePanel(): Promise<void> {
      const panels = () =>
        vscode.window.tabGroups.all
          .flatMap((group) => group.tabs)
          .filter(({ input }) => input instanceof vscode.TabInputWebview)
      await until(() => panels().length === 1)
      await vscode.window.tabGroups.close(panels())
    }

    it('goes on, and its end is announced once', async () => {
      const held = await hold()
      const { panel, runs } = await extension()
      await edit('|first|')
      await command('solve')
      const id = panel.subject?.trace.id ?? ''
      await until(() => held.length === 1 && panel.isShowing(id))
      await closePanel()
      assert.equal(runs.running.length, 1)
      dialogs.answer('Show')
      held[0]?.()
      await until(() => panel.isShowing(id))
      assert.deepEqual(panel.subject?.trace.end, { type: 'complete' })
      assert.deepEqual(dialogs.messages.length, 1)
      assert.match(dialogs.messages[0] ?? '', /^Prove or solve Untitled-\d+:1: the answer is there\./)
    })

    it('stops, where the setting says so', async () => {
      await configure({ whenPanelCloses: 'stop' })
      await silent()
      const { panel } = await extension()
      await edit('|one|')
      await command('solve')
      await until(() => panel.isShowing(panel.subject?.trace.id ?? ''))
      await closePanel()
      assert.deepEqual((await ended()).end, { type: 'stopped' })
    })
  })

  it('is announced where another has taken its place in the panel', async () => {
    const held = await hold()
    const { runs } = await extension()
    await edit('|first|')
    await command('solve')
    await until(() => held.length === 1)
    await edit('|one|')
    await command('solve')
    held[0]?.()
    await until(() => runs.running.length === 1)
    await until(() => dialogs.messages.length === 1)
    assert.match(dialogs.messages[0] ?? '', /the answer is there/)
  })

  it('may fail where nobody looks: that is said as well', async () => {
    const server = await listen((response) => {
      response.writeHead(404, { 'content-type': 'text/html' })
      response.end('<h1>Nothing here</h1>')
    })
    await useServer(server.baseUrl)
    const { panel } = await extension()
    await edit('|one|')
    await command('solve')
    await vscode.commands.executeCommand('workbench.action.closeAllEditors')
    await until(() => panel.subject?.trace.end !== undefined)
    await until(() => dialogs.messages.length === 1)
    assert.match(dialogs.messages[0] ?? '', /That address is no model API/)
  })
})

describe('the status bar', () => {
  it('shows how many run, for how long, and stops them by a click', async () => {
    const item = vscode.window.createStatusBarItem('test', vscode.StatusBarAlignment.Left)
    const calls: string[] = []
    const spied = new Proxy(item, {
      get: (target, name) => {
        if (name === 'show' || name === 'hide') return () => calls.push(name)
        return Reflect.get(target, name)
      },
      set: (target, name, value) => Reflect.set(target, name, value),
    })
    const original = Object.getOwnPropertyDescriptor(vscode.window, 'createStatusBarItem')
    assert.ok(original)
    Object.defineProperty(vscode.window, 'createStatusBarItem', { ...original, value: () => spied })
    const { runs } = await extension()
    const status = new RunStatus(runs)
    Object.defineProperty(vscode.window, 'createStatusBarItem', original)
    try {
      const server = await listen(() => {})
      await useServer(server.baseUrl)
      await edit('|first|')
      await command('solve')
      assert.match(item.text, /^\$\(loading~spin\) Thinking · < 1 s$/)
      assert.equal(item.command, 'secondThoughts.stop')
      await edit('|second|')
      await command('solve')
      assert.match(item.text, /Thinking: 2 runs · /)
      assert.match(String(item.tooltip), /Mine · thinker[\s\S]*Click to stop/)
      for (const run of runs.running) run.stop()
      await until(() => runs.running.length === 0)
      assert.equal(calls.at(-1), 'hide')
    } finally {
      status.dispose()
      closeServers()
      await cleanUp()
    }
  })
})
