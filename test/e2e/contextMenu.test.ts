import assert from 'node:assert/strict'
import { openFile, useSession } from './support/session'

describe('the editor’s context menu', () => {
  const session = useSession()

  it('has a submenu with what can be asked, and asks it', async () => {
    const { page } = session
    // A menu that an earlier try left open.
    await page.keyboard.press('Escape')
    await openFile(page, 'search.ts', 6, 3)
    await page.locator('.breadcrumbs-control', { hasText: 'lowerBound' }).waitFor()
    await page.locator('.view-line', { hasText: 'let hi' }).first().click({ button: 'right' })
    await page.locator('.monaco-menu .action-item', { hasText: 'Second Thoughts' }).first().click()
    const entries = page.locator('.monaco-submenu .action-item:not(.disabled) .action-label')
    await entries.filter({ hasText: 'Explain' }).waitFor()
    const labels = (await entries.allInnerTexts()).map((label) => label.trim()).filter((label) => label !== '')
    assert.deepEqual(labels, [
      'Explain',
      'Find and Fix',
      'Prove or Solve',
      'Check My Work',
      'Ask…',
      'Choose Model and Effort',
      'History',
    ])
    await entries.filter({ hasText: 'Check My Work' }).click()
    const panel = await session.ended()
    await panel.locator('h1', { hasText: /Check my work.*lowerBound/ }).waitFor()
  })
})
