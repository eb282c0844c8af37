import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { mock } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { buildSync } from 'esbuild'
import { headerLine } from '../../../../src/host/keep/journalFile'
import { parseTraceText, traceFileText } from '../../../../src/host/keep/traceFile'
import { recordings } from '../../../../src/models/recorded/recordings'
import { Recorder } from '../../../../src/reading/recorder'
import type { Trace } from '../../../../src/trace/trace'
import { example } from '../../trace/example'
import { asked, finished, growth, openStore, removeFolders, temporaryFolder } from './support'

describe('a real run’s file', () => {
  afterEach(removeFolders)

  it('is a trace when it is whole, and no prefix of it is one', async function () {
    this.timeout(120_000)
    const trace = recorded()
    const bytes = Buffer.from(traceFileText(trace))
    assert.deepEqual(parseTraceText(bytes.toString()), { ok: true, trace })
    // But for the line end after the last bracket, which the list of runs asks for.
    for (let length = 0; length < bytes.length - 1; length++) {
      assert.equal(parseTraceText(bytes.toString('utf8', 0, length)).ok, false, `${length} bytes`)
    }
  })
})

/** The first recording, as a model would have sent it. */
function recorded(): Trace {
  const [recording] = recordings()
  assert.ok(recording)
  const { id, startedAt, problem, prompt, model } = example
  const recorder = new Recorder({ id, startedAt, problem, prompt, model })
  for (const text of ['thought', 'answer'] as const) {
    recorder.record({ type: 'text', text, provenance: 'raw', chars: recording[text], at: 0 })
  }
  recorder.record({ type: 'end', end: { type: 'complete' }, at: 0 })
  return recorder.trace
}

describe('what has come', () => {
  afterEach(removeFolders)

  it('is on the disk half a second later', async () => {
    mock.timers.enable({ apis: ['setTimeout', 'setInterval'] })
    try {
      const folder = temporaryFolder()
      const file = path.join(folder, 'run.journal')
      const text = () => (existsSync(file) ? readFileSync(file, 'utf8') : '')
      const journal = openStore(folder).store.begin(asked('run'))
      while (text() === '') await setImmediate()
      journal.append(growth(1000).slice(0, 2))
      mock.timers.tick(499)
      for (let turn = 0; turn < 50; turn++) await setImmediate()
      assert.ok(!text().includes('"append"'))
      mock.timers.tick(1)
      while (!text().includes('"append"')) await setImmediate()
      await journal.close()
    } finally {
      mock.timers.reset()
    }
  })
})

describe('a disk that is full for real', () => {
  afterEach(removeFolders)

  /** Of 512 bytes each, the most that the system lets a file have: room for a journal's header, not for a trace. */
  const blocks = Math.ceil(Buffer.byteLength(headerLine(asked('new-0'))) / 512)

  it('does not end the run: old files stay, and what was written before comes back', async function () {
    this.timeout(60_000)
    const script = path.join(temporaryFolder(), 'window.js')
    buildSync({
      entryPoints: [path.resolve('test/unit/host/keep/window.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      format: 'cjs',
    })
    const folder = temporaryFolder()
    const keepRun = (limit: number | 'unlimited', id: string) =>
      spawnSync('sh', ['-c', `ulimit -f ${limit}; exec "$0" "$@"`, process.execPath, script, folder, id, '1'])
    assert.equal(keepRun('unlimited', 'old').status, 0)
    const { status, stdout } = keepRun(blocks, 'new')
    assert.deepEqual([status, stdout.toString()], [0, 'begun\nsaved new-0\n'])
    const { store, troubles } = openStore(folder)
    await store.recover()
    assert.deepEqual(troubles, [])
    const old = await store.load('old-0')
    assert.deepEqual(old.ok && old.trace, finished('old-0'))
    const cut = await store.load('new-0')
    assert.ok(cut.ok && cut.trace.end?.type === 'interrupted')
    assert.ok(finished('new-0').thought.startsWith(cut.trace.thought))
  })
})
