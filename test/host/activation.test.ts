import assert from 'node:assert/strict'
import path from 'node:path'
import * as vscode from 'vscode'
import { contributes, engines } from '../../package.json'

const ID = 'second-thoughts.second-thoughts'

describe('the extension', () => {
  it('is found in a VS Code that package.json admits, and activates', async () => {
    const extension = vscode.extensions.getExtension(ID)
    assert.ok(extension, `${ID} is not installed`)
    const [major, minor] = engines.vscode.replace('^', '').split('.').map(Number)
    const [hostMajor, hostMinor] = vscode.version.split('.').map(Number)
    assert.ok(hostMajor === major && Number(hostMinor) >= Number(minor), vscode.version)
    // That the oldest is the one that is meant.
    assert.equal(vscode.version, process.env['TEST_VSCODE'] ?? vscode.version)
    await extension.activate()
    assert.equal(extension.isActive, true)
  })

  // This file is the first of its suite: nothing has been asked yet.
  it('has loaded no model’s client', () => {
    const loaded = new Set(Object.keys(require.cache).map((file) => path.basename(file)))
    assert.ok(loaded.has('extension.js'))
    assert.ok(!loaded.has('openai.js'))
  })

  it('registers every command that package.json contributes', async () => {
    const registered = new Set(await vscode.commands.getCommands(true))
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    )
  })
})
