import assert from 'node:assert/strict'
import { apply, applyAll, type Change } from '../../../src/trace/change'
import { newTrace, stepAt, stepEnd } from '../../../src/trace/trace'
import { example } from './example'

const empty = newTrace(example)
const raw = (text: 'thought' | 'answer', start: number, at: number): Change => ({
  type: 'part',
  part: { text, start, end: start, provenance: 'raw', at },
  at,
})
const append = (text: 'thought' | 'answer', chars: string, at: number): Change => ({ type: 'append', text, chars, at })

describe('a change', () => {
  it('appends to its text and to the last part of it', () => {
    const trace = applyAll(empty, [
      raw('thought', 0, 1),
      append('thought', 'ab', 1),
      raw('answer', 0, 2),
      append('answer', 'x', 2),
      append('thought', 'c', 3),
    ])
    assert.equal(trace.thought, 'abc')
    assert.equal(trace.answer, 'x')
    assert.deepEqual(
      trace.parts.map((p) => [p.text, p.start, p.end]),
      [
        ['thought', 0, 3],
        ['answer', 0, 1],
      ],
    )
    assert.equal(trace.elapsed, 3)
  })

  it('leaves the trace before it as it was', () => {
    const before = applyAll(empty, [raw('thought', 0, 1), append('thought', 'ab', 1)])
    const frozen = structuredClone(before)
    apply(before, append('thought', 'c', 2))
    assert.deepEqual(before, frozen)
  })

  it('makes with others the trace that it makes alone', () => {
    const mark = (start: number): Change => ({
      type: 'reflection',
      reflection: { kind: 'alternative', id: `a${start}`, start, end: start + 1 },
      at: start,
    })
    const changes: readonly Change[] = [
      raw('thought', 0, 1),
      append('thought', 'abcdef', 1),
      mark(3),
      mark(1),
      { type: 'steps', from: 0, steps: [{ id: 's0', start: 0, kind: 'setup', body: 0, at: 1 }], at: 2 },
      { type: 'withdraw', id: 'a3', at: 3 },
      { type: 'dismiss', id: 'a1', dismissed: true, at: 3 },
      mark(3),
      raw('answer', 0, 4),
      append('answer', 'x', 5),
    ]
    const before = structuredClone(empty)
    const alone = changes.reduce(apply, empty)
    assert.deepEqual(applyAll(empty, changes), alone)
    assert.deepEqual(
      alone.reflections.map(({ id }) => id),
      ['a1', 'a3'],
    )
    assert.deepEqual(empty, before)
  })

  it('moves an answer that turns out to be thought', () => {
    const trace = applyAll(empty, [
      raw('answer', 0, 1),
      append('answer', 'hmm', 1),
      { type: 'refile', at: 2 },
      raw('answer', 0, 3),
      append('answer', 'x', 3),
    ])
    assert.equal(trace.thought, 'hmm')
    assert.equal(trace.answer, 'x')
    assert.deepEqual(
      trace.parts.map((p) => [p.text, p.start, p.end]),
      [
        ['thought', 0, 3],
        ['answer', 0, 1],
      ],
    )
  })

  it('puts reflections in order and replaces one by its id', () => {
    const [correction, alternative] = example.reflections
    assert.ok(correction && alternative)
    const trace = applyAll({ ...empty, thought: example.thought }, [
      { type: 'reflection', reflection: alternative, at: 1 },
      { type: 'reflection', reflection: correction, at: 2 },
      { type: 'reflection', reflection: { ...correction, end: correction.end + 1 }, at: 3 },
    ])
    assert.deepEqual(
      trace.reflections.map((r) => [r.id, r.end]),
      [
        [correction.id, correction.end + 1],
        [alternative.id, alternative.end],
      ],
    )
    assert.deepEqual(apply(trace, { type: 'withdraw', id: correction.id, at: 4 }).reflections, [alternative])
  })

  it('dismisses a mark and shows it again, without counting as time of the run', () => {
    const id = example.reflections[0]?.id ?? ''
    const hidden = apply(example, { type: 'dismiss', id, dismissed: true, at: 9e9 })
    assert.equal(hidden.reflections[0]?.dismissed, true)
    assert.equal(hidden.elapsed, example.elapsed)
    assert.deepEqual(apply(hidden, { type: 'dismiss', id, dismissed: false, at: 0 }), example)
  })

  it('with an unknown id leaves the trace as it is', () => {
    assert.deepEqual(apply(example, { type: 'withdraw', id: 'c999', at: 0 }), example)
  })
})

describe('a step', () => {
  it('ends where the next begins, the last where the thought ends', () => {
    assert.equal(stepEnd(example, 0), example.steps[1]?.start)
    assert.equal(stepEnd(example, 1), example.thought.length)
  })

  it('is found by an offset in it', () => {
    const second = example.steps[1]?.start ?? 0
    assert.deepEqual(
      [0, second - 1, second, 1e6].map((offset) => stepAt(example.steps, offset)),
      [0, 0, 1, 1],
    )
    assert.equal(stepAt([], 5), -1)
  })
})
