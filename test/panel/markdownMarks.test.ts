import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { InlineMark } from '../../src/webview/markdown/writer'
import { type MarkdownLab, openMarkdownLab } from './support/markdown'

/** All that a mark can begin or end in. */
const TRICKY = [
  'The *loop **may** stop* as `lo < hi` &lt; \\* 1 and $x^2$ fails, see [the *docs*](https://a.example) and src/a.ts:3.',
  '> quoted `co\n> de` and $a\n> b$\n\n- one\n  - two ~~three~~  \n    four\n\n| a | b |\n|---|---|\n| `x\\|y` | **c** |',
  '```ts\nconst a = `b`\n```\n\n# A *title*\n\n$$\nx = y\n$$\n\n<b>html</b> ![image](https://a.example/i.png)',
]

const mark = (start: number, end: number, role: InlineMark['role'] = 'retracted', id = 'm'): InlineMark => ({
  id,
  role,
  start,
  end,
})

describe('marks in Markdown', () => {
  let lab: MarkdownLab
  before(async () => {
    lab = await openMarkdownLab()
  })
  after(() => lab.close())

  const html = (text: string, marks: readonly InlineMark[]) =>
    lab.page.evaluate(([source, given]) => globalThis.lab.html(source, given), [text, marks] as const)

  for (const [what, marks, expected] of [
    ['a run of text', [mark(4, 8)], '<p>The <s class="retracted" data-mark="m">loop</s> ends</p>'],
    ['the cue', [mark(4, 8, 'cue')], '<p>The <span class="cue" data-mark="m">loop</span> ends</p>'],
    ['the repair', [mark(4, 8, 'repair')], '<p>The <span class="repair" data-mark="m">loop</span> ends</p>'],
    ['nothing, where the mark is empty or elsewhere', [mark(4, 4), mark(40, 50)], '<p>The loop ends</p>'],
    [
      'two that overlap',
      [mark(0, 8, 'retracted', 'a'), mark(4, 13, 'cue', 'b')],
      '<p><s class="retracted" data-mark="a">The </s><s class="retracted" data-mark="a"><span class="cue" data-mark="b">loop</span></s>' +
        '<span class="cue" data-mark="b"> ends</span></p>',
    ],
  ] as const) {
    it(`show ${what}`, async () => assert.equal(await html('The loop ends', marks), expected))
  }

  it('go through emphasis, code, escapes and entities, one element for each run', async () => {
    assert.equal(
      await html('a *b* `cd` \\* &lt; e', [mark(0, 8)]),
      '<p><s class="retracted" data-mark="m">a </s><em><s class="retracted" data-mark="m">b</s></em>' +
        '<s class="retracted" data-mark="m"> </s><code><s class="retracted" data-mark="m">c</s>d</code> * &lt; e</p>',
    )
    assert.equal(await html('a \\* &lt; e', [mark(0, 10)]), '<p><s class="retracted" data-mark="m">a * &lt; </s>e</p>')
  })

  it('take a formula as one whole', async () => {
    assert.equal(
      await html('so $x+y$ is', [mark(4, 6)]),
      '<p>so <s class="retracted" data-mark="m"><span class="math">$x+y$</span></s> is</p>',
    )
    const typeset = await lab.page.evaluate(([text, given]) => globalThis.lab.embellished(text, given), [
      'so $x+y$ is',
      [mark(0, 11)],
    ] as const)
    assert.match(
      typeset,
      /^<p><s class="retracted" data-mark="m">so <span class="math" data-done=""><span class="katex">/,
    )
  })

  it('stay where code gets its colours', async () => {
    const text = '```ts\nconst a = "b"\n```'
    const coloured = await lab.page.evaluate(([source, given]) => globalThis.lab.embellished(source, given), [
      text,
      [mark(8, 13)],
    ] as const)
    assert.equal(
      coloured,
      '<pre><code data-language="ts" data-done=""><span class="hljs-keyword">co</span>' +
        '<s class="retracted" data-mark="m"><span class="hljs-keyword">nst</span> a</s>' +
        ' = <span class="hljs-string">"b"</span></code></pre>',
    )
  })

  it('are shown in what is too much to be parsed', async () => {
    const text = `${'*'.repeat(4000)}loop`
    assert.match(await html(text, [mark(4000, 4004)]), /\*<s class="retracted" data-mark="m">loop<\/s><\/div>$/)
  })

  for (const [index, text] of TRICKY.entries()) {
    it(`never change what is read, wherever they begin and end (${index + 1})`, async () => {
      const differing = await lab.page.evaluate((source) => {
        const plain = globalThis.lab.text(source)
        const found: string[] = []
        for (let start = 0; start < source.length; start++) {
          for (const length of [1, 2, 7, source.length]) {
            const marks = [{ id: 'm', role: 'retracted', start, end: start + length }] as const
            if (globalThis.lab.text(source, marks) !== plain) found.push(`${start}+${length}`)
          }
        }
        return found
      }, text)
      assert.deepEqual(differing, [])
    })

    it(`never change what is read, however many they are (${index + 1})`, async () => {
      const plain = await lab.page.evaluate((source) => globalThis.lab.text(source), text)
      const spans = fc.tuple(
        fc.nat(text.length),
        fc.nat(text.length),
        fc.constantFrom<InlineMark['role']>('retracted', 'cue', 'repair'),
      )
      await fc.assert(
        fc.asyncProperty(fc.array(spans), async (given) => {
          const marks = given.map(([a, b, role], id) => mark(Math.min(a, b), Math.max(a, b), role, String(id)))
          const shown = await lab.page.evaluate(([source, all]) => globalThis.lab.text(source, all), [
            text,
            marks,
          ] as const)
          assert.equal(shown, plain)
        }),
        { numRuns: 30 },
      )
    })
  }

  it('cover exactly the words that they name', async () => {
    for (const word of ['loop', 'may', 'stop', 'as ', 'hi', 'fails', 'docs', 'src/a', 'see']) {
      const start = TRICKY[0]?.indexOf(word) ?? -1
      const shown = await lab.page.evaluate(([text, given]) => globalThis.lab.marked(text, given), [
        TRICKY[0] ?? '',
        mark(start, start + word.length),
      ] as const)
      assert.equal(shown, word)
    }
  })
})
