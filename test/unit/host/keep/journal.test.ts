import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { batchLine, headerLine, readJournal } from '../../../../src/host/keep/journalFile'
import { PendingChanges } from '../../../../src/host/panel/pending'
import { applyAll, type Change } from '../../../../src/trace/change'
import { runs } from './runs'
import { asked, FULL, grown, growth, openStore, removeFolders, temporaryFolder, withFileHandles } from './support'

const journalOf = (batches: readonly (readonly Change[])[]) =>
  headerLine(asked('run')) + batches.map((batch) => batchLine(batch)).join('')

describe('a journal', () => {
  it('replays to the trace, however its changes were spread over the flushes', () => {
    fc.assert(
      fc.property(runs, fc.infiniteStream(fc.integer({ min: 1, max: 6 })), (changes, sizes) => {
        const pending = new PendingChanges()
        const batches: (readonly Change[])[] = []
        for (let from = 0; from < changes.length; ) {
          const size = sizes.next().value
          pending.add(changes.slice(from, from + size))
          batches.push(pending.take())
          from += size
        }
        const read = readJournal(journalOf(batches))
        assert.ok(read.ok && read.intact)
        assert.deepEqual(read.trace, grown('run', changes))
      }),
    )
  })

  it('torn at any byte gives the trace as it stood after a whole flush', () => {
    const changes = growth(9)
    const batches = changes.map((change) => [change])
    const bytes = Buffer.from(journalOf(batches))
    const headerLength = Buffer.byteLength(headerLine(asked('run')))
    let flushed = 0
    let next = headerLength
    for (let length = 0; length <= bytes.length; length++) {
      while (length >= next + Buffer.byteLength(batchLine(batches[flushed] ?? [])) && flushed < batches.length) {
        next += Buffer.byteLength(batchLine(batches[flushed] ?? []))
        flushed++
      }
      const read = readJournal(bytes.toString('utf8', 0, length))
      if (length < headerLength) assert.deepEqual(read, { ok: false, reason: 'invalid' })
      else
        assert.deepEqual(read.ok && [read.intact, read.trace], [
          true,
          applyAll(asked('run'), changes.slice(0, flushed)),
        ])
    }
  })

  it('with a line that is damaged gives what stood before it, and says so', () => {
    const [first, second, third] = [[...growth(1000).slice(0, 1)], growth(1000).slice(1, 2), growth(1000).slice(2)]
    const damaged = journalOf([first, second, third]).replace('"append"', '"upend"')
    const read = readJournal(damaged)
    assert.deepEqual(read.ok && [read.intact, read.trace], [false, applyAll(asked('run'), first)])
  })

  it('whose changes do not fit the texts gives no more than the beginning', () => {
    const step = { id: 's5', start: 5, kind: 'deduction', body: 5, at: 0 } as const
    const read = readJournal(journalOf([[{ type: 'steps', from: 0, steps: [step], at: 0 }]]))
    assert.deepEqual(read.ok && [read.intact, read.trace], [false, asked('run')])
  })

  it('of a newer version is told from a damaged one', () => {
    assert.deepEqual(readJournal(headerLine(asked('run')).replace('"version":1', '"version":2')), {
      ok: false,
      reason: 'newer-version',
    })
  })

  it('reads any text without an error', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(2000), (text, at) => {
        const whole = journalOf([growth(5)])
        readJournal(text)
        readJournal(whole.slice(0, at) + text + whole.slice(at))
      }),
    )
  })
})

describe('a journal being written', () => {
  afterEach(removeFolders)

  it('grows by what is new alone', async () => {
    const sizes: number[] = []
    for (const pieces of [100, 200, 400]) {
      const folder = temporaryFolder()
      const { store } = openStore(folder)
      const journal = store.begin(asked('run'))
      const journalFile = path.join(folder, 'run.journal')
      for (let i = 0; i < pieces; i++) {
        journal.append([{ type: 'append', text: 'thought', chars: 'because ', at: i }])
        // Reading the run makes a line of what is fresh, as a flush does.
        await store.load('run')
      }
      const whole = () => {
        const read = readJournal(readBytes(journalFile))
        return read.ok && read.trace.thought.length === pieces * 8
      }
      await until(whole)
      const written = readBytes(journalFile)
      sizes.push(written.length - written.indexOf('\n'))
      await journal.close()
    }
    const [hundred = 0, twoHundred = 0, fourHundred = 0] = sizes
    assert.ok(twoHundred < 2.1 * hundred && fourHundred < 2.1 * twoHundred, sizes.join())
  })

  it('is written on where a write broke off in the middle', async () => {
    const folder = temporaryFolder()
    const { store, troubles } = openStore(folder)
    const journal = store.begin(asked('run'))
    const healed = await withBrokenWrites(path.join(folder, 'run.journal'), async () => {
      journal.append(growth(9).slice(0, 4))
      await until(() => troubles.length > 0)
    })
    assert.ok(healed > 0)
    assert.deepEqual(troubles, [{ type: 'not-written', code: 'ENOSPC' }])
    journal.append(growth(9).slice(4))
    await until(() => readBytes(path.join(folder, 'run.journal')).includes('"type":"usage"'))
    const read = readJournal(readFileSync(path.join(folder, 'run.journal'), 'utf8'))
    assert.deepEqual(read.ok && [read.intact, read.trace], [true, grown('run', growth(9))])
    await journal.close()
  })
})

/** Each write writes half and fails, as on a disk that is full. Returns how many did. */
async function withBrokenWrites(existing: string, action: () => Promise<void>): Promise<number> {
  await until(() => readBytes(existing).length > 0)
  let broken = 0
  await withFileHandles((prototype) => {
    const { write } = prototype
    return {
      async write(this: FileHandle, bytes: Buffer, offset: number, length: number, position: number): Promise<void> {
        broken++
        await Reflect.apply(write, this, [bytes, offset, length >> 1, position])
        throw FULL
      },
    }
  }, action)
  return broken
}

function readBytes(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10))
}
