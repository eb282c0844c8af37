import type { Locator } from 'playwright-core'
import { runCommand } from '../../scripts/workbench.mjs'
import { eventually, openFile, pick, useSession } from './support/session'

describe('the walkthrough', () => {
  const session = useSession()

  before('ask, so that there are corrections', async function () {
    this.timeout(300_000)
    await openFile(session.page, 'search.ts', 6, 3)
    await session.run('Find and Fix')
    await session.ended()
    await open()
    await session.shoot('walkthrough')
  })

  /** It is a preview: what is opened next takes its place. */
  async function open(): Promise<void> {
    await runCommand(session.page, 'Welcome: Open Walkthrough')
    await pick(session.page, 'Get Started with Second Thoughts')
    await session.page.locator('.gettingStartedContainer .getting-started-step').nth(3).waitFor()
  }

  /** Opens a step and presses its button. */
  async function press(title: string, button: string): Promise<void> {
    await open()
    const step = session.page.locator('.getting-started-step', { hasText: title }).first()
    // The first one is open already.
    if ((await step.getAttribute('aria-expanded')) !== 'true') await step.locator('.step-title').first().click()
    await step.locator('.monaco-button', { hasText: button }).click()
  }

  const choices = (label: string): Locator =>
    session.page.locator('.quick-input-widget .monaco-list-row', { hasText: label }).first()

  async function offers(label: string): Promise<void> {
    await choices(label).waitFor()
    await session.page.keyboard.press('Escape')
    await choices(label).waitFor({ state: 'hidden' })
  }

  it('opens a sample', async () => {
    await press('Open a sample', 'Open a Sample')
    await pick(session.page, 'intervals.py')
    await session.page.locator('.tab.active', { hasText: 'intervals.py' }).waitFor()
  })

  it('lets the user say what is asked', async () => {
    await press('Watch it think', 'Reason About Selection')
    await offers('Find and fix')
  })

  it('goes to a correction', async () => {
    const panel = await session.panel()
    await press('Find the change of mind', 'Next Correction')
    await eventually('a card is reached', () => panel.evaluate(() => document.activeElement?.closest('.card') !== null))
  })

  it('lets the user choose a model', async () => {
    await press('Connect a model', 'Choose Model and Effort')
    await offers('Recorded')
  })
})
