import assert from 'node:assert/strict'
import { eventually, openFile, readPanel, useSession } from './support/session'

/** The caret goes into the body of lowerBound. */
const LINE = 6

describe('a developer asks for a fix', () => {
  const session = useSession({ settings: { 'secondThoughts.demoSpeed': 3 } })

  it('from the palette, and watches the thoughts come', async () => {
    await openFile(session.page, 'search.ts', LINE, 3)
    await session.page.locator('.breadcrumbs-control', { hasText: 'lowerBound' }).waitFor()
    await session.run('Find and Fix')
    await session.page.locator('.statusbar-item', { hasText: 'Thinking' }).waitFor()
    const panel = await session.panel()
    await panel.locator('[data-action=stop]').waitFor()
    await panel.locator('section.step').nth(1).waitFor()
    const editor = session.page.locator('.editor-instance', { hasText: 'lowerBound' })
    assert.equal(
      await editor
        .locator('textarea, .native-edit-context')
        .first()
        .evaluate((e) => e === document.activeElement),
      true,
    )
  })

  it('and reads steps, a correction with what it retracts, and the answer', async () => {
    const panel = await session.panel()
    await panel.locator('[data-action=ask-again]').first().waitFor()
    const shown = await readPanel(panel)
    assert.match(shown.asked, /Find and fix.*lowerBound/i)
    assert.match(shown.place, /search\.ts/)
    assert.ok(shown.facts.includes('Recorded (demo)'), shown.facts.join())
    assert.ok(shown.steps.length > 2)
    const [rows] = shown.corrections
    assert.ok(rows && rows.length >= 2, 'no correction says what it retracts and why')
    assert.ok(shown.struck.length > 0, 'nothing retracted is struck through where it stands')
    assert.deepEqual(shown.uses, ['Preview fix', 'Apply', 'Copy'])
    await session.page.locator('.statusbar-item', { hasText: 'Thinking' }).waitFor({ state: 'detached' })
  })

  it('goes from the correction to what it retracts', async () => {
    const panel = await session.panel()
    await panel.locator('.card [data-do=target]').first().click()
    await panel.locator('section.step s').first().waitFor()
  })

  it('sees what exactly was sent', async () => {
    await session.run('Show What Was Sent')
    const panel = await session.panel()
    await panel.getByText('The first index whose element is not below').first().waitFor()
  })

  it('previews the fix in the diff editor', async () => {
    const panel = await session.panel()
    await panel.getByRole('button', { name: 'Preview fix' }).click()
    const diff = session.page.locator('.monaco-diff-editor')
    await diff.locator('.line-insert').first().waitFor()
    assert.equal(await session.text('search.ts').then((text) => text.includes('let hi = a.length - 1')), true)
    await session.shoot('preview')
  })

  it('applies it as one edit, which one undo takes back', async () => {
    const before = await session.text('search.ts')
    const panel = await session.panel()
    await panel.getByRole('button', { name: 'Apply', exact: true }).click()
    const dirty = session.page.locator('.tab.dirty', { hasText: 'search.ts' })
    await dirty.waitFor()
    await session.goToTab('search.ts')
    await session.page.keyboard.press('Control+s')
    await dirty.waitFor({ state: 'detached' })
    assert.notEqual(await session.text('search.ts'), before)
    await session.page.keyboard.press('Control+z')
    await dirty.waitFor()
    await session.page.keyboard.press('Control+s')
    await eventually('the file is what it was', async () => (await session.text('search.ts')) === before)
  })

  it('finds the run in the history after a restart', async () => {
    await session.reopen()
    await session.run('History')
    const entry = session.page.locator('.quick-input-widget .monaco-list-row', { hasText: 'lowerBound' })
    await entry.first().click()
    const panel = await session.panel()
    await panel.locator('.card').first().waitFor()
    const shown = await readPanel(panel)
    assert.match(shown.asked, /lowerBound/)
    assert.notEqual(shown.answer, '')
  })
})
