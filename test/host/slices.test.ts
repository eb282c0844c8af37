import assert from 'node:assert/strict'
import { Run } from '../../src/host/runs/run'
import type { ModelSource } from '../../src/models/source'
import { Recorder } from '../../src/reading/recorder'
import type { Delta } from '../../src/trace/delta'
import type { TraceStart } from '../../src/trace/trace'
import { syntheticThought } from '../bench/text'
import { example } from '../unit/trace/example'

const { startedAt, problem, prompt, model } = example
const START: TraceStart = { id: 'slices', startedAt, problem, prompt, model }

/** Calls back in each turn of the event loop until it is told to stop; what comes back are the turns' lengths, ms. */
function turns(): () => readonly number[] {
  const lengths: number[] = []
  let last = performance.now()
  let over = false
  const turn = () => {
    const now = performance.now()
    lengths.push(now - last)
    last = now
    if (!over) setImmediate(turn)
  }
  setImmediate(turn)
  return () => {
    over = true
    return lengths
  }
}

describe('a thought of a megabyte in one piece', () => {
  it('is read in slices, so that the editor is not held up', async function () {
    this.timeout(60_000)
    const deltas: readonly Delta[] = [
      { type: 'text', text: 'thought', provenance: 'raw', chars: syntheticThought(1_000_000), at: 1 },
      { type: 'end', end: { type: 'complete' }, at: 2 },
    ]
    const source: ModelSource = {
      async *stream() {
        yield* deltas
      },
    }
    const run = new Run(START)
    const stop = turns()
    await run.think(source, { model: 'o9' }, (thrown) => assert.fail(String(thrown)))
    const lengths = [...stop()].sort((a, b) => a - b)
    // Each takes 8 ms where nothing else runs.
    assert.ok(lengths.length > 20, `${lengths.length} turns`)
    assert.ok((lengths[Math.floor(lengths.length * 0.9)] ?? 0) < 60, lengths.map(Math.round).join())
    const whole = new Recorder(START)
    for (const delta of deltas) whole.record(delta)
    assert.deepEqual(run.trace, whole.trace)
    run.dispose()
  })
})
