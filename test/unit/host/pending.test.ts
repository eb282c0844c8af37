import assert from 'node:assert/strict'
import fc from 'fast-check'
import { PendingChanges } from '../../../src/host/panel/pending'
import { applyAll, type Change } from '../../../src/trace/change'
import { newTrace } from '../../../src/trace/trace'
import { example } from '../trace/example'

const START = newTrace(example)

const append = (text: 'thought' | 'answer', chars: string, at = 0): Change => ({ type: 'append', text, chars, at })

describe('changes that wait for the page', () => {
  it('join the characters of one text', () => {
    const pending = new PendingChanges()
    pending.add([append('thought', 'Let ', 1), append('thought', 'n = 2.', 2)])
    pending.add([append('thought', ' So', 3)])
    assert.deepEqual(pending.take(), [append('thought', 'Let n = 2. So', 3)])
  })

  it('join nothing across another change', () => {
    const pending = new PendingChanges()
    const all = [append('thought', 'a'), append('answer', 'b'), append('thought', 'c')]
    pending.add(all)
    assert.deepEqual(pending.take(), all)
  })

  it('are given out once', () => {
    const pending = new PendingChanges()
    pending.add([append('thought', 'a')])
    pending.take()
    assert.deepEqual([pending.take(), pending.empty], [[], true])
  })

  it('make the same trace, however they are batched', () => {
    const change = fc.oneof(
      fc.record({ text: fc.constantFrom('thought' as const, 'answer' as const), chars: fc.string({ minLength: 1 }) }),
      fc.record({ notice: fc.constantFrom('retried' as const, 'invalid-utf8' as const) }),
    )
    fc.assert(
      fc.property(fc.array(change), fc.nat(5), (parts, size) => {
        const changes = parts.map(
          (part, at): Change => ('notice' in part ? { type: 'notice', ...part, at } : { type: 'append', ...part, at }),
        )
        const pending = new PendingChanges()
        const sent: Change[] = []
        for (const [index, one] of changes.entries()) {
          pending.add([one])
          if (index % (size + 1) === size) sent.push(...pending.take())
        }
        sent.push(...pending.take())
        assert.deepEqual(applyAll(START, sent), applyAll(START, changes))
      }),
    )
  })
})
