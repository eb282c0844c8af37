import assert from 'node:assert/strict'
import type { Browser } from 'playwright-core'
import { type LabOptions, launch, PanelLab } from './lab'

/**
 * For the tests of one suite: what it returns opens the panel's page. After each test its pages are closed, and the test
 * fails if one of them broke its policy, threw, or asked another server for anything.
 * @param flags of Chromium.
 */
export function usePanel(flags: readonly string[] = []): (options?: LabOptions) => Promise<PanelLab> {
  let browser: Browser | null = null
  const labs: PanelLab[] = []
  before(async () => {
    browser = await launch(flags)
  })
  after(async () => await browser?.close())
  afterEach(async () => {
    for (const lab of labs.splice(0)) {
      await lab.close()
      assert.deepEqual(lab.complaints, [], 'the page broke its policy or threw')
      assert.deepEqual(lab.foreign, [], 'the page asked another server for something')
    }
  })
  return async (options = {}) => {
    if (!browser) throw new Error('The browser runs only while there are tests')
    const lab = await PanelLab.open(browser, options)
    labs.push(lab)
    return lab
  }
}
