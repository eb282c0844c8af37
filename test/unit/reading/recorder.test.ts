import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Recorder } from '../../../src/reading/recorder'
import { applyAll, type Change } from '../../../src/trace/change'
import type { Delta } from '../../../src/trace/delta'
import { newTrace, type TextName, type Trace } from '../../../src/trace/trace'
import { example } from '../trace/example'
import { cut, markdownish } from './texts'

const { id, startedAt, problem, prompt, model } = example
const start = { id, startedAt, problem, prompt, model }

const text = (name: TextName, chars: string, at = 0, provenance: 'raw' | 'summary' = 'raw'): Delta => ({
  type: 'text',
  text: name,
  provenance,
  chars,
  at,
})
const thought = (chars: string, at = 0) => text('thought', chars, at)
const answer = (chars: string, at = 0) => text('answer', chars, at)
const complete: Delta = { type: 'end', end: { type: 'complete' }, at: 9 }

function record(...deltas: readonly Delta[]): { readonly trace: Trace; readonly changes: readonly Change[] } {
  const recorder = new Recorder(start)
  const changes = deltas.flatMap((delta) => [...recorder.record(delta)])
  return { trace: recorder.trace, changes }
}

const parts = (trace: Trace) => trace.parts.map((part) => [part.text, part.provenance, part.start, part.end])

/** The trace without its times. */
function timeless(trace: Trace) {
  return {
    ...trace,
    elapsed: 0,
    parts: trace.parts.map((part) => ({ ...part, at: 0 })),
    steps: trace.steps.map((step) => ({ ...step, at: 0 })),
  }
}

/** A stream of any shape: runs of both texts, part boundaries, thoughts withheld, answers filed again. */
const stream: fc.Arbitrary<readonly Delta[]> = fc
  .array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc
          .tuple(
            fc.constantFrom<TextName>('thought', 'answer'),
            fc.constantFrom('raw', 'summary'),
            markdownish,
            fc.constantFrom({}, {}, { goesOn: true } as const),
          )
          .map(
            ([name, provenance, chars, more]): Delta => ({
              ...{ type: 'text', text: name, provenance, chars, at: 0 },
              ...more,
            }),
          ),
      },
      fc.constantFrom<Delta>(
        { type: 'part', text: 'thought', provenance: 'summary', at: 0 },
        { type: 'part', text: 'thought', provenance: 'hidden', at: 0 },
        { type: 'part', text: 'answer', provenance: 'raw', at: 0 },
        { type: 'refile', at: 0 },
        { type: 'usage', usage: { output: 3 }, at: 0 },
        { type: 'notice', notice: 'retried', at: 0 },
      ),
    ),
    { maxLength: 8 },
  )
  .map((deltas) => [...deltas, complete])

describe('the recorder', () => {
  it('keeps both texts verbatim and in the order of their arrival', () => {
    const { trace } = record(
      thought('A', 1),
      thought('b.', 2),
      answer('C', 3),
      thought('D', 4),
      answer('e', 5),
      complete,
    )
    assert.equal(trace.thought, 'Ab.D')
    assert.equal(trace.answer, 'Ce')
    assert.deepEqual(parts(trace), [
      ['thought', 'raw', 0, 3],
      ['answer', 'raw', 0, 1],
      ['thought', 'raw', 3, 4],
      ['answer', 'raw', 1, 2],
    ])
    assert.deepEqual(
      trace.parts.map((part) => part.at),
      [1, 3, 4, 5],
    )
    assert.deepEqual(trace.end, { type: 'complete' })
    assert.equal(trace.elapsed, 9)
  })

  it('goes on with a part that the other text interrupted, where that is said', () => {
    const rest = {
      type: 'text',
      text: 'thought',
      provenance: 'raw',
      chars: 'nd halve it.',
      goesOn: true,
      at: 0,
    } as const
    const { trace } = record(thought('We sum a'), answer('Yes'), rest, complete)
    assert.deepEqual(parts(trace), [
      ['thought', 'raw', 0, 20],
      ['answer', 'raw', 0, 3],
    ])
    assert.equal(trace.thought, 'We sum and halve it.')
    assert.equal(trace.steps.length, 1)
  })

  it('opens a part at a boundary, once and only when text follows', () => {
    const boundary: Delta = { type: 'part', text: 'thought', provenance: 'summary', at: 0 }
    const summary = (chars: string) => text('thought', chars, 0, 'summary')
    const { trace } = record(boundary, summary('**A**'), boundary, boundary, summary('**B**'), boundary, complete)
    assert.deepEqual(parts(trace), [
      ['thought', 'summary', 0, 5],
      ['thought', 'summary', 5, 10],
    ])
    assert.deepEqual(
      trace.steps.map((step) => [step.start, step.title, step.body]),
      [
        [0, { start: 2, end: 3 }, 5],
        [5, { start: 7, end: 8 }, 10],
      ],
    )
  })

  it('records once that thoughts were withheld, and goes on after it', () => {
    const hidden: Delta = { type: 'part', text: 'thought', provenance: 'hidden', at: 3 }
    const { trace } = record(hidden, hidden, thought('A'), hidden, answer('B'), complete)
    assert.deepEqual(parts(trace), [
      ['thought', 'hidden', 0, 0],
      ['thought', 'raw', 0, 1],
      ['thought', 'hidden', 1, 1],
      ['answer', 'raw', 0, 1],
    ])
  })

  it('makes the answer the thought when it is told that it was', () => {
    const { trace } = record(
      answer('Think. ', 1),
      answer('More', 2),
      { type: 'refile', at: 3 },
      answer('So.', 4),
      complete,
    )
    assert.equal(trace.thought, 'Think. More')
    assert.equal(trace.answer, 'So.')
    assert.deepEqual(parts(trace), [
      ['thought', 'raw', 0, 11],
      ['answer', 'raw', 0, 3],
    ])
    assert.deepEqual(
      trace.steps.map((step) => [step.start, step.at]),
      [[0, 1]],
    )
  })

  it('says when a step began', () => {
    const { trace } = record(
      thought('# A\n', 1),
      thought('Text.', 2),
      thought('\n\n', 3),
      thought('# B', 4),
      thought('\n', 5),
      complete,
    )
    assert.deepEqual(
      trace.steps.map((step) => step.at),
      [1, 4],
    )
  })

  it('takes no time of the answer for one of the thought', () => {
    assert.deepEqual(
      record(answer('A', 1), thought('B', 3), complete).trace.steps.map((step) => step.at),
      [3],
    )
  })

  it('leaves the answer where it is when there is a thought already', () => {
    const { trace } = record(thought('A'), answer('B'), { type: 'refile', at: 3 }, complete)
    assert.deepEqual([trace.thought, trace.answer], ['A', 'B'])
    const hidden: Delta = { type: 'part', text: 'thought', provenance: 'hidden', at: 2 }
    assert.equal(record(answer('B'), hidden, { type: 'refile', at: 3 }, complete).trace.answer, 'B')
    assert.equal(record(hidden, answer('B'), { type: 'refile', at: 3 }, complete).trace.thought, 'B')
  })

  it('shows a step from the first character on', () => {
    assert.equal(record(thought('  ')).trace.steps.length, 0)
    assert.deepEqual(
      record(thought('\nOk')).trace.steps.map((step) => step.start),
      [1],
    )
  })

  it('adds usage up from what it is told, says a notice once, and ends once', () => {
    const usage = (tokens: object): Delta => ({ type: 'usage', usage: tokens, at: 1 })
    const notice: Delta = { type: 'notice', notice: 'retried', at: 1 }
    const { trace, changes } = record(
      usage({ input: 3 }),
      usage({ output: 4 }),
      notice,
      notice,
      complete,
      thought('late'),
      complete,
    )
    assert.deepEqual(trace.usage, { input: 3, output: 4 })
    assert.deepEqual(trace.notices, ['retried'])
    assert.equal(trace.thought, '')
    assert.deepEqual(
      changes.map((change) => change.type),
      ['usage', 'usage', 'notice', 'end'],
    )
  })

  it('puts a surrogate pair together that was split', () => {
    assert.equal(record(thought('\ud83d'), thought('\ude00'), complete).trace.thought, '😀')
  })

  it('says every change that it makes', () => {
    fc.assert(
      fc.property(stream, (deltas) => {
        const { trace, changes } = record(...deltas)
        assert.deepEqual(applyAll(newTrace(start), changes), trace)
      }),
    )
  })

  it('gives the same trace but for its times for any split of the text', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat()), (deltas, cuts) => {
        const split = (places: (chars: string) => readonly string[]) =>
          deltas.flatMap((delta, index) =>
            delta.type === 'text'
              ? places(delta.chars).map((chars): Delta => ({ ...delta, chars, at: index }))
              : [delta],
          )
        const whole = timeless(record(...deltas).trace)
        assert.deepEqual(timeless(record(...split((chars) => cut(chars, cuts))).trace), whole)
        assert.deepEqual(timeless(record(...split((chars) => chars.split(''))).trace), whole)
      }),
    )
  })

  it('keeps every span inside its text, steps ascending, parts adjacent', () => {
    fc.assert(
      fc.property(stream, (deltas) => {
        const { trace } = record(...deltas)
        for (const name of ['thought', 'answer'] as const) {
          let at = 0
          for (const part of trace.parts.filter((p) => p.text === name)) {
            assert.equal(part.start, at)
            at = part.end
          }
          assert.equal(at, trace[name].length)
        }
        trace.steps.forEach((step, index) => {
          const end = trace.steps[index + 1]?.start ?? trace.thought.length
          assert.ok(step.start < end && step.start <= step.body && step.body <= end)
          assert.equal(step.id, `s${step.start}`)
          if (step.title)
            assert.ok(
              step.start <= step.title.start && step.title.start < step.title.end && step.title.end <= step.body,
            )
        })
        assert.equal(trace.thought.trim() === '' || trace.steps.length > 0, true)
        for (const { start: from, end } of trace.reflections)
          assert.ok(0 <= from && from < end && end <= trace.thought.length)
      }),
    )
  })
})
