// What the host suite needs wherever it runs, in the server or in the desktop's VS Code: its bundle, a workspace that the
// tests may change, and a way to see what it prints and how it ended.
import { existsSync } from 'node:fs'
import { cp, mkdtemp, open, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { build } from '../build.mjs'
import { bundleTests } from './bundle.mjs'

export async function prepareSuite(words) {
  await build()
  const { outdir, files } = await bundleTests('host', words, {
    external: ['vscode'],
    entries: [['suite', 'test/host/suite.ts']],
  })
  const folder = await mkdtemp(path.join(os.tmpdir(), 'second-thoughts-host-'))
  const workspace = path.join(folder, 'samples')
  await cp('samples', workspace, { recursive: true })
  const log = path.join(folder, 'log')
  const results = path.join(folder, 'results.json')
  return {
    entry: path.resolve(outdir, 'suite.js'),
    count: files.length,
    workspace,
    env: { TEST_LOG: log, TEST_RESULTS: results, TEST_COLOR: process.stdout.isTTY ? '1' : '' },
    results: (limit, ends) => follow(log, results, limit, ends),
    remove: async () => {
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
      await rm(outdir, { recursive: true, force: true })
    },
  }
}

/** Prints the log as it grows, until the results are there, the time is over or the host has gone. */
async function follow(log, results, limit, ends) {
  let over = null
  for (const end of ends) end.then((why) => (over ??= why))
  const deadline = Date.now() + limit
  let offset = 0
  for (;;) {
    const done = existsSync(results)
    offset = await print(log, offset)
    if (done) return JSON.parse(await readFile(results, 'utf8'))
    if (Date.now() > deadline) over ??= `it did not end within ${limit / 1000} s`
    if (over !== null) {
      console.error(`The host suite gave no result: ${over}`)
      return { passed: 0, failed: 1 }
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function print(file, offset) {
  const handle = await open(file).catch(() => null)
  if (handle === null) return offset
  const { buffer, bytesRead } = await handle.read({ position: offset, length: 1 << 20, buffer: Buffer.alloc(1 << 20) })
  await handle.close()
  process.stdout.write(buffer.subarray(0, bytesRead))
  return offset + bytesRead
}
