import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import path from 'node:path'
import { build } from 'esbuild'
import { type Browser, chromium, type Page } from 'playwright-core'

const NONCE = 'bm9uY2U'

const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css', woff2: 'font/woff2' }

/** A page with the panel's own content security policy, in which the renderer runs as it does in the panel. */
export interface MarkdownLab {
  readonly page: Page
  /** All that the page has asked the network for, beyond its own files. */
  readonly requests: readonly string[]
  /** What the page has refused to run or load, in Chromium's words. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

export async function openMarkdownLab(): Promise<MarkdownLab> {
  const { outputFiles } = await build({
    entryPoints: { lab: 'test/panel/support/markdownPage.ts' },
    outdir: 'lab',
    bundle: true,
    format: 'esm',
    splitting: true,
    write: false,
    logLevel: 'error',
  })
  const scripts = new Map(outputFiles.map((file) => [path.basename(file.path), file.text]))
  const server = createServer((request, response) => {
    const file = (request.url ?? '').slice(1)
    const body = file === '' ? html() : (scripts.get(file) ?? readStyle(file))
    response.setHeader('content-type', TYPES[path.extname(file).slice(1)] ?? 'text/html; charset=utf-8')
    Promise.resolve(body).then(
      (content) => response.end(content),
      () => response.writeHead(404).end(),
    )
  })
  const origin = await listen(server)
  const browser = await launch()
  const page = await browser.newPage({ viewport: { width: 560, height: 900 } })
  const requests: string[] = []
  const complaints: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) requests.push(request.url())
  })
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(origin)
  await page.waitForFunction(() => 'lab' in globalThis)
  return {
    page,
    requests,
    complaints,
    close: async () => {
      await browser.close()
      server.close()
    },
  }
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}/`
}

function readStyle(file: string): Promise<Buffer> {
  return readFile(file.startsWith('media/') ? file : path.join('node_modules/katex/dist', file))
}

function html(): string {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    `script-src 'nonce-${NONCE}'`,
    "require-trusted-types-for 'script'",
  ].join('; ')
  return `<!doctype html><html lang="en"><head><title>Markdown</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="katex.min.css"><link rel="stylesheet" href="media/markdown.css">
<script type="module" nonce="${NONCE}" src="lab.js"></script></head><body></body></html>`
}
