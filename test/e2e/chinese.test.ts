import assert from 'node:assert/strict'
import { openFile, readPanel, useSession } from './support/session'

describe('in Chinese', () => {
  const session = useSession({ language: 'zh-cn' })

  it('the commands, the panel and the reasoning about a Chinese problem are Chinese', async () => {
    await openFile(session.page, 'tiling.zh.md', 5, 1)
    await session.page.keyboard.press('F1')
    await session.page.keyboard.type('Prove or Solve')
    await session.page.locator('.quick-input-widget .monaco-list-row', { hasText: '证明或求解' }).first().click()
    const shown = await readPanel(await session.ended())
    const han = /\p{Script=Han}/u
    assert.match(shown.asked, han)
    for (const step of shown.steps) assert.match(step, han)
    assert.ok(shown.corrections.length > 0)
    for (const use of shown.uses) assert.match(use, han)
    await session.shoot('chinese')
  })
})
