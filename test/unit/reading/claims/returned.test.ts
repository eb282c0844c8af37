import assert from 'node:assert/strict'
import fc from 'fast-check'
import { returned } from '../../../../src/reading/claims/returned'
import type { Correction, Reflection, Trace } from '../../../../src/trace/trace'
import { example } from '../../trace/example'
import { markdownish } from '../texts'

interface Told {
  readonly thought: string
  /** What is taken back, the cue, and what is put in its place; each stands once. */
  readonly corrections?: readonly (readonly [retracts: string, cue: string, now?: string])[]
  readonly answer: string
  readonly given?: readonly string[]
  readonly over?: Partial<Correction>
  readonly end?: Trace['end']
}

function traceOf({ thought, corrections = [], answer, over, end = { type: 'complete' } }: Told): Trace {
  const at = (words: string) => {
    const start = thought.indexOf(words)
    assert.ok(start >= 0 && thought.indexOf(words, start + 1) < 0, `not there once: ${words}`)
    return { start, end: start + words.length }
  }
  const reflections = corrections.map(([retracts, cue, now]): Reflection => {
    const repair = now === undefined ? undefined : at(now)
    return {
      kind: 'correction',
      id: `c${at(cue).start}`,
      start: at(cue).start,
      end: repair?.end ?? at(cue).end,
      type: 'retraction',
      cue: at(cue),
      reparandum: at(retracts),
      ...(repair && { repair }),
      confidence: 0.9,
      sure: true,
      why: [],
      ...over,
    }
  })
  return { ...example, thought, answer, reflections, end }
}

/** In the answer's words. */
function back(told: Told): readonly string[] {
  return returned(traceOf(told), told.given ?? []).map(({ back: { start, end } }) => told.answer.slice(start, end))
}

const WRONG = {
  thought: 'Half of ten is five, so x = 5. Wait, that is wrong: x = 7. Done.',
  corrections: [['so x = 5', 'Wait, that is wrong', 'x = 7']],
} as const satisfies Partial<Told>

describe('what was taken back', () => {
  describe('and stands in the answer again', () => {
    it('is a value', () => assert.deepEqual(back({ ...WRONG, answer: 'Therefore $x = 5$.' }), ['x = 5']))

    it('is a value that has words for what it is of', () => {
      const thought = 'So the area is 18. No, I multiplied wrongly. The area is 16.'
      const told = { thought, corrections: [['So the area is 18', 'No', 'The area is 16']] as const }
      assert.deepEqual(back({ ...told, answer: 'The area of the figure is **18**.' }), [
        'The area of the figure is **18',
      ])
      assert.deepEqual(back({ ...told, answer: 'The area of the figure is **16**.' }), [])
    })

    it('is a number with its unit', () => {
      const thought = 'That makes 72 square metres. Hold on, the posts lie inside. It is 42 square metres.'
      const told = {
        thought,
        corrections: [['That makes 72 square metres', 'Hold on', 'It is 42 square metres']] as const,
      }
      assert.deepEqual(back({ ...told, answer: 'The plot has 72 square metres.' }), ['72 square metres'])
      assert.deepEqual(back({ ...told, answer: 'The plot has 72 corners.' }), [])
    })

    it('is code that is proposed as a change', () => {
      const thought = 'Change the test to `lo <= hi`. No, that loops for ever. Use `hi = a.length`.'
      const told = { thought, corrections: [['Change the test to `lo <= hi`', 'No', 'Use `hi = a.length`']] as const }
      const fix = (test: string) =>
        `It stops early:\n\n\`\`\`edit\n<<<<<<< SEARCH\nwhile (lo < hi) {\n=======\nwhile (${test}) {\n>>>>>>> REPLACE\n\`\`\``
      assert.deepEqual(back({ ...told, answer: fix('lo<=hi') }), ['lo<=hi'])
      assert.deepEqual(back({ ...told, answer: fix('lo <= hi - 1') }), [])
      assert.deepEqual(back({ ...told, answer: 'Do not use this:\n\n```\nwhile (lo <= hi) {\n```' }), [])
    })

    it('is a formula', () => {
      const thought = 'We have $p \\mid n$ here. Not so: $p \\nmid n$.'
      const told = { thought, corrections: [['We have $p \\mid n$ here', 'Not so', '$p \\nmid n$']] as const }
      assert.equal(back({ ...told, answer: 'Since $p \\mid n$, we are done.' }).length, 1)
    })

    it('is a value in Chinese', () => {
      const thought = '所以面积是 18。不对，乘错了，面积是 16。'
      const told = { thought, corrections: [['所以面积是 18', '不对', '面积是 16']] as const }
      assert.deepEqual(back({ ...told, answer: '面积是 18。' }), ['面积是 18'])
    })
  })

  describe('is no matter', () => {
    const answer = 'Therefore $x = 5$.'

    it('where the answer does not hold it', () =>
      assert.deepEqual(back({ ...WRONG, answer: 'Therefore $x = 7$.' }), []))

    it('where the answer only mentions it', () => {
      for (const mention of ['It is not $x = 5$.', 'At first, $x = 5$ seems right.', '并不是 $x = 5$。'])
        assert.deepEqual(back({ ...WRONG, answer: mention }), [], mention)
    })

    it('where the answer is not complete', () => {
      assert.deepEqual(back({ ...WRONG, answer, end: { type: 'cut' } }), [])
      const { end: _, ...running } = traceOf({ ...WRONG, answer })
      assert.deepEqual(returned(running, []), [])
    })

    it('where the correction is not sure, or was dismissed', () => {
      assert.deepEqual(back({ ...WRONG, answer, over: { sure: false } }), [])
      assert.deepEqual(back({ ...WRONG, answer, over: { dismissed: true } }), [])
    })

    it('where the correction goes on with it', () => {
      const thought = 'So x = 5 and y = 2. Wait, x = 5 makes y = 3.'
      assert.deepEqual(
        back({ thought, corrections: [['So x = 5 and y = 2', 'Wait', 'x = 5 makes y = 3']], answer }),
        [],
      )
    })

    it('where the thought came back to it', () => {
      const again = `${WRONG.thought} No, the first was right: x = 5.`
      assert.deepEqual(back({ ...WRONG, thought: again, answer }), [])
      const denied = `${WRONG.thought} And x = 5 is impossible.`
      assert.deepEqual(back({ ...WRONG, thought: denied, answer }), ['x = 5'])
    })

    it('where the correction was itself corrected', () => {
      const thought = 'Then so x = 5. Wait, that is wrong: x = 7. No, I misread it; the first one holds.'
      const corrections = [...WRONG.corrections, ['x = 7', 'No, I misread it']] as const
      assert.deepEqual(back({ thought, corrections, answer }), [])
    })

    it('where the problem holds it', () => {
      assert.deepEqual(back({ ...WRONG, answer, given: ['Show that x = 5.'] }), [])
      const thought = 'So `lo <= hi` it is. No, that is wrong.'
      const told = { thought, corrections: [['So `lo <= hi` it is', 'No']] as const, answer: 'Use `lo <= hi`.' }
      assert.equal(back(told).length, 1)
      assert.deepEqual(back({ ...told, given: ['while (lo <= hi) {'] }), [])
    })

    it('where it is a number that stands everywhere, or something supposed', () => {
      const zero = 'So x = 0. Wait, wrong.'
      assert.deepEqual(back({ thought: zero, corrections: [['So x = 0', 'Wait']], answer: 'Here x = 0.' }), [])
      const supposed = 'For n = 3 it holds. Wait, wrong.'
      assert.deepEqual(
        back({ thought: supposed, corrections: [['For n = 3 it holds', 'Wait']], answer: 'n = 3 it is.' }),
        [],
      )
    })

    it('where what was taken back was itself a denial', () => {
      const thought = 'But x = 5 is impossible. Wait, it does hold.'
      assert.deepEqual(back({ thought, corrections: [['But x = 5 is impossible', 'Wait']], answer }), [])
    })
  })

  it('is told once for each place of the answer, whatever the texts are', () => {
    fc.assert(
      fc.property(markdownish, markdownish, markdownish, fc.boolean(), (before, after, answer, echoed) => {
        const thought = `${before}So x = 5, as \`f(y)\` says.${after}`
        const start = before.length
        const correction: Correction = {
          kind: 'correction',
          id: 'c1',
          start: thought.length - after.length,
          end: thought.length,
          type: 'retraction',
          reparandum: { start, end: thought.length - after.length },
          confidence: 1,
          sure: true,
          why: [],
        }
        const whole = echoed ? `${answer}\n\nNow x = 5.` : answer
        const found = returned({ thought, answer: whole, reflections: [correction], end: { type: 'complete' } }, [])
        for (const { taken, back: place } of found) {
          assert.ok(taken.start >= start && taken.end <= correction.start && taken.start < taken.end)
          assert.ok(place.start >= 0 && place.end <= whole.length && place.start < place.end)
        }
        assert.equal(new Set(found.map(({ back: place }) => place.start)).size, found.length)
      }),
    )
  })
})
