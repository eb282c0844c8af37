import assert from 'node:assert/strict'
import { recordedSource } from '../../src/models/recorded/recorded'
import type { Recording } from '../../src/models/recorded/recording'
import { recordings } from '../../src/models/recorded/recordings'
import { Recorder } from '../../src/reading/recorder'
import type { Correction, Reflection, Span, Trace } from '../../src/trace/trace'
import { problem, REQUEST } from './models/support/run'
import { EXPECTED } from './samples.expected'

const traces = new Map<string, Promise<Trace>>()

function traceOf(recording: Recording): Promise<Trace> {
  const trace = traces.get(recording.id) ?? record(recording)
  traces.set(recording.id, trace)
  return trace
}

/** The whole way: from the bytes that the recorded model sends to the trace. */
async function record(recording: Recording): Promise<Trace> {
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

/** Floors, somewhat below what the detector reaches: 0.76, 0.50 and 0.41 of what is expected. */
const CORRECTIONS = 0.65
const LINKS = 0.4
const OTHERS = 0.3

const meet = (a: Span, b: Span) => a.start < b.end && b.start < a.end

const correctionsOf = ({ reflections }: Trace) => reflections.filter((r): r is Correction => r.kind === 'correction')

const takesBack = ({ reparandum }: Correction, what: Span) => reparandum !== null && meet(reparandum, what)

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

      for (const { retracts, says, surest } of expected.corrections.filter((c) => c.surest)) {
        it(`shows a correction where it says "${says}"${surest === 'linked' ? ', and what it takes back' : ''}`, async () => {
          const corrections = correctionsOf(await traceOf(recording))
          const seen = corrections.map(({ start, end, reparandum }) => [
            thought.slice(start, end),
            reparandum && thought.slice(reparandum.start, reparandum.end),
          ])
          const found = corrections.filter((c) => meet(c, place(thought, says)))
          assert.ok(found.length > 0, `only these were seen: ${JSON.stringify(seen)}`)
          const linked = found.some((c) => takesBack(c, place(thought, retracts)))
          if (surest === 'linked') assert.ok(linked, `linked otherwise: ${JSON.stringify(seen)}`)
        })
      }
    })
  }

  describe('of all of them together', () => {
    it(`finds ${percent(CORRECTIONS)} of the corrections, and links ${percent(LINKS)} of them to what they take back`, async () => {
      const found: boolean[] = []
      const linked: boolean[] = []
      for (const recording of recordings()) {
        const corrections = correctionsOf(await traceOf(recording))
        for (const { says, retracts } of EXPECTED[recording.id]?.corrections ?? []) {
          const seen = corrections.filter((c) => meet(c, place(recording.thought, says)))
          found.push(seen.length > 0)
          linked.push(seen.some((c) => takesBack(c, place(recording.thought, retracts))))
        }
      }
      atLeast(CORRECTIONS, found)
      atLeast(LINKS, linked)
    })

    it(`finds ${percent(OTHERS)} of the checks, as confirmed, and of the alternatives`, async () => {
      const found: boolean[] = []
      for (const recording of recordings()) {
        const { reflections } = await traceOf(recording)
        const { confirmed = [], alternatives = [] } = EXPECTED[recording.id] ?? {}
        const seen = (words: string, test: (r: Reflection) => boolean) =>
          reflections.some((r) => test(r) && meet(r, place(recording.thought, words)))
        for (const words of confirmed) found.push(seen(words, (r) => r.kind === 'check' && r.outcome === 'confirmed'))
        for (const words of alternatives) found.push(seen(words, (r) => r.kind === 'alternative'))
      }
      atLeast(OTHERS, found)
    })
  })
})

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

function atLeast(share: number, found: readonly boolean[]): void {
  const count = found.filter(Boolean).length
  assert.ok(count >= share * found.length, `only ${count} of ${found.length}`)
}
