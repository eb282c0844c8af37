import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { mock } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { TraceStore } from '../../src/host/keep/store'
import { newTrace } from '../../src/trace/trace'
import { DELTA, START } from './messages'
import { median, type Part, table } from './part'
import { syntheticThought } from './text'

/** Characters that come between two flushes: a fast model's half second. */
const FLUSHED = 2000

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/** Bytes that the journal had, and ms of CPU, for one run that thinks `text`, its end and its trace's file included. */
async function cost(text: string): Promise<{ readonly bytes: number; readonly ms: number }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-keep-'))
  const store = new TraceStore(folder, () => 10, { info: () => undefined, warn: () => undefined })
  const file = path.join(folder, `${START.id}.journal`)
  mock.timers.enable({ apis: ['setTimeout', 'setInterval'] })
  try {
    const start = process.cpuUsage()
    const journal = store.begin(newTrace(START))
    while (sizeOf(file) === 0) await setImmediate()
    journal.append([{ type: 'part', part: { text: 'thought', start: 0, end: 0, provenance: 'raw', at: 0 }, at: 0 }])
    for (let at = 0; at < text.length; at += DELTA) {
      journal.append([{ type: 'append', text: 'thought', chars: text.slice(at, at + DELTA), at }])
      if (at % FLUSHED !== 0) continue
      const before = sizeOf(file)
      mock.timers.tick(500)
      while (sizeOf(file) === before) await setImmediate()
    }
    const bytes = sizeOf(file)
    await journal.close()
    const { user, system } = process.cpuUsage(start)
    return { bytes, ms: (user + system) / 1000 }
  } finally {
    mock.timers.reset()
    store.dispose()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measured(length: number): Promise<{ readonly bytes: number; readonly ms: number }> {
  const text = syntheticThought(length)
  const runs = [await cost(text), await cost(text), await cost(text)]
  return { bytes: runs[0]?.bytes ?? 0, ms: median(runs.map(({ ms }) => ms)) }
}

/** What a run's journal costs while it grows: what is written must follow the length of the run, not its square. */
export async function run(): Promise<Part> {
  await cost(syntheticThought(200_000))
  const one = await measured(1_000_000)
  const two = await measured(2_000_000)
  const times = (a: number, b: number) => `${(b / a).toFixed(2)} times`
  return {
    lines: table([
      ['1 MB of thought, a flush every 2,000 characters', `${one.ms.toFixed(0)} ms of CPU`, `${one.bytes} bytes`],
      ['2 MB against 1 MB', times(one.ms, two.ms), times(one.bytes, two.bytes)],
    ]),
    results: { one, two },
  }
}
