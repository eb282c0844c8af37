// npm run bench: how long activate() takes in a real extension host, and what reading a stream costs.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import esbuild from 'esbuild'
import { build } from './build.mjs'
import { launchChromium } from './chromium.mjs'
import { installServer, startServer } from './vscode-server.mjs'
import { openWorkbench } from './workbench.mjs'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
process.chdir(root)

/** Each in an extension host of its own. */
const RUNS = 7

/** How long one run may take, ms. */
const LIMIT = 120_000

const bundled = async (name) => {
  const outfile = path.resolve('out', 'bench', `${name}.js`)
  await esbuild.build({
    entryPoints: [`test/bench/${name}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
    loader: { '.md': 'text' },
    logLevel: 'error',
  })
  return outfile
}

async function activation() {
  build('--production')
  const tests = await bundled('activation')
  const folder = await mkdtemp(path.join(os.tmpdir(), 'second-thoughts-bench-'))
  const results = path.join(folder, 'results.json')
  const server = await startServer(await installServer(), { env: { BENCH_RESULTS: results } })
  const browser = await launchChromium()
  const found = []
  try {
    for (let run = 0; run < RUNS; run++) {
      const page = await openWorkbench(browser, server, { folder: path.resolve('samples'), extension: root, tests })
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
  return found
}

function told(what, times) {
  const sorted = [...times].sort((a, b) => a - b)
  const ms = (time) => `${time.toFixed(1)} ms`
  console.log(
    `${what.padEnd(49)} ${ms(sorted[sorted.length >> 1])}  (${ms(sorted[0])} to ${ms(sorted.at(-1))}, ${sorted.length} runs)`,
  )
}

console.log(`${os.cpus()[0]?.model ?? 'unknown processor'}, ${os.cpus().length} cores, Node.js ${process.version}\n`)
const { status } = spawnSync(process.execPath, [await bundled('reading')], { stdio: 'inherit' })
if (status !== 0) process.exitCode = 1
const runs = await activation()
told(
  'activate()',
  runs.map(({ activate }) => activate),
)
told(
  'loading the bundle before it',
  runs.map(({ load }) => load),
)
