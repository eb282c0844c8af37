// npm run bench [-- PART…]: what things cost, each part beside what it is measured against. Prints it, and writes all that
// was measured into out/bench/results.json.
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import esbuild from 'esbuild'
import { build } from './build.mjs'
import { findChromium } from './chromium.mjs'

process.chdir(path.dirname(path.dirname(fileURLToPath(import.meta.url))))

/** Bundles test/bench/NAME.ts for Node.js, or for the extension host, and returns the file. */
async function bundled(name) {
  const outfile = path.resolve('out', 'bench', `${name}.js`)
  await esbuild.build({
    entryPoints: [`test/bench/${name}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode', 'playwright-core', 'esbuild'],
    loader: { '.md': 'text' },
    logLevel: 'error',
  })
  return outfile
}

const own = (name) => async () => createRequire(import.meta.url)(await bundled(name)).run()

const PARTS = {
  reading: own('reading'),
  ingest: own('ingest'),
  keeping: own('keeping'),
  size: async () => (await import('./bench/size.mjs')).run(),
  renderers: own('renderers'),
  live: own('live'),
  activation: async () => (await import('./bench/activation.mjs')).run(await bundled('activation')),
}

const wanted = process.argv.slice(2)
for (const name of wanted) if (!(name in PARTS)) throw new Error(`There is no part ${name}: ${Object.keys(PARTS)}`)
const machine = `${os.cpus()[0]?.model ?? 'unknown processor'}, ${os.cpus().length} cores, Node.js ${process.version}`
console.log(machine)
build('--production')
findChromium()
await mkdir('out/bench', { recursive: true })
const results = { date: new Date().toISOString().slice(0, 10), machine, load: os.loadavg()[0] }
for (const name of wanted.length > 0 ? wanted : Object.keys(PARTS)) {
  const part = await PARTS[name]()
  results[name] = part.results
  console.log(`\n${name}\n${part.lines.map((line) => `  ${line}`).join('\n')}`)
}
await writeFile('out/bench/results.json', JSON.stringify(results, null, 2))
