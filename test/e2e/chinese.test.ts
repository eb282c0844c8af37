import assert from 'node:assert/strict'
import { eventually, openFile, readPanel, useSession } from './support/session'

describe('in Chinese', () => {
  const session = useSession({ language: 'zh-cn' })

  it('the commands, the panel and the reasoning about a Chinese problem are Chinese', async () => {
    await openFile(session.page, 'tiling.zh.md', 5, 1)
    await session.page.keyboard.press('F1')
    await session.page.keyboard.type('Prove or Solve')
    await session.page.locator('.quick-input-widget .monaco-list-row', { hasText: '证明或求解' }).first().click()
    const panel = await session.ended()
    const han = /\p{Script=Han}/u
    let shown = await readPanel(panel)
    let words: readonly string[] = []
    // The page is drawn frame by frame.
    await eventually('all that is shown has words', async () => {
      shown = await readPanel(panel)
      words = [shown.asked, ...shown.steps, ...shown.uses]
      return words.every((each) => each !== '')
    })
    assert.deepEqual(
      words.filter((each) => !han.test(each)),
      [],
    )
    assert.ok(shown.steps.length > 1)
    assert.ok(shown.uses.length > 1)
    assert.ok(shown.corrections.length > 0)
    await session.shoot('chinese')
  })
})
