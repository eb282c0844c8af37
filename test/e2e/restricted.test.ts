import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { openFile, readPanel, useSession } from './support/session'

describe('in a folder that is not trusted', () => {
  const session = useSession({ restricted: true })

  it('the recorded model is asked, whatever endpoint the folder’s settings name', async () => {
    const hostile = {
      'secondThoughts.endpoints': [{ name: 'Theirs', baseUrl: 'http://127.0.0.1:9/v1', api: 'chat' }],
      'secondThoughts.endpoint': 'Theirs',
      'secondThoughts.model': 'theirs',
    }
    await mkdir(path.join(session.folder, '.vscode'), { recursive: true })
    await writeFile(path.join(session.folder, '.vscode', 'settings.json'), JSON.stringify(hostile))
    await session.page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor()
    await openFile(session.page, 'search.ts', 6, 3)
    await session.run('Find and Fix')
    const shown = await readPanel(await session.ended())
    assert.ok(shown.facts.includes('Recorded (demo)'), shown.facts.join())
    assert.notEqual(shown.answer, '')
    await session.shoot('restricted')
  })

  it('a fix is previewed and applied to the file that was asked about', async () => {
    const panel = await session.panel()
    await panel.getByRole('button', { name: 'Preview fix' }).click()
    await session.page.locator('.monaco-diff-editor .line-insert').first().waitFor()
    await (await session.panel()).getByRole('button', { name: 'Apply', exact: true }).click()
    await session.page.locator('.tab.dirty', { hasText: 'search.ts' }).first().waitFor()
  })
})
