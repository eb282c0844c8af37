import assert from 'node:assert/strict'
import { eventually, openFile, useSession } from './support/session'

describe('the editor’s context menu', () => {
  const session = useSession()

  it('has a submenu with what can be asked, and asks it', async () => {
    const { page } = session
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
    const check = entries.filter({ hasText: 'Check My Work' })
    // A menu that has only just opened takes no click.
    await eventually('the menu has taken the click', async () => {
      await check.click({ timeout: 1000 }).catch(() => undefined)
      return (await check.count()) === 0
    })
    const panel = await session.ended()
    await panel.locator('h1', { hasText: /Check my work.*lowerBound/ }).waitFor()
  })
})
