import assert from 'node:assert/strict'
import { openFile, pick, readPanel, useSession } from './support/session'

describe('a run that takes too long', () => {
  const session = useSession({ settings: { 'secondThoughts.demoSpeed': 0.5 } })

  it('is stopped from the status bar; what had arrived is kept, labelled, and can be asked again', async () => {
    await openFile(session.page, 'search.ts', 6, 3)
    await session.run('Find and Fix')
    const panel = await session.panel()
    await panel.locator('section.step').first().waitFor()
    await session.page.locator('.statusbar-item', { hasText: 'Thinking' }).click()
    const note = panel.locator('.note')
    await note.getByText('You stopped it.').waitFor()
    await note.getByText('What had arrived is kept.').waitFor()
    await note.getByRole('button', { name: 'Ask again' }).waitFor()
    const { steps, answer } = await readPanel(panel)
    assert.ok(steps.length > 0)
    assert.equal(answer, '')
  })

  it('is stopped by the panel’s button too', async () => {
    const panel = await session.panel()
    await panel.getByRole('button', { name: 'Ask again' }).first().click()
    await pick(session.page, 'as before')
    await panel.locator('[data-action=stop]').click()
    await panel.locator('.note').getByText('You stopped it.').waitFor()
  })
})
