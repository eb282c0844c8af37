import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Frame, Page } from 'playwright-core'
import { launchChromium } from '../../../scripts/chromium.mjs'
import { installServer, startServer, type VscodeServer, writeSettings } from '../../../scripts/vscode-server.mjs'
import { openWorkbench, panelFrame, runCommand } from '../../../scripts/workbench.mjs'

export { readPanel } from '../../../scripts/mainJob.mjs'
export { openFile, pick } from '../../../scripts/workbench.mjs'

export interface SessionOptions {
  readonly settings?: Readonly<Record<string, unknown>>
  /** The display language that the extension is told. */
  readonly language?: string
}

/** A user at a workbench of their own, with the samples as the workspace and nothing in the history. */
export class Session {
  readonly #options: SessionOptions
  #folder = ''
  #server: VscodeServer | null = null
  #browser: Browser | null = null
  #page: Page | null = null

  constructor(options: SessionOptions) {
    this.#options = options
  }

  /** The workspace's folder. */
  get folder(): string {
    return this.#folder
  }

  get page(): Page {
    if (!this.#page) throw new Error('the workbench is not open')
    return this.#page
  }

  async open(): Promise<void> {
    this.#folder = await mkdtemp(path.join(os.tmpdir(), 'second-thoughts-e2e-'))
    await cp('samples', this.#folder, { recursive: true })
    this.#server = await startServer(await installServer(), { settings: this.#settings({}) })
    this.#browser = await launchChromium()
    await this.#openPage()
  }

  async close(): Promise<void> {
    await this.#browser?.close()
    await this.#server?.stop()
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true })
  }

  /** As after a restart of the editor: the page is another, and so is the extension host. */
  async reopen(): Promise<void> {
    await this.page.context().close()
    await this.#openPage()
  }

  async configure(settings: Readonly<Record<string, unknown>>): Promise<void> {
    if (this.#server) await writeSettings(this.#server.data, this.#settings(settings))
  }

  /** Runs a command of the extension by its title in English. */
  async run(title: string): Promise<void> {
    await runCommand(this.page, `Second Thoughts: ${title}`)
  }

  async panel(): Promise<Frame> {
    return await panelFrame(this.page)
  }

  /** Opens a file of the workspace from the Explorer, in whatever editor it has. */
  async openFromExplorer(name: string): Promise<void> {
    await this.page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first().dblclick()
  }

  /** Goes to a file that is open; the leftmost tab of that name. */
  async goToTab(name: string): Promise<void> {
    await this.page.locator('.tab', { hasText: name }).first().click()
  }

  /** Waits until the run in the panel has ended. */
  async ended(): Promise<Frame> {
    const panel = await this.panel()
    await panel.locator('[data-action=ask-again]').first().waitFor()
    return panel
  }

  async text(name: string): Promise<string> {
    return await readFile(path.join(this.folder, name), 'utf8')
  }

  /** Left in out/e2e, for people. */
  async shoot(name: string): Promise<void> {
    await mkdir('out/e2e', { recursive: true })
    await this.page.screenshot({ path: `out/e2e/${name}.png` })
  }

  #settings(more: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return { 'secondThoughts.demoSpeed': 20, ...this.#options.settings, ...more }
  }

  async #openPage(): Promise<void> {
    const { language } = this.#options
    if (!this.#browser || !this.#server) return
    const where = { folder: this.#folder, extension: process.cwd(), ...(language && { language }) }
    this.#page = await openWorkbench(this.#browser, this.#server, where)
  }
}

/** A session for the tests of a `describe`; a failed test leaves a picture of it. */
export function useSession(options: SessionOptions = {}): Session {
  const session = new Session(options)
  before('open the workbench', async function () {
    this.timeout(300_000)
    await session.open()
  })
  afterEach('picture a failure', async function () {
    const { currentTest } = this
    if (currentTest?.state === 'failed')
      await session.shoot(`failed ${currentTest.fullTitle()}`.replace(/[^\w]+/g, '-'))
  })
  after('close the workbench', () => session.close())
  return session
}

/** Waits until a condition holds. */
export async function eventually(what: string, holds: () => Promise<boolean>, limit = 60_000): Promise<void> {
  const deadline = Date.now() + limit
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`it never came to be that ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
