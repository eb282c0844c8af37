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

/** How long each look at the clock takes, by that clock, ms: two pieces of text and a slice of eight are over. */
const TICK = 5

/** The longest piece that is read at once, characters. */
const PIECE = 4096

describe('a thought of a megabyte in one piece', () => {
  const { now } = performance
  afterEach(() => {
    performance.now = now
  })

  it('is read in slices of eight milliseconds, between which the editor is heard', async function () {
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
    // What was read from one turn of the event loop to the next, characters.
    const read: number[] = []
    let characters = 0
    run.onChange((changes) => {
      for (const change of changes) if (change.type === 'append') characters += change.chars.length
    })
    let over = false
    const turn = () => {
      read.push(characters)
      characters = 0
      if (!over) setImmediate(turn)
    }
    // A clock of the test's own, so that a fast machine and a busy one read the same at a stretch.
    let time = 0
    performance.now = () => {
      time += TICK
      return time
    }
    setImmediate(turn)
    await run.think(source, { model: 'o9' }, (thrown) => assert.fail(String(thrown)))
    over = true
    assert.ok(Math.max(...read) <= 2 * PIECE, `${Math.max(...read)} characters in one turn`)
    const whole = new Recorder(START)
    for (const delta of deltas) whole.record(delta)
    assert.deepEqual(run.trace, whole.trace)
    run.dispose()
  })
})
