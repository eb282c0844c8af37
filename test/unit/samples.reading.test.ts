import assert from 'node:assert/strict'
import { recordedSource } from '../../src/models/recorded/recorded'
import type { Recording } from '../../src/models/recorded/recording'
import { recordings } from '../../src/models/recorded/recordings'
import { Recorder } from '../../src/reading/recorder'
import type { Correction, Span, Trace } from '../../src/trace/trace'
import { problem, REQUEST } from './models/support/run'
import { EXPECTED } from './samples.expected'

/** The whole way: from the bytes that the recorded model sends to the trace. */
async function traceOf(recording: Recording): Promise<Trace> {
  const asked = problem({ text: recording.anchor, intent: recording.intents[0] ?? 'fix' })
  const recorder = new Recorder({
    id: recording.id,
    startedAt: '2026-01-01T00:00:00.000Z',
    problem: asked,
    prompt: REQUEST.prompt,
    model: { endpoint: 'Recorded (demo)', model: 'samples', demo: true },
  })
  const source = recordedSource({ problem: asked, speed: 0, now: () => 0, recordings: [recording] })
  for await (const delta of source.stream(REQUEST, new AbortController().signal)) recorder.record(delta)
  return recorder.trace
}

/** Where the words stand, which is in one place. */
function place(text: string, words: string): Span {
  const start = text.indexOf(words)
  assert.ok(start >= 0, `these words are not in the thought: ${words}`)
  assert.equal(text.indexOf(words, start + 1), -1, `these words stand twice: ${words}`)
  return { start, end: start + words.length }
}

const meet = (a: Span, b: Span) => a.start < b.end && b.start < a.end

describe('the reading of the samples', () => {
  it('is expected for each recording', () => {
    assert.deepEqual(
      Object.keys(EXPECTED).sort(),
      recordings()
        .map(({ id }) => id)
        .sort(),
    )
  })

  for (const recording of recordings()) {
    const { id, thought } = recording
    const expected = EXPECTED[id] ?? { corrections: [], confirmed: [], alternatives: [] }

    describe(id, () => {
      it('holds corrections of what was said before, a check that holds, and other ways', () => {
        assert.ok(expected.corrections.length >= 2 && expected.confirmed.length >= 1)
        for (const { retracts, says } of expected.corrections) {
          assert.ok(place(thought, retracts).end <= place(thought, says).start, says)
        }
        for (const words of [...expected.confirmed, ...expected.alternatives]) place(thought, words)
      })

      it('has its texts to the letter in the trace, in several steps', async () => {
        const trace = await traceOf(recording)
        assert.deepEqual([trace.thought, trace.answer, trace.end], [thought, recording.answer, { type: 'complete' }])
        assert.ok(trace.steps.length >= 4, `${trace.steps.length} steps`)
      })

      for (const { says } of expected.corrections.filter(({ surest }) => surest)) {
        it(`shows a correction where it says "${says}"`, async () => {
          const { reflections } = await traceOf(recording)
          const corrections = reflections.filter((r): r is Correction => r.kind === 'correction')
          const seen = corrections.map(({ start, end }) => thought.slice(start, end))
          assert.ok(
            corrections.some((c) => meet(c, place(thought, says))),
            `only these were seen: ${JSON.stringify(seen)}`,
          )
        })
      }
    })
  }
})
