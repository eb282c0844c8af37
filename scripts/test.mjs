// npm test [-- GROUP [WORD…]]: runs one group of tests, or all of them. A word selects the test files whose path holds it.
// Each group is a process of its own, so that one that dies does not take the others along, and two run side by side. The
// last line is `N passed, N failed`: mocha's counts and one for each check that is not mocha's. A group that ran no test has
// failed.
import { spawn } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
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

/** What needs nothing but Node.js, and runs while the build, the browser and VS Code's server are made ready. */
const LIGHT = {
  types: command('node_modules/typescript/bin/tsc', '-b'),
  lint: command('node_modules/@biomejs/biome/bin/biome', 'check', '.'),
  docs: command('scripts/docs.mjs', '--check'),
  unit: runner('unit'),
}

/** What needs those. */
const HEAVY = { host: runner('host'), e2e: runner('e2e'), panel: runner('panel'), package: runner('package') }

/** What is not part of all of them: it takes two to three minutes more. */
const APART = { oldest: runner('oldest') }

const GROUPS = { ...LIGHT, ...HEAVY, ...APART }

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** Runs one group in this process. */
async function one(name, words) {
  const run = GROUPS[name]
  if (!run) throw new Error(`There is no group ${name}: ${Object.keys(GROUPS).join(', ')}`)
  const { passed, failed } = await run(words)
  if (passed + failed === 0) console.error(`${name}: no test ran`)
  return { passed, failed: passed + failed === 0 ? 1 : failed }
}

/** Runs a script in a process of its own, each line of its output under a name. */
async function apart(name, script, args, env) {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
  process.once('exit', () => child.kill())
  for (const input of [child.stdout, child.stderr])
    createInterface({ input }).on('line', (line) => console.log(`${name.padEnd(7)} │ ${line}`.trimEnd()))
  return await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
}

async function group(name) {
  const tally = path.join('out', 'test', `${name}-${process.pid}.json`)
  const start = performance.now()
  console.log(`▶ ${name}`)
  await apart(name, fileURLToPath(import.meta.url), [name], { BUILT: '1', TEST_TALLY: tally })
  const counts = JSON.parse(await readFile(tally, 'utf8').catch(() => '{"passed":0,"failed":1}'))
  await rm(tally, { force: true })
  console.log(`${counts.failed === 0 ? '✔' : '✘'} ${name}: ${told(counts)}  (${seconds(start)})`)
  return counts
}

const told = ({ passed, failed }) => `${passed} passed, ${failed} failed`
const sum = (counts) =>
  counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), { passed: 0, failed: 0 })

/**
 * The heavy groups run one at a time: each fills two cores by itself with a browser, a server and an extension host, and
 * tests that wait for what is seen fail where two such groups share them.
 */
async function all() {
  const counts = []
  const inTurn = async (names) => {
    for (const name of names) counts.push(await group(name))
  }
  const ready = apart('setup', 'scripts/testing/setup.mjs', [])
  await inTurn(Object.keys(LIGHT))
  if ((await ready) === 0) await inTurn(Object.keys(HEAVY))
  else {
    console.log('✘ setup')
    counts.push({ passed: 0, failed: 1 })
  }
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
