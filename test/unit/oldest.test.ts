import assert from 'node:assert/strict'
import { devDependencies, engines } from '../../package.json'
import { VERSIONS, vscodeVersion } from '../../scripts/vscode-server.mjs'

describe('the oldest VS Code that the host suite runs in', () => {
  it('is the oldest that package.json admits, and the one whose types the code is checked against', () => {
    const oldest = vscodeVersion(VERSIONS.oldest)
    assert.deepEqual([engines.vscode, devDependencies['@types/vscode']], [`^${oldest}`, oldest])
  })
})
