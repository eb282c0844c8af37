import assert from 'node:assert/strict'
import fc from 'fast-check'
import { GrowingText } from '../../../src/webview/text'

describe('A text that grows', () => {
  it('gives the same pieces as the whole, wherever it was put together', () => {
    const lengths = fc.array(fc.nat(30_000), { minLength: 1, maxLength: 12 })
    const pieces = fc.array(fc.tuple(fc.double({ min: 0, max: 1 }), fc.double({ min: 0, max: 1 })), { minLength: 8 })
    fc.assert(
      fc.property(lengths, pieces, (added, places) => {
        const text = new GrowingText()
        let whole = ''
        for (const [i, length] of added.entries()) {
          const chars = String(i).repeat(length).slice(0, length)
          text.append(chars)
          whole += chars
          for (const place of places.map((pair) => pair.map((part) => Math.round((part || 0) * whole.length)))) {
            const [start = 0, end = 0] = place
            assert.equal(text.slice(start, end), whole.slice(start, end))
          }
        }
        assert.equal(text.length, whole.length)
      }),
      { numRuns: 50 },
    )
  })
})
