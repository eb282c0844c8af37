import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { eventually, openFile, useSession } from './support/session'

const FAULTY = "export const total: number = 'three'\n"

describe('in a window in which no command was run yet', () => {
  const session = useSession({ fresh: true })

  it('the lightbulb on what a language server reports asks about it', async () => {
    const { page } = session
    await writeFile(path.join(session.folder, 'faulty.ts'), FAULTY)
    await openFile(page, 'faulty.ts', 1, 15)
    await page.locator('.squiggly-error').first().waitFor()
    const offer = page.locator('.action-widget').getByText('Second Thoughts: find and fix').first()
    // What reports the error may be there before the extension is.
    await eventually('it is offered', async () => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+.')
      return await offer.waitFor({ timeout: 3000 }).then(
        () => true,
        () => false,
      )
    })
    await offer.click()
    const panel = await session.ended()
    await panel.locator('h1', { hasText: 'Find and fix' }).waitFor()
    await session.run('Show What Was Sent')
    await panel.getByText("Type 'string' is not assignable to type 'number'").first().waitFor()
  })
})
