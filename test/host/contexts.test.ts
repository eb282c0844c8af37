import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { Contexts } from '../../src/host/contexts'
import { closeServers, listen } from '../unit/models/support/server'
import { cleanUp, command, configure, edit, ended, extension, openFile } from './support/extension'
import { useServer } from './support/server'

/** The extension's context keys, as they are set from here on. */
async function watched(work: (keys: ReadonlyMap<string, unknown>) => Promise<void>): Promise<void> {
  const keys = new Map<string, unknown>()
  const original = Object.getOwnPropertyDescriptor(vscode.commands, 'executeCommand')
  assert.ok(original)
  const { executeCommand } = vscode.commands
  Object.defineProperty(vscode.commands, 'executeCommand', {
    ...original,
    value: (name: string, ...args: readonly unknown[]) => {
      if (name === 'setContext') keys.set(String(args[0]), args[1])
      return executeCommand(name, ...args)
    },
  })
  const { runs, panel } = await extension()
  const contexts = new Contexts(runs, panel)
  try {
    await work(keys)
  } finally {
    contexts.dispose()
    Object.defineProperty(vscode.commands, 'executeCommand', original)
  }
}

describe('the context keys', () => {
  afterEach(async () => {
    await cleanUp()
    closeServers()
  })

  it('say that something runs, and that it has ended', async () => {
    const server = await listen(() => {})
    await useServer(server.baseUrl)
    await watched(async (keys) => {
      await edit('|one|')
      await command('solve')
      assert.equal(keys.get('secondThoughts.running'), true)
      assert.equal(keys.get('secondThoughts.hasTrace'), true)
      assert.equal(keys.get('secondThoughts.hasFix'), false)
      await command('stop')
      await ended()
      await new Promise((resolve) => setTimeout(resolve, 50))
      assert.equal(keys.get('secondThoughts.running'), false)
    })
  })

  it('say that the answer holds a fix, and that another trace holds none', async () => {
    await configure({ demoSpeed: 0 })
    await watched(async (keys) => {
      await openFile('search.ts', 'let hi')
      await command('fix')
      await ended()
      await new Promise((resolve) => setTimeout(resolve, 50))
      assert.equal(keys.get('secondThoughts.hasFix'), true)
      const { panel } = await extension()
      panel.show(null)
      assert.equal(keys.get('secondThoughts.hasFix'), false)
      assert.equal(keys.get('secondThoughts.hasTrace'), false)
    })
  })
})
