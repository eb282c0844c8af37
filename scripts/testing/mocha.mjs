// Runs bundled tests with mocha in a process of its own.
import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { bundleTests } from './bundle.mjs'

/**
 * @param group the folder of test/
 * @param words of which the paths of the files that are run must hold one
 * @param settings timeout: of one test, ms; env: what the tests are told; bundle: more options for esbuild; shards: into
 *   how many processes the files are dealt; retries: how often a test that failed is tried again, which is printed
 * @returns how many tests passed and failed; a test that is skipped, or left alone by `only`, is a failure
 */
export async function runMocha(
  group,
  words,
  { timeout = 60_000, env = {}, bundle = {}, shards = 1, retries = 0 } = {},
) {
  const { outdir, files } = await bundleTests(group, words, { ...bundle, shards })
  if (files.length === 0) return { passed: 0, failed: 0 }
  const results = `${outdir}.json`
  const args = ['--reporter', path.resolve('scripts/testing/reporter.cjs'), '--timeout', String(timeout)]
  args.push('--retries', String(retries))
  if (files.length > 1) args.push('--parallel', '--jobs', String(files.length))
  args.push('--forbid-pending', ...(words.length === 0 ? ['--forbid-only'] : []), ...files)
  const child = spawn(process.execPath, ['--enable-source-maps', 'node_modules/mocha/bin/mocha.js', ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env, TEST_RESULTS: path.resolve(results), TEST_TALLY: '' },
  })
  process.once('SIGTERM', () => process.exit(143))
  process.once('exit', () => child.kill())
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  const text = await readFile(results, 'utf8').catch(() => null)
  await rm(outdir, { recursive: true, force: true })
  await rm(results, { force: true })
  if (text === null) return { passed: 0, failed: 1 }
  const { passed, failed } = JSON.parse(text)
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}
