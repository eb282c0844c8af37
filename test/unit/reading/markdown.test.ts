import assert from 'node:assert/strict'
import fc from 'fast-check'
import { formulaAt, MAX_FORMULA } from '../../../src/reading/formula'
import { markdownParser } from '../../../src/reading/markdown'
import { markdownish } from './texts'

/** The nodes of the names given, as `Name: text`. */
function nodes(text: string, ...names: readonly string[]): readonly string[] {
  const found: string[] = []
  markdownParser.parse(text).iterate({
    enter: ({ name, from, to }) => {
      if (names.includes(name)) found.push(`${name}: ${text.slice(from, to)}`)
    },
  })
  return found
}

const math = (text: string) => nodes(text, 'InlineMath', 'DisplayMath', 'MathBlock')

describe('the Markdown of thoughts and answers', () => {
  it('has formulas in a line, in all four notations', () => {
    assert.deepEqual(math('a $x_1*y*$ b \\(c\\) d $$e$$ f \\[g\\]'), [
      'InlineMath: $x_1*y*$',
      'InlineMath: \\(c\\)',
      'DisplayMath: $$e$$',
      'DisplayMath: \\[g\\]',
    ])
    assert.deepEqual(nodes('$a*b*$', 'MathMark', 'MathText', 'Emphasis'), [
      'MathMark: $',
      'MathText: a*b*',
      'MathMark: $',
    ])
  })

  it('has formulas over lines, whatever their lines begin with', () => {
    for (const block of ['$$\n- x\n> y\n# z\n$$', '\\[\n1. x\n\\]', '\\begin{align*}\n+ x\n\\end{align*}']) {
      assert.deepEqual(math(`Text\n${block}\nText`), [`MathBlock: ${block}`])
    }
    assert.deepEqual(nodes('$$\n a\n$$', 'MathMark', 'MathText'), ['MathMark: $$', 'MathText:  a', 'MathMark: $$'])
  })

  it('reads on after a formula that ends within a line', () => {
    assert.deepEqual(nodes('$$\na\n$$ and *b*', 'MathBlock', 'Paragraph', 'Emphasis'), [
      'MathBlock: $$\na\n$$',
      'Paragraph:  and *b*',
      'Emphasis: *b*',
    ])
  })

  it('ends a formula at a blank line, at the end of its quote and at the end of its item', () => {
    assert.deepEqual(math('$$\na\n\nb'), ['MathBlock: $$\na'])
    assert.deepEqual(math('> $$\n> a\nb'), ['MathBlock: $$\n> a'])
    assert.deepEqual(math('- $$\n  a\nb'), ['MathBlock: $$\n  a'])
  })

  it('takes prices, shell variables and escaped dollars for text', () => {
    for (const text of ['$5 and $10', 'a $HOME and $PATH b', '\\$a\\$', 'US$5, A$6', '$ x', '`$a$`']) {
      assert.deepEqual(math(text), [], text)
    }
  })

  it('has links in their place only: no references, no images, no HTML', () => {
    assert.deepEqual(nodes('[a *b*](http://c.d) https://e.f/g', 'Link', 'URL', 'Emphasis'), [
      'Link: [a *b*](http://c.d)',
      'Emphasis: *b*',
      'URL: http://c.d',
      'URL: https://e.f/g',
    ])
    const none = ['Link', 'Image', 'LinkReference', 'HTMLTag', 'HTMLBlock', 'CodeBlock']
    for (const text of ['a[i] [b]', '[a]: http://b.c', '<b>x</b>', '<div>\nx', '    code', '[a][b]']) {
      assert.deepEqual(nodes(text, ...none), [], text)
    }
    assert.deepEqual(nodes('![a](http://b.c)', ...none), ['Link: [a](http://b.c)'])
  })

  it('has tables, task lists and strikethrough', () => {
    assert.deepEqual(nodes('| a |\n|---|\n| b |', 'TableCell'), ['TableCell: a', 'TableCell: b'])
    assert.deepEqual(nodes('- [x] a', 'TaskMarker'), ['TaskMarker: [x]'])
    assert.deepEqual(nodes('~~a~~', 'Strikethrough'), ['Strikethrough: ~~a~~'])
  })

  it('gives every node its place inside its parent', () => {
    fc.assert(
      fc.property(markdownish, (text) => {
        markdownParser.parse(text).iterate({
          enter: ({ from, to, node }) => {
            assert.ok(0 <= from && from <= to && to <= text.length)
            if (node.parent) assert.ok(node.parent.from <= from && to <= node.parent.to)
          },
        })
      }),
    )
  })
})

describe('a formula', () => {
  it('may have a space at both ends where it looks like one', () => {
    assert.equal(formulaAt('$ x = 5 $', 0, true)?.end, 9)
    assert.equal(formulaAt('$ a word $', 0, true), null)
  })

  it('is no longer than a limit, and holds no blank line', () => {
    assert.equal(formulaAt(`$$${'x'.repeat(MAX_FORMULA)}$$`, 0, true), null)
    assert.equal(formulaAt('$$a\n\nb$$', 0, true), null)
    assert.equal(formulaAt('\\(a \\(b\\)', 0, true), null)
  })

  it('is not known before its end, and the character after a dollar, have come', () => {
    for (const text of ['$', '$a', '$a$', '$$a', '$$a$', '\\', '\\(a', '\\begin{ali', '\\begin{align}a']) {
      assert.equal(formulaAt(text, 0, false), undefined, text)
    }
    assert.equal(formulaAt('$a$ ', 0, false)?.end, 3)
    assert.equal(formulaAt('\\begin{itemize}', 0, false), null)
  })

  it('never changes its mind when more text comes', () => {
    fc.assert(
      fc.property(markdownish, fc.nat(), (text, at) => {
        const place = text.length === 0 ? 0 : at % text.length
        const final = formulaAt(text, place, true)
        for (let end = place; end <= text.length; end++) {
          const early = formulaAt(text.slice(0, end), place, false)
          if (early !== undefined) assert.deepEqual(early, final)
        }
      }),
    )
  })
})
