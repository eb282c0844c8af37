import assert from 'node:assert/strict'
import { cp, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { weigh } from '../../scripts/bench/size.mjs'
import { launchChromium } from '../../scripts/chromium.mjs'
import { mainJob, missing } from '../../scripts/mainJob.mjs'
import { installExtension, installServer, startServer, type VscodeServer } from '../../scripts/vscode-server.mjs'
import { openWorkbench } from '../../scripts/workbench.mjs'

/** All that may be in it. */
const ALLOWED = [
  /^(package\.json|package\.nls(\.[\w-]+)?\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  // What VS Code itself writes at the installation.
  /^\.vsixmanifest$/,
  /^dist\/(extension|openai)\.js$/,
  /^dist\/webview\/[\w.-]+\.(js|css)$/,
  /^dist\/webview\/codicons\/codicon\.(css|ttf)$/,
  /^dist\/webview\/katex\/(katex\.min\.css|fonts\/[\w-]+\.woff2)$/,
  /^l10n\/bundle\.l10n(\.[\w-]+)?\.json$/,
  /^media\/(icon\.png|[\w-]+\.css|walkthrough\/[\w.-]+\.(md|png|svg))$/,
  /^samples\/[\w.-]+$/,
  /^schemas\/[\w.-]+\.json$/,
]

const MAX_BYTES = 1.5 * 1024 * 1024

/** Of the page's script, minified and compressed: what is loaded at its start, and that with all that is loaded on demand. */
const MAX_SCRIPT = { start: 40_000, all: 170_000 }

/** What is no business of whoever installs it: keys, and places of the machine that built it. */
const PRIVATE = /\bsk-[\w-]{20,}|\bgh[pousr]_\w{30,}|BEGIN [A-Z ]*PRIVATE KEY|sourceMappingURL=data/

describe('the package', () => {
  const vsix = process.env['VSIX'] ?? ''
  let home = ''
  let installed = ''
  let server: VscodeServer | undefined
  let browser: Browser | undefined

  before(async () => {
    home = await mkdtemp(path.join(os.tmpdir(), 'second-thoughts-installed-'))
    const extensions = path.join(home, 'extensions')
    await installExtension(await installServer(), vsix, extensions)
    const [folder] = (await readdir(extensions)).filter((name) => name.startsWith('second-thoughts.second-thoughts'))
    installed = path.join(extensions, folder ?? '')
  })
  after(async () => {
    await browser?.close()
    await server?.stop()
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  })

  async function files(): Promise<readonly string[]> {
    const entries = await readdir(installed, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(installed, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
  }

  it('is small', async () => {
    const { size } = await stat(vsix)
    assert.ok(size <= MAX_BYTES, `${size} bytes`)
  })

  it('has a page whose script is small, and of which little is loaded at its start', async () => {
    const { start, all } = await weigh(path.join(installed, 'dist', 'webview'))
    assert.ok(start <= MAX_SCRIPT.start && all <= MAX_SCRIPT.all, `${start} of ${all} bytes`)
  })

  it('holds what is allowed and nothing else', async () => {
    const found = await files()
    assert.ok(found.includes('dist/extension.js') && found.includes('dist/webview/panel.js'))
    assert.deepEqual(
      found.filter((file) => !ALLOWED.some((allowed) => allowed.test(file))),
      [],
    )
  })

  it('holds every file that its manifest names', async () => {
    const found = new Set(await files())
    const manifest = await readFile(path.join(installed, 'package.json'), 'utf8')
    const named = Array.from(manifest.matchAll(/"((?:\.\/)?(?:media|dist|schemas)\/[^"]+)"/g), ([, file]) => file ?? '')
    assert.ok(named.length > 5)
    assert.deepEqual(
      named.map((file) => file.replace(/^\.\//, '')).filter((file) => !found.has(file)),
      [],
    )
  })

  it('holds no secret, and no place of the machine that built it', async () => {
    const root = process.cwd()
    for (const file of await files()) {
      const text = await readFile(path.join(installed, file), 'latin1')
      assert.ok(!PRIVATE.test(text) && !text.includes(`${root}/`), file)
    }
  })

  it('does the main job where it is installed', async () => {
    const folder = path.join(home, 'workspace')
    await cp('samples', folder, { recursive: true })
    server = await startServer(await installServer(), {
      home,
      settings: { 'secondThoughts.demoSpeed': 20 },
      development: false,
    })
    browser = await launchChromium()
    const shown = await mainJob(await openWorkbench(browser, server, { folder }), { folder })
    assert.deepEqual(missing(shown), [])
  })
})
