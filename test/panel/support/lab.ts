import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { panelHtml } from '../../../src/host/panel/html'
import type { Destination, HostMessage, PageMessage, ViewOptions } from '../../../src/protocol'
import type { Change } from '../../../src/trace/change'
import type { Trace } from '../../../src/trace/trace'
import { THEMES, type ThemeName } from './themes'

const NONCE = 'dGVzdA'
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
}

const STYLES = [
  '/dist/webview/codicons/codicon.css',
  '/dist/webview/katex/katex.min.css',
  '/media/panel.css',
  '/media/markdown.css',
]

const VIEW: ViewOptions = { keepStepsOpen: false, showFaintMarks: true, readOnly: false, locale: 'en' }

/** Stands in for VS Code around the page; runs before anything of the page. */
function standIn(): void {
  const posts: unknown[] = []
  const key = 'state'
  Object.assign(globalThis, {
    posts,
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => void posts.push(message),
      getState: (): unknown => JSON.parse(sessionStorage.getItem(key) ?? 'null'),
      setState: (state: unknown) => sessionStorage.setItem(key, JSON.stringify(state)),
    }),
  })
}

export interface LabOptions {
  readonly theme?: ThemeName
  readonly width?: number
  readonly height?: number
  readonly l10n?: string
  readonly reducedMotion?: boolean
  /** Done with the page before it loads anything. */
  prepare?(page: Page): Promise<void>
}

/** The panel's page in Chromium, by the very document of the extension, with a host that the test plays. */
export class PanelLab {
  #sequence = 0

  private constructor(
    readonly page: Page,
    /** What the page asked of any server but its own. */
    readonly foreign: readonly string[],
    /** Errors, and what the policy refused, in Chromium's words. */
    readonly complaints: string[],
    readonly close: () => Promise<void>,
  ) {}

  static async open(browser: Browser, options: LabOptions = {}): Promise<PanelLab> {
    const { theme = 'dark', width = 560, height = 900, l10n, reducedMotion = false } = options
    const server = createServer((request, response) => {
      const name = new URL(request.url ?? '/', 'http://localhost').pathname
      response.setHeader('content-type', TYPES[path.extname(name)] ?? 'text/html; charset=utf-8')
      const body = name === '/' ? Promise.resolve(documentOf(l10n, theme)) : readFile(`.${name}`)
      body.then(
        (content) => response.end(content),
        () => response.writeHead(404).end(),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const origin = `http://127.0.0.1:${portOf(server.address())}`
    const context = await browser.newContext({
      viewport: { width, height },
      reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    })
    const page = await context.newPage()
    const foreign: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(origin)) foreign.push(request.url())
    })
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.addInitScript(standIn)
    await options.prepare?.(page)
    const lab = new PanelLab(page, foreign, complaints, async () => {
      await context.close()
      server.close()
    })
    await page.goto(origin)
    await lab.posted('ready')
    await page.waitForFunction(() => document.querySelector('main')?.ariaBusy === null)
    return lab
  }

  async send(message: HostMessage): Promise<void> {
    await this.page.evaluate((data) => window.postMessage(data, '*'), message)
    await this.settle()
  }

  async show(trace: Trace | null, view: Partial<ViewOptions> = {}): Promise<void> {
    await this.send({ type: 'snapshot', sequence: this.#sequence, trace, view: { ...VIEW, ...view } })
  }

  async change(...changes: readonly Change[]): Promise<void> {
    this.#sequence++
    await this.send({ type: 'changes', sequence: this.#sequence, changes })
  }

  async go(to: Destination): Promise<void> {
    await this.send({ type: 'go', to })
  }

  /** Each change by itself, and drawn before the next one comes, without waiting for frames. */
  async stream(changes: readonly Change[]): Promise<void> {
    const messages = changes.flatMap((change): readonly HostMessage[] => {
      this.#sequence++
      // What changes how it looks is drawn at once.
      return [
        { type: 'changes', sequence: this.#sequence, changes: [change] },
        { type: 'view', view: VIEW },
      ]
    })
    await this.page.evaluate((list) => {
      for (const data of list) window.dispatchEvent(new MessageEvent('message', { data }))
    }, messages)
    await this.settle()
  }

  /** Each change in a frame of its own, as fast as frames come. */
  async streamByFrames(changes: readonly Change[]): Promise<void> {
    const messages = changes.map((change): HostMessage => {
      this.#sequence++
      return { type: 'changes', sequence: this.#sequence, changes: [change] }
    })
    await this.page.evaluate(async (list) => {
      for (const data of list) {
        window.dispatchEvent(new MessageEvent('message', { data }))
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
    }, messages)
    await this.settle()
  }

  /** The words of what has the focus. */
  async focused(): Promise<string> {
    return await this.page.evaluate(() => document.activeElement?.textContent ?? '')
  }

  /** A message got lost on the way. */
  lose(): void {
    this.#sequence++
  }

  /** Two frames: one in which the page draws, one in which what is near is mounted. */
  async settle(): Promise<void> {
    await this.page.evaluate(
      () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
    )
  }

  async posts(): Promise<readonly PageMessage[]> {
    return await this.page.evaluate(() => (globalThis as unknown as { posts: PageMessage[] }).posts)
  }

  /** Waits for a message of that type and gives the last one. */
  async posted<T extends PageMessage['type']>(type: T): Promise<Extract<PageMessage, { type: T }>> {
    await this.page.waitForFunction(
      (wanted) => (globalThis as unknown as { posts: PageMessage[] }).posts.some((post) => post.type === wanted),
      type,
    )
    const found = (await this.posts()).findLast((post): post is Extract<PageMessage, { type: T }> => post.type === type)
    if (!found) throw new Error(`The page posted no ${type}`)
    return found
  }

  async forgetPosts(): Promise<void> {
    await this.page.evaluate(() => void (globalThis as unknown as { posts: PageMessage[] }).posts.splice(0))
  }
}

/** @param flags of Chromium, besides those that a test always needs. */
export async function launch(flags: readonly string[] = []): Promise<Browser> {
  return await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      ...flags,
    ],
  })
}

/** The extension's document, with the theme put where VS Code puts it: variables at the root, the kind as a class. */
function documentOf(l10n: string | undefined, theme: ThemeName): string {
  const { bodyClass, colours } = THEMES[theme]
  const variables = Object.entries(colours).map(([name, value]) => `--vscode-${name}: ${value};`)
  const html = panelHtml({
    cspSource: `'self' 'nonce-${NONCE}'`,
    nonce: NONCE,
    script: '/dist/webview/panel.js',
    styles: STYLES,
    l10n,
    locale: 'en',
  })
  return html
    .replace('</head>', `<style nonce="${NONCE}">:root { ${variables.join(' ')} }</style></head>`)
    .replace('<body', `<body class="${bodyClass}"`)
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return address.port
}
