import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Span } from '../../../../src/trace/trace'
import { read } from './read'

const piece = fc.constantFrom(
  'Wait, no. ',
  'So x = 5. ',
  'Actually, that is wrong, it should be 7. ',
  'Let me check that again. ',
  'Yes, that is right. ',
  'Alternatively, we could sort first. ',
  'Maybe it is a list? ',
  "But the docstring says it's a dict, so that doesn't work. ",
  '不对，应该是 3。',
  '等等，我算错了。',
  '也许可以换一种方法。',
  'I was wrong about `foo_bar`',
  '\n\n',
  '\n- ',
  '```\nno, wait\n```\n',
  '$x = 3$',
  '"no"',
  '...',
  ' — ',
)
const texts = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))

describe('reflections in any text', () => {
  const inside = (text: string, span: Span | null | undefined) =>
    !span || (0 <= span.start && span.start < span.end && span.end <= text.length)

  it('lie inside the text, with what is retracted before its correction', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const r of read(text).reflections) {
          assert.ok(inside(text, r) && inside(text, r.cue))
          if (r.kind !== 'correction') continue
          assert.ok(inside(text, r.repair) && inside(text, r.reparandum))
          assert.ok(!r.reparandum || r.reparandum.end <= r.start)
        }
      }),
    )
  })

  it('have the id of their kind and start', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const letters = { correction: 'c', check: 'k', alternative: 'a' }
        for (const r of read(text).reflections) assert.equal(r.id, `${letters[r.kind]}${r.start}`)
      }),
    )
  })

  it('do not overlap', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const marks = read(text).reflections
        marks.slice(1).forEach((mark, index) => {
          const before = marks[index]
          assert.ok(before && before.end <= mark.start)
        })
      }),
    )
  })

  it('are withdrawn only for a correction that begins in the same place', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { withdrawn, corrections } = read(text)
        for (const id of withdrawn) assert.ok(corrections.some((c) => c.id === id.replace('k', 'c')))
      }),
    )
  })

  it('do not depend on how the text was split', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat(), { maxLength: 10 }), (text, cuts) => {
        const at = cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b)
        const pieces = [0, ...at].map((start, index) => text.slice(start, at[index] ?? text.length))
        assert.deepEqual(read(...pieces).reflections, read(text).reflections)
      }),
    )
  })
})

describe('a hostile text', () => {
  for (const unit of ['wait ', '\n', 'no, ', 'x', '不对', 'Wait, no. ', '1 = 2, ', '- but ', '`', '"no" ']) {
    it(`of 200,000 characters of ${JSON.stringify(unit)} is read in one go`, () => {
      const text = unit.repeat(200_000 / unit.length)
      assert.ok(read(text).reflections.length <= text.length)
    })
  }
})
