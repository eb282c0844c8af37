import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Frame, Page } from 'playwright-core'
import { leavePage, sharedBrowser, sharedServer, stopShared, takePage } from '../../../scripts/shared.mjs'
import { installServer, startServer, type VscodeServer, writeSettings } from '../../../scripts/vscode-server.mjs'
import { openWorkbench, panelFrame, runCommand } from '../../../scripts/workbench.mjs'

export { readPanel } from '../../../scripts/mainJob.mjs'
export { openFile, pick, runCommand } from '../../../scripts/workbench.mjs'

export interface SessionOptions {
  readonly settings?: Readonly<Record<string, unknown>>
  /** The display language that the extension is told. */
  readonly language?: string
  /** A window in which nothing has been done yet, with nothing in the history. */
  readonly fresh?: boolean
  /** Workspace trust is on, and the folder is not trusted yet. */
  readonly restricted?: boolean
  /** As the user's extension, not as one in development. */
  readonly installed?: boolean
}

/** How often settings were written; the window's title says which are in force. */
let written = 0

/** A user at a workbench, with the samples as the workspace, no editor open and the settings as they are given. */
export class Session {
  readonly #options: SessionOptions
  #folder = ''
  /** Of an installed extension: what the server keeps. */
  #home: string | undefined
  #server: VscodeServer | null = null
  #page: Page | null = null

  constructor(options: SessionOptions) {
    this.#options = options
  }

  /** The workspace's folder. */
  get folder(): string {
    return this.#folder
  }

  /** Where the extension keeps its traces. */
  get traces(): string {
    return path.join(this.#server?.data ?? '', 'User', 'globalStorage', 'second-thoughts.second-thoughts', 'traces')
  }

  get page(): Page {
    if (!this.#page) throw new Error('the workbench is not open')
    return this.#page
  }

  async open(): Promise<void> {
    this.#server = this.#isOwnServer ? await this.#startServer() : await sharedServer()
    const left = this.#isCommon ? takePage() : null
    if (left && !this.#options.fresh) return await this.#takeOver(left.page, left.folder)
    await left?.page.context().close()
    this.#folder = await mkdtemp(path.join(os.tmpdir(), 'second-thoughts-e2e-'))
    await cp('samples', this.#folder, { recursive: true })
    await rm(path.join(this.#server.data, 'User', 'globalStorage'), { recursive: true, force: true })
    await writeSettings(this.#server.data, this.#settings({}))
    await this.#openPage()
  }

  /** The page is left to the next session, unless something has failed in it. */
  async close(failed = false): Promise<void> {
    if (this.#page && this.#isCommon && !failed) return leavePage({ page: this.#page, folder: this.#folder })
    await this.#page?.context().close()
    if (this.#isOwnServer) await this.#server?.stop()
    for (const folder of [this.#folder, this.#home ?? '']) {
      if (folder) await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    }
  }

  /** As after a restart of the editor: the page is another, and so is the extension host. */
  async reopen(): Promise<void> {
    await this.page.context().close()
    await this.#openPage()
  }

  /** Changes the settings, and waits until they are in force. */
  async configure(settings: Readonly<Record<string, unknown>>): Promise<void> {
    if (!this.#server) return
    await writeSettings(this.#server.data, this.#settings(settings))
    const { page } = this
    await eventually('the settings are in force', async () => (await page.title()).includes(`#${written}#`))
  }

  /** The user's settings as they are on the disk, those that belong to a machine among them. */
  async settings(): Promise<string> {
    const files = ['Machine', 'User'].map((owner) => path.join(this.#server?.data ?? '', owner, 'settings.json'))
    return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n')
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

  get #isOwnServer(): boolean {
    return this.#options.restricted === true || this.#options.installed === true
  }

  get #isCommon(): boolean {
    return !this.#options.language && !this.#isOwnServer
  }

  async #startServer(): Promise<VscodeServer> {
    if (this.#options.installed) this.#home = await installedHome()
    return await startServer(await installServer(), {
      trust: !this.#options.restricted,
      ...(this.#home && { home: this.#home, development: false }),
    })
  }

  #settings(more: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const title = { 'window.title': `#${++written}#` }
    return { 'secondThoughts.demoSpeed': 20, ...this.#options.settings, ...more, ...title }
  }

  /** Takes the page that another session has left: what it had open is closed, and the folder is as it was. */
  async #takeOver(page: Page, folder: string): Promise<void> {
    this.#page = page
    this.#folder = folder
    await runCommand(page, 'View: Close All Editors')
    await page.locator('.tab').first().waitFor({ state: 'detached' })
    await runCommand(page, 'Notifications: Clear All Notifications')
    const samples = new Set(await readdir('samples'))
    for (const name of await readdir(folder)) {
      if (!samples.has(name)) await rm(path.join(folder, name), { recursive: true })
    }
    await cp('samples', folder, { recursive: true })
    await this.configure({})
  }

  async #openPage(): Promise<void> {
    const { language } = this.#options
    if (!this.#server) return
    const extension = this.#home ? {} : { extension: process.cwd() }
    const where = { folder: this.#folder, ...extension, ...(language && { language }) }
    this.#page = await openWorkbench(await sharedBrowser(), this.#server, where)
  }
}

/** A fresh folder for a server, which finds this folder's extension among the user's. */
async function installedHome(): Promise<string> {
  const home = await mkdtemp(path.join(os.tmpdir(), 'second-thoughts-home-'))
  await mkdir(path.join(home, 'extensions'))
  await symlink(process.cwd(), path.join(home, 'extensions', 'second-thoughts.second-thoughts-0.1.0'), 'junction')
  return home
}

/** A session for the tests of a `describe`; a failed test leaves a picture of it. */
export function useSession(options: SessionOptions = {}): Session {
  const session = new Session(options)
  let failed = false
  before('open the workbench', async function () {
    this.timeout(300_000)
    await session.open()
  })
  afterEach('picture a failure', async function () {
    const { currentTest } = this
    if (currentTest?.state !== 'failed') return
    failed = true
    await session.shoot(`failed ${currentTest.fullTitle()}`.replace(/[^\w]+/g, '-'))
  })
  after('leave the workbench', () => session.close(failed))
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

after('stop what the files share', stopShared)
