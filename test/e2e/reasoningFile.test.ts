import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { eventually, openFile, readPanel, useSession } from './support/session'

describe('a reviewer keeps a run', () => {
  const session = useSession()
  let name = ''

  it('as a file', async () => {
    await openFile(session.page, 'search.ts', 6, 3)
    // The file has the function's name, which the language's server knows once it has read the file.
    await session.page.locator('.breadcrumbs-control', { hasText: 'lowerBound' }).waitFor()
    await session.run('Find and Fix')
    await session.ended()
    await session.run('Save Reasoning As…')
    const input = session.page.locator('.quick-input-widget input[type=text]')
    await eventually('a name is proposed', async () => (await input.inputValue()).endsWith('.reasoning.json'))
    await session.page.getByRole('button', { name: 'OK', exact: true }).click()
    await eventually('the file is there', async () => {
      name = (await readdir(session.folder)).find((file) => file.endsWith('.reasoning.json')) ?? ''
      return name !== ''
    })
    assert.equal(name, 'lowerBound.reasoning.json')
  })

  it('which opens in the same panel, to be read only, after a restart', async () => {
    const before = await readPanel(await session.panel())
    await session.reopen()
    // The workbench opens files before it knows the editors that extensions bring; their commands come with them.
    await session.run('Show Log')
    await session.openFromExplorer(name)
    const panel = await session.panel()
    await panel.locator('.card').first().waitFor()
    await eventually('the answer is rendered', async () => (await readPanel(panel)).answer === before.answer)
    const shown = await readPanel(panel)
    assert.equal(shown.asked, before.asked)
    assert.equal(shown.corrections.length, before.corrections.length)
    assert.equal(await panel.locator('[data-action=ask-again]').count(), 0)
    assert.deepEqual(shown.uses, ['Copy'])
  })
})
