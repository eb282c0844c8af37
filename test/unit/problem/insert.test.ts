import assert from 'node:assert/strict'
import fc from 'fast-check'
import { insertionBelow, withPreviewMath } from '../../../src/problem/insert'

/** The document with the answer below the text between ⟦ and ⟧. `edit` is what happened to it meanwhile. */
function insert(marked: string, answer: string, edit = (document: string) => document): string {
  const start = marked.indexOf('⟦')
  const text = marked.slice(start + 1, marked.indexOf('⟧'))
  const document = edit(marked.replace(/[⟦⟧]/g, ''))
  const insertion = insertionBelow(document, { span: { start, end: start + text.length }, text }, answer)
  if (!insertion.ok) return insertion.reason
  return document.slice(0, insertion.at) + insertion.text + document.slice(insertion.at)
}

describe('an answer is inserted', () => {
  it('below what was asked about, with one blank line on either side', () => {
    assert.equal(insert('# T\n\n⟦Show that.⟧\n\nNext.\n', 'It is so.'), '# T\n\nShow that.\n\nIt is so.\n\nNext.\n')
  })

  it('at the end of the document', () => {
    assert.equal(insert('⟦Show that.⟧', 'It is so.'), 'Show that.\n\nIt is so.\n')
    assert.equal(insert('⟦Show that.⟧\n', 'It is so.'), 'Show that.\n\nIt is so.\n')
    assert.equal(insert('⟦Show that.\n⟧', 'It is so.'), 'Show that.\n\nIt is so.\n')
  })

  it('not into the paragraph, the fence or the formula that the selection ends in', () => {
    assert.equal(insert('⟦One⟧ two\nthree.\n\nFour.', 'A'), 'One two\nthree.\n\nA\n\nFour.')
    assert.equal(insert('```\n⟦x⟧\n\ny\n```\nZ', 'A'), '```\nx\n\ny\n```\n\nA\n\nZ')
    assert.equal(insert('$$\n⟦x⟧\ny\n$$\nZ', 'A'), '$$\nx\ny\n$$\n\nA\n\nZ')
  })

  it('between the items of a list and before a heading', () => {
    assert.equal(insert('1. ⟦Prove.⟧\n2. Show.', 'A'), '1. Prove.\n\nA\n\n2. Show.')
    assert.equal(insert('⟦Prove.⟧\n# Next', 'A'), 'Prove.\n\nA\n\n# Next')
  })

  it('with the line ends of the document', () => {
    assert.equal(insert('a\r\n⟦b\r\nc⟧\r\n\r\nd', 'one\ntwo'), 'a\r\nb\r\nc\r\n\r\none\r\ntwo\r\n\r\nd')
    assert.equal(
      insert('⟦b\nc⟧\n', 'one\ntwo', (text) => text.replaceAll('\n', '\r\n')),
      'b\r\nc\r\n\r\none\r\ntwo\r\n',
    )
  })

  it('where the text has moved to, if it stands there alone', () => {
    assert.equal(
      insert('⟦b⟧\n', 'A', (text) => `new\n\n${text}`),
      'new\n\nb\n\nA\n',
    )
  })

  it('nowhere when the text is gone or could be either of two', () => {
    assert.equal(
      insert('⟦b⟧\n', 'A', () => 'other\n'),
      'text-gone',
    )
    assert.equal(
      insert('⟦b⟧\n', 'A', () => 'x\nb\n\nb\n'),
      'text-repeated',
    )
    assert.equal(insert('⟦b⟧\n\nb\n', 'A'), 'b\n\nA\n\nb\n')
  })

  it('below the text in its old place, whatever line ends stand before it', () => {
    const document = '\r\nb\r\n\nb'
    const insertion = insertionBelow(document, { span: { start: 5, end: 7 }, text: '\nb' }, 'A')
    assert.deepEqual(insertion, { ok: true, at: 7, text: '\r\n\r\nA\r\n' })
  })

  it('once', () => {
    assert.equal(insert('⟦b⟧\n\nIt is so.\n', 'It is so.'), 'already-inserted')
  })

  it('without what it would do to a terminal', () => {
    assert.equal(insert('⟦b⟧\n', 'red \u001b[31malert\u001b[0m'), 'b\n\nred alert\n')
  })

  it('into any document, and changes nothing else in it', () => {
    const piece = fc.constantFrom('a', ' ', '\n', '\r\n', '```', '$$', '- ', '# ', '|', '\\[')
    fc.assert(
      fc.property(fc.array(piece), fc.array(piece, { minLength: 1 }), fc.array(piece), (before, text, after) => {
        const document = [...before, ...text, ...after].join('')
        const span = { start: before.join('').length, end: before.join('').length + text.join('').length }
        fc.pre(text.join('').trim() !== '')
        const insertion = insertionBelow(document, { span, text: document.slice(span.start, span.end) }, 'answer')
        if (!insertion.ok) return
        assert.ok(insertion.at >= span.start && insertion.at <= document.length)
        const at = document.slice(insertion.at)
        assert.ok(at === '' || /^\r?\n/.test(at), JSON.stringify([document, at]))
      }),
    )
  })
})

describe('math for the preview', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['so \\(x\\) and \\( y \\).', 'so $x$ and $y$.'],
    ['\\[ x = 1 \\]', '$$ x = 1 $$'],
    ['\\[\nx = 1\n\\]', '$$\nx = 1\n$$'],
    ['So\n\\[\nx = \\\\[2pt] 1\n\\]\nholds.', 'So\n$$\nx = \\\\[2pt] 1\n$$\nholds.'],
    ['So \\[\nx\n\\] holds.', 'So $$ x $$ holds.'],
    ['- item \\(a_i\\)\n  \\[b\\]', '- item $a_i$\n  $$b$$'],
    ['\\begin{align}\na &= b\n\\end{align}', '$$\\begin{align}\na &= b\n\\end{align}$$'],
  ]
  for (const [written, wanted] of cases) {
    it(JSON.stringify(written), () => assert.equal(withPreviewMath(written), wanted))
  }

  it('leaves code, dollars, links and escapes as they are', () => {
    for (const text of [
      '`\\(x\\)` and ``\\[``',
      '```tex\n\\(x\\)\n\\[ y \\]\n```',
      'already $x$ and $$y$$',
      '$$\n\\text{\\(x\\)}\n$$',
      '[a](b)(c) f(x)[0]',
      'a \\\\(b\\\\) c',
      '\\(never closed',
    ]) {
      assert.equal(withPreviewMath(text), text)
    }
  })
})
