import assert from 'node:assert/strict'
import { eventually, openFile, readPanel, useSession } from './support/session'

describe('a student asks for a proof', () => {
  const session = useSession()

  it('in the section around the caret, and sees formulas typeset', async () => {
    await openFile(session.page, 'proof.md', 5, 1)
    await session.run('Prove or Solve')
    const panel = await session.ended()
    const shown = await readPanel(panel)
    assert.ok(shown.steps.length > 2)
    assert.deepEqual(shown.uses, ['Insert below', 'Copy'])
    await panel.locator('#answer .katex').first().waitFor()
    await session.shoot('proof')
  })

  it('and puts the answer below what was asked, with the math that the Markdown preview renders', async () => {
    const before = await session.text('proof.md')
    const panel = await session.panel()
    await panel.getByRole('button', { name: 'Insert below' }).click()
    const dirty = session.page.locator('.tab.dirty', { hasText: 'proof.md' })
    await dirty.waitFor()
    await session.goToTab('proof.md')
    await session.page.keyboard.press('Control+s')
    await eventually('the file is saved', async () => (await session.text('proof.md')) !== before)
    const after = await session.text('proof.md')
    assert.ok(after.length > before.length)
    assert.ok(after.startsWith(before.slice(0, before.indexOf('is irrational.'))))
    assert.match(after.replace(before, ''), /\$/)
    assert.doesNotMatch(after, /\\\(|\\\[/)
  })
})
