import { appendFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { format } from 'node:util'
import Mocha from 'mocha'

/** Where the runner reads what was printed, and how it ended. */
const LOG = process.env['TEST_LOG']
const RESULTS = process.env['TEST_RESULTS']

/**
 * What VS Code calls in the extension host: runs every test that was bundled beside this file. The counts are left in a
 * file, since in the workbench nothing but the page would see how it ended.
 */
export async function run(): Promise<void> {
  const say = (...args: readonly unknown[]): void => {
    if (LOG) appendFileSync(LOG, `${format(...args)}\n`)
    else console.log(...args)
  }
  const mocha = new Mocha({
    timeout: 60_000,
    retries: 2,
    forbidPending: true,
    reporter: 'spec',
    color: process.env['TEST_COLOR'] === '1',
  })
  process.setSourceMapsEnabled(true)
  Mocha.reporters.Base.consoleLog = say
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).sort()) {
    if (file.endsWith('.test.js')) mocha.addFile(path.join(__dirname, file))
  }
  const counts = { passed: 0, failed: 0 }
  try {
    await new Promise<void>((resolve) => {
      const runner = mocha.run(() => resolve())
      runner.on('pass', () => counts.passed++)
      runner.on('fail', () => counts.failed++)
      runner.on('retry', (test, error: Error) => say(`tried again: ${test.fullTitle()}: ${error.message}`))
    })
  } catch (error) {
    say(error)
    counts.failed++
  }
  if (RESULTS) {
    writeFileSync(`${RESULTS}.part`, JSON.stringify(counts))
    renameSync(`${RESULTS}.part`, RESULTS)
  }
  if (counts.failed > 0) throw new Error(`${counts.failed} failed`)
}
