import assert from 'node:assert/strict'
import { isStructuredProse, placeByIndentation, placeInProse } from '../../../src/problem/place'

/** The text with `|` for the caret: without it, and where it stood. */
function caret(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf('|')
  return { text: marked.replace('|', ''), offset }
}

function prose(languageId: string, marked: string): { readonly text: string; readonly name: string | undefined } {
  const { text, offset } = caret(marked)
  const { start, end, name } = placeInProse(languageId, text, offset)
  return { text: text.slice(start, end), name }
}

function block(marked: string): string | null {
  const { text, offset } = caret(marked)
  const place = placeByIndentation(text, offset)
  return place && text.slice(place.start, place.end)
}

describe('what is asked about without a selection, in Markdown', () => {
  it('is the displayed formula at the caret', () => {
    assert.equal(prose('markdown', '# T\n\nSo\n\n$$\na|^2\n$$\n\nand on.\n').text, '$$\na^2\n$$')
  })

  it('is the formula between bracket delimiters too', () => {
    assert.equal(prose('markdown', 'So\n\n\\[\na|^2\n\\]\n\nand on.\n').text, '\\[\na^2\n\\]')
  })

  it('is the section, from its heading to the next one', () => {
    const { text, name } = prose('markdown', '# A\n\none\n\n## B ##\n\ntw|o\n\n### C\n\nthree\n')
    assert.deepEqual([text, name], ['## B ##\n\ntwo', 'B'])
  })

  it('is the section of a heading that the caret stands in', () => {
    assert.equal(prose('markdown', '# A\n\none\n\n## |B\n\ntwo\n').text, '## B\n\ntwo')
  })

  it('takes a number sign in code for no heading', () => {
    assert.equal(prose('markdown', '# A\n\n```sh\n# no\n```\n\non|e\n').text, '# A\n\n```sh\n# no\n```\n\none')
  })

  it('is what stands before the first heading', () => {
    assert.deepEqual(prose('markdown', 'on|e\n\n# A\n\ntwo\n'), { text: 'one', name: undefined })
  })

  it('is all of it where there is no heading', () => {
    assert.equal(prose('markdown', 'one\n\ntw|o\n').text, 'one\n\ntwo')
  })
})

describe('what is asked about without a selection, in LaTeX', () => {
  it('is the displayed formula at the caret', () => {
    const formula = '\\begin{align}\na &= b\n\\end{align}'
    assert.equal(prose('latex', `\\section{A}\nSo\n${formula.replace('=', '|=')}\nand on.`).text, formula)
  })

  it('is the section, from its heading to the next one', () => {
    const { text, name } = prose('latex', '\\section{A}\none\n\\subsection*{B}\ntw|o\n\\section{C}\n')
    assert.deepEqual([text, name], ['\\subsection*{B}\ntwo', 'B'])
  })

  it('takes a heading in a comment for none', () => {
    assert.equal(prose('tex', '\\section{A}\n% \\section{B}\non|e\n').name, 'A')
  })
})

describe('languages whose text has headings', () => {
  it('are Markdown and LaTeX and their kin, and no programming language', () => {
    assert.deepEqual(['markdown', 'quarto', 'latex', 'tex', 'typescript', 'plaintext'].map(isStructuredProse), [
      true,
      true,
      true,
      true,
      false,
      false,
    ])
  })
})

describe('what is asked about where no symbols are known', () => {
  it('is a Python function, to its last indented line', () => {
    const body = 'def merge(a):\n    for x in a:\n        pass\n\n    return a'
    assert.equal(block(`import os\n\n${body.replace('pass', 'pa|ss')}\n\n\ndef other():\n    pass\n`), body)
  })

  it('is a function in braces, with the closing one', () => {
    const body = 'function f() {\n  a()\n}'
    assert.equal(block(`const x = 1\n\n${body.replace('a()', '|a()')}\n\ng()\n`), body)
  })

  it('is a function whose brace stands on a line of its own', () => {
    assert.equal(block('int f()\n{\n  |return 1;\n}\nint g();\n'), 'int f()\n{\n  return 1;\n}')
  })

  it('is the whole of a conditional', () => {
    assert.equal(block('if x:\n  a\nelse:\n  |b\nc\n'), 'if x:\n  a\nelse:\n  b')
  })

  it('keeps the document’s line ends', () => {
    assert.equal(block('def f():\r\n    |a\r\n    b\r\nc\r\n'), 'def f():\r\n    a\r\n    b')
  })

  it('has the name that its first line declares', () => {
    const declared: readonly (readonly [string, string])[] = [
      ['export async function load(path) {', 'load'],
      ['export function* walk(tree) {', 'walk'],
      ['def größe(x):', 'größe'],
      ['func (s *Stack) Push(x int) {', 'Push'],
      ['pub fn new() -> Self {', 'new'],
      ['public final class Cache {', 'Cache'],
      ['const $load = async () => {', '$load'],
    ]
    for (const [line, name] of declared) assert.equal(placeByIndentation(`${line}\n  a\n`, line.length + 3)?.name, name)
  })

  it('has no name where the first line declares none', () => {
    assert.equal(placeByIndentation('if (x) {\n  a\n}\n', 10)?.name, undefined)
  })

  it('is nothing on a blank line between two blocks', () => {
    assert.equal(block('def f():\n    a\n\n|\ndef g():\n    b\n'), null)
  })

  it('is nothing in an empty document', () => {
    assert.equal(block('|'), null)
  })
})
