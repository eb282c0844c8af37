// How long activate() takes in a real extension host, what VS Code does around it, and loading the bundle before it.
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { launchChromium } from '../chromium.mjs'
import { installServer, startServer } from '../vscode-server.mjs'
import { openWorkbench } from '../workbench.mjs'

/** Each in an extension host of its own. */
const RUNS = 7

/** How long one run may take, ms. */
const LIMIT = 120_000

/** The extension as it ships, but that VS Code does not start it by itself: whoever measures it is to come first. */
async function calm(folder) {
  for (const part of ['dist', 'media', 'l10n', 'package.nls.json'])
    await cp(part, path.join(folder, part), { recursive: true })
  const manifest = JSON.parse(await readFile('package.json', 'utf8'))
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ ...manifest, activationEvents: [] }))
  return folder
}

export async function run(tests) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'second-thoughts-bench-'))
  const results = path.join(folder, 'results.json')
  const extension = await calm(path.join(folder, 'extension'))
  const server = await startServer(await installServer(), { env: { BENCH_RESULTS: results } })
  const browser = await launchChromium()
  const found = []
  try {
    for (let i = 0; i < RUNS; i++) {
      const where = { folder: path.resolve('samples'), extension, tests }
      const page = await openWorkbench(browser, server, where)
      const deadline = Date.now() + LIMIT
      while (!existsSync(results)) {
        if (Date.now() > deadline) throw new Error('The extension host gave no result.')
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      found.push(JSON.parse(await readFile(results, 'utf8')))
      await rm(results)
      await page.context().close()
    }
  } finally {
    await browser.close()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  const told = (what, times) => {
    const sorted = [...times].sort((a, b) => a - b)
    const ms = (time) => `${time.toFixed(1)} ms`
    return `${what.padEnd(28)}  ${ms(sorted[sorted.length >> 1])}  (${ms(sorted[0])} to ${ms(sorted.at(-1))}, ${sorted.length} runs)`
  }
  return {
    lines: [
      told(
        'activate()',
        found.map(({ activate }) => activate),
      ),
      told(
        'with what VS Code does',
        found.map(({ whole }) => whole),
      ),
      told(
        'loading the bundle before it',
        found.map(({ load }) => load),
      ),
    ],
    results: found,
  }
}
