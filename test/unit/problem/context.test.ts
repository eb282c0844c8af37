import assert from 'node:assert/strict'
import fc from 'fast-check'
import { contextAround } from '../../../src/problem/context'

const TEXT = 'first line\nsecond line\nTHIS\nfourth line\nlast line'
const SPAN = { start: TEXT.indexOf('THIS'), end: TEXT.indexOf('THIS') + 4 }

describe('the text that goes along with a selection', () => {
  it('is all of it where it is short', () => {
    assert.deepEqual(contextAround(TEXT, SPAN, 1000), {
      before: 'first line\nsecond line\n',
      after: '\nfourth line\nlast line',
    })
  })

  it('is whole lines where it is cut', () => {
    assert.deepEqual(contextAround(TEXT, SPAN, 16), { before: 'second line\n', after: '\nfourth line\n' })
  })

  it('keeps a line that the cut meets exactly', () => {
    assert.equal(contextAround(TEXT, SPAN, 12).before, 'second line\n')
    assert.equal(contextAround(TEXT, SPAN, 12).after, '\nfourth line')
  })

  it('is part of a line where no line ends', () => {
    assert.deepEqual(contextAround('abcdefg', { start: 3, end: 4 }, 2), { before: 'bc', after: 'ef' })
  })

  it('is nothing where nothing is to go along', () => {
    assert.deepEqual(contextAround(TEXT, SPAN, 0), { before: '', after: '' })
  })

  it('stands right beside the span, within the limit, and splits no character', () => {
    const text = fc.array(fc.constantFrom('a', '\n', '😀', ' ', 'é')).map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, text, text, fc.nat(12), (head, middle, tail, limit) => {
        const whole = head + middle + tail
        const { before, after } = contextAround(whole, { start: head.length, end: head.length + middle.length }, limit)
        assert.ok(head.endsWith(before) && tail.startsWith(after))
        assert.ok(before.length <= limit && after.length <= limit)
        assert.ok(!/\p{Cs}/u.test(before) && !/\p{Cs}/u.test(after))
      }),
    )
  })
})
