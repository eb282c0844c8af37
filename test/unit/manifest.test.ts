import assert from 'node:assert/strict'
import { capabilities, contributes, extensionKind } from '../../package.json'
import english from '../../package.nls.json'
import chinese from '../../package.nls.zh-cn.json'

describe('the manifest', () => {
  it('leaves to no folder that is not trusted where text is sent, and says what is off and why', () => {
    const { supported, restrictedConfigurations, description } = capabilities.untrustedWorkspaces
    const ofMachine = Object.entries(contributes.configuration.properties)
      .filter(([, setting]) => 'scope' in setting && setting.scope === 'machine')
      .map(([name]) => name)
    assert.deepEqual([supported, restrictedConfigurations.toSorted()], ['limited', ofMachine.toSorted()])
    assert.equal(description, '%trust%')
    assert.match(english.trust, /^Off until you trust the folder: .+, since they would decide where your text/)
    assert.notEqual(chinese.trust, '')
  })

  it('lets the extension run where the files are, and says what localhost is there', () => {
    assert.deepEqual(extensionKind, ['workspace'])
    assert.equal(capabilities.virtualWorkspaces, true)
    assert.match(english['setting.endpoints'], /on the remote machine, and `localhost` means that one/)
  })
})
