import assert from 'node:assert/strict'
import { begun, changesOf, traceOf } from './support/traces'
import { usePanel } from './support/usePanel'

const SIZE = 1024 * 1024

/** The most elements that a page of any length has. */
const MOST = 5000

/** What begins a block that is never closed, and its lines. */
const UNCLOSED: readonly (readonly [string, string])[] = [
  ['a fence', `\`\`\`ts\n${'const a = `b` + c[0] // $x$ and *so* on\n'.repeat(SIZE / 40)}`],
  ['a formula', `$$\n${'\\frac{a}{b} + x_1^2 \\\\\n'.repeat(SIZE / 24)}`],
  ['a formula on one line', `So $$ ${'x + y^2 - \\alpha '.repeat(SIZE / 17)}`],
]

describe('a megabyte of a block that is never closed', function () {
  this.timeout(120_000)
  const open = usePanel()

  for (const [what, text] of UNCLOSED) {
    it(`is shown as it comes, with few elements: ${what}`, async () => {
      const lab = await open()
      const { end: _, ...long } = traceOf({ steps: [{ kind: 'deduction', seconds: 1, text }], answer: '' })
      await lab.show(begun(long))
      await lab.streamByFrames(changesOf(long, [8192]))
      await lab.settle()
      const [characters, elements] = await lab.page.evaluate(() => [
        document.querySelector('main')?.textContent?.length ?? 0,
        document.querySelectorAll('*').length,
      ])
      assert.ok((characters ?? 0) >= text.length * 0.9, `${characters} characters are shown`)
      assert.ok((elements ?? 0) <= MOST, `${elements} elements`)
    })
  }
})
