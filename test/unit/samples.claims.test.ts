import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Recording } from '../../src/models/recorded/recording'
import { recordings } from '../../src/models/recorded/recordings'
import { asksForValue, givenTexts } from '../../src/problem/given'
import { returned } from '../../src/reading/claims/returned'
import { Trail } from '../../src/reading/claims/trail'
import { Recorder } from '../../src/reading/recorder'
import { sentencesOf } from '../../src/reading/sentence'
import type { Correction, Trace } from '../../src/trace/trace'
import { problem, REQUEST } from './models/support/run'
import { EXPECTED } from './samples.expected'

function traceOf({ id, sample, intents, thought, answer }: Recording): Trace {
  const text = readFileSync(`samples/${sample}`, 'utf8')
  const asked = problem({ text, intent: intents[0] ?? 'fix' })
  const { prompt } = REQUEST
  const recorder = new Recorder({ id, startedAt: '', problem: asked, prompt, model: { endpoint: '', model: '' } })
  recorder.record({ type: 'text', text: 'thought', provenance: 'raw', chars: thought, at: 0 })
  recorder.record({ type: 'text', text: 'answer', provenance: 'raw', chars: answer, at: 1 })
  recorder.record({ type: 'end', end: { type: 'complete' }, at: 2 })
  return recorder.trace
}

/** As a reader marked them, whatever the detector finds. */
function marked({ id, thought }: Recording): readonly Correction[] {
  return (EXPECTED[id]?.corrections ?? []).map(({ retracts, says }) => {
    const at = (words: string) => ({ start: thought.indexOf(words), end: thought.indexOf(words) + words.length })
    const { start, end } = at(says)
    return {
      kind: 'correction',
      id: `c${start}`,
      start,
      end,
      type: 'retraction',
      reparandum: at(retracts),
      confidence: 1,
      sure: true,
      why: [],
    }
  })
}

/** The words with which the final answer is first said, and how often it changed. No other sample asks for a value. */
const SETTLED: Readonly<Record<string, readonly [words: string, changes: number]>> = {
  'polygon-check': ['the area is $39 + 4 - 1 = 42$', 0],
  'polygon-solve': ['6 + 14 + 11 + 11 = 42', 1],
  'tiling-zh': ['f(8) = 3 \\cdot 41 + 2 \\cdot (11 + 3 + 1) = 123 + 30 = 153', 1],
}

describe('of the samples', () => {
  for (const recording of recordings()) {
    const trace = traceOf(recording)

    it(`${recording.id} takes nothing back that its answer says`, () => {
      const given = givenTexts(trace)
      assert.deepEqual(returned(trace, given), [])
      assert.deepEqual(returned({ ...trace, reflections: marked(recording) }, given), [])
    })

    it(`${recording.id} ${SETTLED[recording.id] ? 'comes to rest on its answer' : 'has no answer that can be compared'}`, () => {
      const trail = new Trail(trace.problem.text)
      for (const sentence of sentencesOf(trace.thought)) trail.feed(sentence)
      const found = trail.ending(sentencesOf(trace.answer), asksForValue(trace))
      const [words, changes] = SETTLED[recording.id] ?? []
      if (words === undefined) assert.equal(found, null)
      else {
        assert.ok(found)
        const first = trace.thought.indexOf(words)
        assert.ok(found.first >= first && found.first < first + words.length, trace.thought.slice(found.first))
        assert.equal(found.changes, changes)
      }
    })
  }
})
