// npm test [-- GROUP [WORD…]]: runs one group of tests, or all of them. A word selects the test files whose path holds it.
// Each group is a process of its own, so that one that dies does not take the others along. The last line is
// `N passed, N failed`: mocha's counts and one for each check that is not mocha's. A group that ran no test has failed.
import { spawn } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
process.chdir(root)

const command =
  (file, ...args) =>
  async () => {
    const code = await new Promise((resolve, reject) => {
      spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'inherit', 'inherit'] })
        .on('error', reject)
        .on('close', resolve)
    })
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  }

const runner = (group) => async (words) => (await import(`./testing/${group}.mjs`)).default(words)

/** In the order in which they run; those of one row run side by side. */
const GROUPS = [
  {
    types: command('node_modules/typescript/bin/tsc', '-b'),
    lint: command('node_modules/@biomejs/biome/bin/biome', 'check', '.'),
    docs: command('scripts/docs.mjs', '--check'),
    unit: runner('unit'),
  },
  { panel: runner('panel') },
  { host: runner('host') },
  { e2e: runner('e2e') },
  { package: runner('package') },
].map((row) => Object.entries(row))

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** Runs one group in this process. */
async function one(name, words) {
  const run = new Map(GROUPS.flat()).get(name)
  if (!run)
    throw new Error(
      `There is no group ${name}: ${GROUPS.flat()
        .map(([group]) => group)
        .join(', ')}`,
    )
  const { passed, failed } = await run(words)
  if (passed + failed === 0) console.error(`${name}: no test ran`)
  return { passed, failed: passed + failed === 0 ? 1 : failed }
}

/** Runs one group in a process of its own. Its output goes to the terminal, or is kept until it ends and then printed. */
async function apart(name, kept) {
  const tally = path.join('out', 'test', `${name}-${process.pid}.json`)
  const start = performance.now()
  console.log(`▶ ${name}`)
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), name], {
    stdio: ['ignore', kept ? 'pipe' : 'inherit', kept ? 'pipe' : 'inherit'],
    env: { ...process.env, TEST_TALLY: tally },
  })
  process.once('exit', () => child.kill())
  const output = []
  if (kept) for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk))
  await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  const counts = JSON.parse(await readFile(tally, 'utf8').catch(() => '{"passed":0,"failed":1}'))
  await rm(tally, { force: true })
  if (kept) process.stdout.write(Buffer.concat(output))
  console.log(`${counts.failed === 0 ? '✔' : '✘'} ${name}: ${told(counts)}  (${seconds(start)})\n`)
  return counts
}

const told = ({ passed, failed }) => `${passed} passed, ${failed} failed`
const sum = (counts) =>
  counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), { passed: 0, failed: 0 })

async function all() {
  const counts = []
  for (const row of GROUPS) counts.push(...(await Promise.all(row.map(([name]) => apart(name, row.length > 1)))))
  return sum(counts)
}

process.once('SIGTERM', () => process.exit(143))
const [name, ...words] = process.argv.slice(2).filter((arg) => arg !== '--')
await mkdir('out/test', { recursive: true })
const start = performance.now()
const counts = await (name ? one(name, words) : all()).catch((error) => {
  console.error(error)
  return { passed: 0, failed: 1 }
})
if (process.env.TEST_TALLY) await writeFile(process.env.TEST_TALLY, JSON.stringify(counts))
else console.log(`${seconds(start)}\n${told(counts)}`)
process.exit(counts.failed === 0 ? 0 : 1)
