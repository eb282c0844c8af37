import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { buildSync } from 'esbuild'
import { END, files, finished, grown, growth, openStore, removeFolders, temporaryFolder } from './support'

/** How often a window is killed. */
const KILLS = 200

describe('windows that are killed', () => {
  let script = ''

  before(() => {
    script = path.join(temporaryFolder(), 'window.js')
    buildSync({
      entryPoints: [path.resolve('test/unit/host/keep/window.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'cjs',
    })
  })
  after(removeFolders)

  /** Its output so far is handed over with each line. */
  function openWindow(folder: string, prefix: string, count: number, heard: (output: string) => void): ChildProcess {
    const window = spawn(process.execPath, [script, folder, prefix, String(count)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    window.stdout.on('data', (chunk) => {
      output += chunk
      heard(output)
    })
    return window
  }

  const closed = (window: ChildProcess) => new Promise<void>((resolve) => window.on('close', () => resolve()))

  it('lose nothing that they had saved, and leave nothing that is not whole', async function () {
    this.timeout(900_000)
    const folder = temporaryFolder()
    const saved = new Set<string>()
    for (let n = 0; n < KILLS; n++) {
      const window = openWindow(folder, `w${n}`, 1000, (output) => {
        for (const [, id = ''] of output.matchAll(/saved (\S+)/g)) saved.add(id)
        // Another moment each time: in a journal, in its flush, in the save, between save and rename, after it.
        if (output.includes('saved')) setTimeout(() => window.kill('SIGKILL'), n / 20)
      })
      await closed(window)
    }
    const { store, troubles } = openStore(folder, 1_000_000)
    await store.recover()
    assert.deepEqual(troubles, [])
    assert.deepEqual(
      files(folder).filter((file) => !file.endsWith('.reasoning.json') && !file.endsWith('.tmp')),
      [],
    )
    const list = await store.list()
    for (const { id, end } of list) {
      const read = await store.load(id)
      assert.ok(read.ok, JSON.stringify(read))
      if (end?.type === 'complete') assert.deepEqual(read.trace, finished(id))
      else assert.ok(finished(id).thought.startsWith(read.trace.thought) && end?.type === 'interrupted')
    }
    const kept = new Set(list.map(({ id }) => id))
    assert.ok(saved.size >= KILLS)
    assert.deepEqual(
      [...saved].filter((id) => !kept.has(id)),
      [],
    )
  })

  it('do not disturb one another while they keep runs in one folder', async function () {
    this.timeout(120_000)
    const folder = temporaryFolder()
    await Promise.all(['a', 'b', 'c'].map((prefix) => closed(openWindow(folder, prefix, 15, () => undefined))))
    const { store, troubles } = openStore(folder)
    assert.deepEqual(troubles, [])
    assert.equal(files(folder).length, 45)
    for (const { id } of await store.list()) {
      const read = await store.load(id)
      assert.deepEqual(read.ok && read.trace, grown(id, [...growth(3), END]))
    }
    assert.equal((await store.list()).length, 45)
  })
})
