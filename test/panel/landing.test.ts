import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { PanelLab } from './support/lab'
import { traceOf } from './support/traces'
import { usePanel } from './support/usePanel'

describe('the panel, once it has jumped to something', () => {
  const open = usePanel()
  const steps = Array.from({ length: 40 }, (_, i) => ({
    kind: 'deduction' as const,
    seconds: 1,
    text: `Paragraph ${i} of it. `.repeat(40),
  }))

  /** The second after a jump never ends, so that the test may be slow. */
  const prepare = async (page: Page) => {
    await page.addInitScript(() => {
      const { setTimeout } = window
      const short = (work: () => void, ms?: number) => (ms === 1000 ? 0 : setTimeout(work, ms))
      Object.assign(window, { setTimeout: short })
    })
  }

  const jumped = async () => {
    const lab = await open({ height: 500, prepare })
    await lab.show(traceOf({ steps, answer: 'Done.' }), { keepStepsOpen: true })
    for (const _ of [1, 2, 3]) await lab.go('next-step')
    await lab.settle()
    return lab
  }

  const topOfFocused = (lab: PanelLab) =>
    lab.page.evaluate(() => Math.round(document.activeElement?.getBoundingClientRect().top ?? -1))

  /** What is rendered late, above what is in view; without the browser, which makes up for some of it. */
  const grow = async (lab: PanelLab) => {
    await lab.page.evaluate(() => {
      document.documentElement.style.overflowAnchor = 'none'
      document.querySelector('main')?.style.setProperty('padding-top', '333px')
    })
    await lab.settle()
  }

  it('stays there while the page changes its size', async () => {
    const lab = await jumped()
    const top = await topOfFocused(lab)
    assert.ok(top > 0 && top < 500)
    await grow(lab)
    assert.equal(await topOfFocused(lab), top)
  })

  const hands: Readonly<Record<string, (lab: PanelLab) => Promise<void>>> = {
    'turns the wheel': async ({ page }) => {
      await page.mouse.move(200, 300)
      await page.mouse.wheel(0, 60)
    },
    'presses a key': async ({ page }) => await page.keyboard.press('ArrowDown'),
    'drags the scroll bar': async ({ page }) => {
      await page.mouse.move(555, 300)
      await page.mouse.down()
      await page.evaluate(() => scrollBy(0, 60))
    },
  }
  for (const [does, hand] of Object.entries(hands)) {
    it(`lets go of it as soon as the reader ${does}`, async () => {
      const lab = await jumped()
      await hand(lab)
      await lab.page.waitForTimeout(300)
      const before = await lab.page.evaluate(() => scrollY)
      await grow(lab)
      assert.equal(await lab.page.evaluate(() => scrollY), before)
    })
  }
})
