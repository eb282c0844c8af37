import assert from 'node:assert/strict'
import { existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { batchLine, headerLine } from '../../../../src/host/keep/journalFile'
import { traceFileText } from '../../../../src/host/keep/traceFile'
import { apply, applyAll } from '../../../../src/trace/change'
import { parseTrace } from '../../../../src/trace/schema'
import type { Trace } from '../../../../src/trace/trace'
import { runs } from './runs'
import {
  asked,
  END,
  FULL,
  files,
  finished,
  grown,
  growth,
  type Opened,
  openStore,
  removeFolders,
  temporaryFolder,
  withFileHandles,
} from './support'

/** No process has it: above the largest id that any system gives. */
const DEAD = 2 ** 31 - 2

const day = (n: number) => `2026-11-${String(n).padStart(2, '0')}T10:00:00.000Z`

async function keep({ store }: Opened, trace: Trace): Promise<void> {
  const journal = store.begin(asked(trace.id, trace.startedAt))
  journal.append([...growth(20), END])
  await journal.close()
}

/** A journal as another process, `pid`, would have left it. */
function leaveJournal(folder: string, id: string, pid = DEAD, changes = growth(20)): string {
  const file = path.join(folder, `${id}.journal`)
  const header = headerLine(asked(id)).replace(`"pid":${process.pid}`, `"pid":${pid}`)
  writeFileSync(file, header + changes.map((change) => batchLine([change])).join(''))
  return file
}

async function loaded({ store }: Opened, id: string): Promise<Trace> {
  const read = await store.load(id)
  assert.ok(read.ok, JSON.stringify(read))
  return read.trace
}

describe('a run that is kept', () => {
  afterEach(removeFolders)

  it('is a journal while it lasts and one trace afterwards', async () => {
    const folder = temporaryFolder()
    const opened = openStore(folder)
    const journal = opened.store.begin(asked('one'))
    journal.append(growth(7))
    assert.equal((await opened.store.list())[0]?.end, undefined)
    assert.equal((await loaded(opened, 'one')).thought, finished('one').thought)
    journal.append([END])
    await journal.close()
    assert.deepEqual(files(folder), ['one.reasoning.json'])
    assert.deepEqual(await loaded(openStore(folder), 'one'), finished('one'))
  })

  it('is the trace that its changes make', async () => {
    const opened = openStore(temporaryFolder())
    let n = 0
    await fc.assert(
      fc.asyncProperty(runs, async (changes) => {
        const id = `run-${n++}`
        const journal = opened.store.begin(asked(id))
        journal.append(changes)
        journal.append([END])
        await journal.close()
        assert.deepEqual(await loaded(opened, id), apply(grown(id, changes), END))
      }),
      { numRuns: 30 },
    )
  })

  it('is a file that every reader of traces takes', async () => {
    const folder = temporaryFolder()
    await keep(openStore(folder), finished('one'))
    const read = parseTrace(JSON.parse(readFileSync(path.join(folder, 'one.reasoning.json'), 'utf8')))
    assert.deepEqual(read.ok && read.trace, finished('one'))
  })

  it('that was closed without an end was interrupted', async () => {
    const opened = openStore(temporaryFolder())
    const journal = opened.store.begin(asked('one'))
    journal.append(growth(7))
    await journal.close()
    assert.deepEqual((await loaded(opened, 'one')).end, { type: 'interrupted' })
  })

  it('is whole however often and whenever it is closed', async () => {
    const opened = openStore(temporaryFolder())
    const journal = opened.store.begin(asked('one'))
    journal.append(growth(7))
    const stop = { type: 'end', end: { type: 'stopped' }, at: 1000 } as const
    const first = journal.close()
    journal.append([stop])
    await Promise.all([first, journal.close()])
    assert.equal((await loaded(opened, 'one')).thought, finished('one').thought)
  })

  it('takes a mark that is dismissed later', async () => {
    const opened = openStore(temporaryFolder())
    await keep(opened, finished('one'))
    const id = finished('one').reflections[0]?.id ?? ''
    const dismissed = apply(finished('one'), { type: 'dismiss', id, dismissed: true, at: 0 })
    await opened.store.update(dismissed)
    assert.deepEqual(await loaded(opened, 'one'), dismissed)
    assert.deepEqual(
      (await opened.store.list()).map(({ corrections }) => corrections),
      [0],
    )
  })

  it('stays deleted when a mark of it is dismissed', async () => {
    const folder = temporaryFolder()
    const opened = openStore(folder)
    await keep(opened, finished('one'))
    await Promise.all([opened.store.delete('one'), opened.store.update(finished('one'))])
    assert.deepEqual(files(folder), [])
  })

  it('is written at once when the window closes', async () => {
    const folder = temporaryFolder()
    const { store } = openStore(folder)
    const journal = store.begin(asked('one'))
    journal.append(growth(7))
    store.dispose()
    assert.deepEqual(await loaded(openStore(folder), 'one'), {
      ...finished('one'),
      end: { type: 'interrupted' },
      elapsed: 990,
    })
    await journal.close()
  })

  it('needs an id that names a file and nothing else', async () => {
    const folder = temporaryFolder()
    const { store } = openStore(path.join(folder, 'traces'))
    for (const id of ['../one', 'a/b', 'a\\b', '', '.', 'one.reasoning', 'x'.repeat(65), 'a\0b']) {
      assert.throws(() => store.begin(asked(id)), id)
      assert.deepEqual(await store.load(id), { ok: false, reason: 'missing', detail: '' })
      await store.delete(id)
    }
    assert.deepEqual(files(folder), [])
  })
})

describe('the list of runs', () => {
  afterEach(removeFolders)

  it('is newest first, with what tells them apart', async () => {
    const opened = openStore(temporaryFolder())
    await keep(opened, finished('a', day(3)))
    await keep(opened, finished('b', day(5)))
    await keep(opened, finished('c', day(4)))
    const list = await opened.store.list()
    assert.deepEqual(
      list.map(({ id }) => id),
      ['b', 'c', 'a'],
    )
    const { problem, model, end, elapsed } = finished('b')
    assert.deepEqual(list[0], {
      id: 'b',
      startedAt: day(5),
      intent: 'fix',
      question: '',
      name: 'lowerBound',
      path: 'search.ts',
      lines: problem.lines,
      model,
      end,
      elapsed,
      steps: 2,
      corrections: 1,
    })
  })

  it('holds as many as the setting says, the newest', async () => {
    const folder = temporaryFolder()
    const opened = openStore(folder, 3)
    for (const n of [4, 1, 5, 2, 3]) await keep(opened, finished(`run-${n}`, day(n)))
    await opened.store.recover()
    assert.deepEqual(files(folder), ['run-3.reasoning.json', 'run-4.reasoning.json', 'run-5.reasoning.json'])
  })

  it('says when it changes', async () => {
    const opened = openStore(temporaryFolder())
    let changes = 0
    opened.store.onDidChange(() => changes++)
    await keep(opened, finished('one'))
    const kept = changes
    await opened.store.delete('one')
    assert.ok(kept > 0 && changes > kept)
  })

  it('is emptied but for the runs that go on', async () => {
    const folder = temporaryFolder()
    const opened = openStore(folder)
    await keep(opened, finished('one'))
    const journal = opened.store.begin(asked('two'))
    await opened.store.clear()
    await opened.store.delete('two')
    assert.deepEqual(
      (await opened.store.list()).map(({ id }) => id),
      ['two'],
    )
    await journal.close()
  })

  it('reads a file that was written by hand', async () => {
    const folder = temporaryFolder()
    writeFileSync(path.join(folder, 'one.reasoning.json'), JSON.stringify(finished('one'), null, 2))
    const opened = openStore(folder)
    assert.equal((await opened.store.list())[0]?.steps, 2)
    assert.deepEqual(opened.troubles, [])
  })

  it('of a folder that is not there is empty', async () => {
    assert.deepEqual(await openStore(path.join(temporaryFolder(), 'none')).store.list(), [])
  })
})

describe('a damaged trace', () => {
  afterEach(removeFolders)

  it('cut at any byte is set aside, named once and kept, and the others load', async () => {
    const whole = Buffer.from(traceFileText(finished('one')))
    for (let length = 0; length < whole.length - 1; length++) {
      const folder = temporaryFolder()
      writeFileSync(path.join(folder, 'one.reasoning.json'), whole.subarray(0, length))
      writeFileSync(path.join(folder, 'two.reasoning.json'), traceFileText(finished('two')))
      const opened = openStore(folder)
      for (const _ of [1, 2]) {
        assert.deepEqual(
          (await opened.store.list()).map(({ id }) => id),
          ['two'],
        )
      }
      const aside = path.join(folder, 'one.reasoning.json.damaged')
      assert.deepEqual(opened.troubles, [{ type: 'damaged', file: aside }])
      assert.deepEqual(readFileSync(aside), whole.subarray(0, length))
      removeFolders()
    }
  })

  it('is set aside when it is opened, if the list did not see it', async () => {
    const folder = temporaryFolder()
    const text = traceFileText(finished('one')).replace('"steps":[{', '"steps":[!')
    writeFileSync(path.join(folder, 'one.reasoning.json'), text)
    const opened = openStore(folder)
    assert.equal((await opened.store.list()).length, 1)
    const read = await opened.store.load('one')
    assert.equal(read.ok ? '' : read.reason, 'invalid')
    assert.equal(opened.troubles.length, 1)
    assert.deepEqual(files(folder), ['one.reasoning.json.damaged'])
  })

  it('never takes the place of one that was set aside before', async () => {
    const folder = temporaryFolder()
    for (const words of ['first', 'second', 'third']) {
      writeFileSync(path.join(folder, 'one.reasoning.json'), words)
      await openStore(folder).store.list()
    }
    assert.deepEqual(
      files(folder).map((file) => readFileSync(path.join(folder, file), 'utf8')),
      ['second', 'third', 'first'],
    )
  })

  it('under another’s name is no trace', async () => {
    const folder = temporaryFolder()
    writeFileSync(path.join(folder, 'one.reasoning.json'), traceFileText(finished('two')))
    const opened = openStore(folder)
    assert.deepEqual(await opened.store.list(), [])
    assert.deepEqual(files(folder), ['one.reasoning.json.damaged'])
  })

  it('of a newer version is no damage: it is explained once and left as it is', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'one.reasoning.json')
    writeFileSync(file, JSON.stringify({ ...finished('one'), version: 2, thought: { new: 'shape' } }))
    const opened = openStore(folder)
    for (const _ of [1, 2]) assert.deepEqual(await opened.store.list(), [])
    assert.deepEqual(await opened.store.load('one'), { ok: false, reason: 'newer-version', detail: '2' })
    assert.deepEqual(opened.troubles, [{ type: 'newer-version', file }])
    assert.deepEqual(files(folder), ['one.reasoning.json'])
  })
})

describe('recovery', () => {
  afterEach(removeFolders)

  it('is emptied of what a process that is gone left, too', async () => {
    const folder = temporaryFolder()
    leaveJournal(folder, 'one')
    const opened = openStore(folder)
    await opened.store.clear()
    await opened.store.recover()
    assert.deepEqual(await opened.store.list(), [])
  })

  it('makes an interrupted trace of the journal of a process that is gone', async () => {
    const folder = temporaryFolder()
    leaveJournal(folder, 'one')
    const opened = openStore(folder)
    await opened.store.recover()
    assert.deepEqual(files(folder), ['one.reasoning.json'])
    assert.deepEqual(await loaded(opened, 'one'), {
      ...applyAll(asked('one'), growth(20)),
      end: { type: 'interrupted' },
    })
    assert.deepEqual(opened.troubles, [])
  })

  it('is not needed for a run to be opened', async () => {
    const folder = temporaryFolder()
    leaveJournal(folder, 'one')
    assert.deepEqual((await loaded(openStore(folder), 'one')).end, { type: 'interrupted' })
    assert.deepEqual(files(folder), ['one.reasoning.json'])
  })

  it('keeps the end that the journal knows of', async () => {
    const folder = temporaryFolder()
    leaveJournal(folder, 'one', DEAD, [...growth(20), END])
    assert.deepEqual(await loaded(openStore(folder), 'one'), finished('one'))
  })

  it('leaves the journal of another window alone, and shows it as far as it has come', async () => {
    const folder = temporaryFolder()
    // The test's parent lives as long as the test.
    leaveJournal(folder, 'one', process.ppid)
    const opened = openStore(folder)
    await opened.store.recover()
    assert.deepEqual(files(folder), ['one.journal'])
    assert.equal((await loaded(opened, 'one')).end, undefined)
  })

  it('takes a window that gave no sign of life for ten minutes for gone: its process id is another’s now', async () => {
    const folder = temporaryFolder()
    const file = leaveJournal(folder, 'one', process.ppid)
    const long = Date.now() / 1000 - 601
    utimesSync(file, long, long)
    await openStore(folder).store.recover()
    assert.deepEqual(files(folder), ['one.reasoning.json'])
  })

  it('believes the trace where a window was killed before it could remove the journal', async () => {
    const folder = temporaryFolder()
    await keep(openStore(folder), finished('one'))
    leaveJournal(folder, 'one', DEAD, growth(20).slice(0, 2))
    const opened = openStore(folder)
    await opened.store.recover()
    assert.deepEqual(files(folder), ['one.reasoning.json'])
    assert.deepEqual(await loaded(opened, 'one'), finished('one'))
  })

  it('believes the journal where the trace beside it is damaged', async () => {
    const folder = temporaryFolder()
    writeFileSync(path.join(folder, 'one.reasoning.json'), '{')
    leaveJournal(folder, 'one')
    const opened = openStore(folder)
    await opened.store.recover()
    assert.deepEqual(files(folder), ['one.reasoning.json', 'one.reasoning.json.damaged'])
    assert.equal((await loaded(opened, 'one')).thought, finished('one').thought)
  })

  it('keeps what a damaged journal still says, and the journal', async () => {
    const folder = temporaryFolder()
    const file = leaveJournal(folder, 'one')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"type":"steps"', '"type":"stops"'))
    const opened = openStore(folder)
    await opened.store.recover()
    assert.deepEqual(files(folder), ['one.journal.damaged', 'one.reasoning.json'])
    assert.equal((await loaded(opened, 'one')).thought, finished('one').thought)
    assert.deepEqual(opened.troubles, [{ type: 'damaged', file: `${file}.damaged` }])
  })

  it('leaves the journal of a newer version as it is, and explains it once', async () => {
    const folder = temporaryFolder()
    const file = leaveJournal(folder, 'one')
    const newer = readFileSync(file, 'utf8').replace('"version":1', '"version":2')
    writeFileSync(file, newer)
    const opened = openStore(folder)
    for (const _ of [1, 2]) await opened.store.recover()
    assert.deepEqual(opened.troubles, [{ type: 'newer-version', file }])
    assert.equal(readFileSync(file, 'utf8'), newer)
  })

  it('removes what a killed write left, when nobody can be at it any more', async () => {
    const folder = temporaryFolder()
    for (const name of ['old', 'new']) writeFileSync(path.join(folder, `${name}.reasoning.json.1-1.tmp`), '{')
    const long = Date.now() / 1000 - 601
    utimesSync(path.join(folder, 'old.reasoning.json.1-1.tmp'), long, long)
    await openStore(folder).store.recover()
    assert.deepEqual(files(folder), ['new.reasoning.json.1-1.tmp'])
  })

  it('by two windows at once gives one trace', async () => {
    const folder = temporaryFolder()
    const file = leaveJournal(folder, 'one')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"type":"steps"', '"type":"stops"'))
    await Promise.all([openStore(folder).store.recover(), openStore(folder).store.recover()])
    assert.deepEqual(files(folder), ['one.journal.damaged', 'one.reasoning.json'])
  })
})

describe('a disk that takes nothing', () => {
  afterEach(removeFolders)

  it('does not end the run; the user is told once, and all is written when there is room', async () => {
    const parent = temporaryFolder()
    const folder = path.join(parent, 'traces')
    // A file stands where the folder should be.
    writeFileSync(folder, '')
    const opened = openStore(folder)
    const journal = opened.store.begin(asked('one'))
    journal.append([...growth(5), END])
    await journal.close()
    assert.equal(opened.troubles.length, 1)
    assert.deepEqual(await loaded(opened, 'one'), finished('one'))
    assert.equal((await opened.store.list()).length, 1)
    rmSync(folder)
    await keep(opened, finished('two'))
    await new Promise<void>((resolve) => {
      const look = () => (existsSync(path.join(folder, 'one.reasoning.json')) ? resolve() : setTimeout(look, 10))
      look()
    })
    assert.equal(opened.troubles.length, 1)
    assert.deepEqual(await loaded(openStore(folder), 'one'), finished('one'))
  })

  it('leaves the old file as it was, and nothing beside it', async () => {
    const folder = temporaryFolder()
    const opened = openStore(folder)
    await keep(opened, finished('one'))
    const full = () => ({ sync: () => Promise.reject(FULL) })
    await withFileHandles(full, () => opened.store.update({ ...finished('one'), answer: 'other' }))
    assert.deepEqual(opened.troubles, [{ type: 'not-written', code: 'ENOSPC' }])
    assert.deepEqual(files(folder), ['one.reasoning.json'])
    assert.deepEqual(await loaded(openStore(folder), 'one'), finished('one'))
  })
})
