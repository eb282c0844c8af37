import assert from 'node:assert/strict'
import fc from 'fast-check'
import { MAX_TEXT_CHARACTERS, parseTrace } from '../../../src/trace/schema'
import { example } from './example'

const copy = () => JSON.parse(JSON.stringify(example))
const reason = (json: unknown) => {
  const parsed = parseTrace(json)
  return parsed.ok ? 'ok' : parsed.reason
}

describe('a trace file', () => {
  it('is read as it was written', () => {
    const parsed = parseTrace(copy())
    assert.ok(parsed.ok)
    assert.deepEqual(parsed.trace, example)
  })

  it('of another format is none', () => {
    for (const json of [null, 1, 'x', [], {}, { format: 'other', version: 1 }])
      assert.equal(reason(json), 'not-a-trace')
  })

  it('of a newer version says so', () => {
    assert.deepEqual(parseTrace({ ...copy(), version: 2 }), { ok: false, reason: 'newer-version', detail: '2' })
  })

  it('names the place that is wrong', () => {
    const parsed = parseTrace({ ...copy(), thought: 5 })
    assert.ok(!parsed.ok && parsed.detail.startsWith('thought'), JSON.stringify(parsed))
  })

  it('names the limit that it passes', () => {
    const detail = (json: unknown) => {
      const parsed = parseTrace(json)
      return parsed.ok ? 'read' : parsed.detail
    }
    const question = 'x'.repeat(100_001)
    assert.equal(
      detail({ ...copy(), problem: { ...copy().problem, question } }),
      'problem.question: Invalid length: Expected <=100000 but received 100001',
    )
    const answer = 'x'.repeat(MAX_TEXT_CHARACTERS + 1)
    assert.equal(
      detail({ ...copy(), answer }),
      `answer: Invalid length: Expected <=${MAX_TEXT_CHARACTERS} but received ${answer.length}`,
    )
    const step = { id: 's', start: 0, kind: 'setup', body: 0, at: 0 }
    assert.match(
      detail({ ...copy(), steps: new Array(1_000_001).fill(step) }),
      /^steps: .*<=1000000 but received 1000001$/,
    )
  })

  it('is refused where a span lies outside its text or out of order', () => {
    const tooFar = copy()
    tooFar.parts[0].end += 1
    assert.equal(reason(tooFar), 'invalid')
    const unordered = copy()
    unordered.steps.reverse()
    assert.equal(reason(unordered), 'invalid')
    const outside = copy()
    outside.reflections[0].reparandum.end = 1e6
    assert.equal(reason(outside), 'invalid')
    const twice = copy()
    twice.reflections[1].id = twice.reflections[0].id
    assert.equal(reason(twice), 'invalid')
  })

  it('takes no key that the format does not have', () => {
    const parsed = parseTrace(JSON.parse(`{"__proto__":{"polluted":true},"more":1,${JSON.stringify(example).slice(1)}`))
    assert.ok(parsed.ok)
    assert.deepEqual(parsed.trace, example)
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
  })

  it('of any content is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...Object.keys(example)), (value, key) => {
        assert.match(reason({ ...copy(), [key]: value }), /^(ok|invalid|newer-version|not-a-trace)$/)
      }),
    )
  })
})
