import assert from 'node:assert/strict'
import type { Frame } from 'playwright-core'
import { eventually, openFile, useSession } from './support/session'

/** What has the focus in the panel: the id of the step, card or answer that holds it. */
const focused = (panel: Frame) =>
  panel.evaluate(() => document.activeElement?.closest('section, .card, .trials')?.id ?? '')

describe('with the keyboard alone', () => {
  const session = useSession()

  async function press(key: string, what: string, holds: (panel: Frame) => Promise<boolean>): Promise<void> {
    const panel = await session.panel()
    await session.page.keyboard.press(key)
    await eventually(what, () => holds(panel))
  }

  before('ask and go into the panel', async function () {
    this.timeout(300_000)
    await openFile(session.page, 'search.ts', 6, 3)
    // The workbench stands before it knows the keys that extensions bring.
    await eventually('the key opens the intents', async () => {
      await session.page.keyboard.press('Control+Alt+Shift+r')
      return await session.page.locator('.quick-input-widget', { hasText: 'Find and fix' }).isVisible()
    })
    await session.page.keyboard.type('Find and fix')
    await session.page.keyboard.press('Enter')
    await session.ended()
    await session.run('Show Panel')
    await eventually('the panel has the focus', () =>
      session.page.evaluate(() => document.activeElement?.tagName === 'IFRAME'),
    )
  })

  it('j and k go from step to step', async () => {
    await press('k', 'a step is reached', async (panel) => (await focused(panel)).startsWith('s'))
    const first = await focused(await session.panel())
    await press('j', 'the next step is reached', async (panel) => (await focused(panel)) !== first)
    await press('k', 'it is left again', async (panel) => (await focused(panel)) === first)
  })

  it('c goes to a correction', async () => {
    await press('c', 'a card is reached', async (panel) => /^(?:card|trials)-/.test(await focused(panel)))
  })

  it('x dismisses what was gone to, and Shift+X brings it back', async () => {
    const shown = (panel: Frame) => panel.locator('.card:not(.dismissed), .trials[data-dismiss]').count()
    const before = await shown(await session.panel())
    await press('x', 'it is dismissed', async (panel) => (await shown(panel)) === before - 1)
    await press('Shift+X', 'it is back', async (panel) => (await shown(panel)) === before)
  })

  it('e unfolds all steps and folds them again', async () => {
    const folded = (panel: Frame) => panel.locator('section.step.folded').count()
    const before = await folded(await session.panel())
    await press('e', 'the folds have changed', async (panel) => (await folded(panel)) !== before)
  })

  it('a goes to the answer', async () => {
    await press('a', 'the answer is reached', async (panel) => (await focused(panel)) === 'answer')
  })

  it('Escape goes back to the editor', async () => {
    await session.page.keyboard.press('Escape')
    const editor = session.page.locator('.editor-instance', { hasText: 'lowerBound' })
    await eventually('the editor has the focus', () =>
      editor.first().evaluate((element) => element.contains(document.activeElement)),
    )
    assert.equal(await session.page.locator('.tab.active', { hasText: 'search.ts' }).count(), 1)
  })
})
