import assert from 'node:assert/strict'
import { filePathIn, webAddress } from '../../../src/host/panel/addresses'

describe('a link in the model’s text', () => {
  it('may lead to the web', () => {
    assert.equal(webAddress('https://example.com/a?b#c'), 'https://example.com/a?b#c')
    assert.equal(webAddress('http://example.com'), 'http://example.com/')
  })

  for (const href of [
    'command:workbench.action.quit',
    'vscode://file/etc/passwd',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://example.com',
    'https://user:secret@example.com',
    '//example.com',
    'example.com',
    '',
  ]) {
    it(`is not opened: ${href || 'nothing'}`, () => assert.equal(webAddress(href), null))
  }
})

describe('a path in the model’s text', () => {
  it('may name a file below a folder of the workspace', () => {
    assert.equal(filePathIn('src/a.ts'), 'src/a.ts')
    assert.equal(filePathIn('./src/a.ts'), 'src/a.ts')
    assert.equal(filePathIn('src\\a.ts'), 'src/a.ts')
    assert.equal(filePathIn('.github/workflows/ci.yml'), '.github/workflows/ci.yml')
  })

  for (const path of [
    '/etc/passwd',
    '../a',
    'src/../../a',
    'C:\\a',
    'file:a',
    'a//b',
    'a/./b',
    '~/\0',
    '',
    '.',
    '..',
  ]) {
    it(`leads nowhere else: ${JSON.stringify(path)}`, () => assert.equal(filePathIn(path), null))
  }
})
