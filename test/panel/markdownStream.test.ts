import assert from 'node:assert/strict'
import fc from 'fast-check'
import { type MarkdownLab, openMarkdownLab } from './support/markdown'

/** Every kind of block, and markup that is something else while half of it is there. */
const TEXT = `# A *title*

The **loop** ends with \`lo < hi\`, see [docs](https://a.example) and https://b.example, where $x^2$ &lt; \\(y\\).

- one
  1. two
  \`\`\`py
  x = 1
  \`\`\`
- [x] three

> quoted $a
> b$
> - four

| a | b |
|:--|--:|
| 1 | \`x\\|y\` |

$$
\\frac{a}{b}
$$

\`\`\`ts
const a = 1

const b = 2
\`\`\`

***

<b onclick="a">html</b> ![image](https://a.example/i.png)
Last ~~words~~`

describe('Markdown that streams', () => {
  let lab: MarkdownLab
  before(async () => {
    lab = await openMarkdownLab()
  })
  after(() => lab.close())

  const streamed = (pieces: readonly string[]) => lab.page.evaluate((given) => globalThis.lab.streamed(given), pieces)
  const whole = (text: string) => lab.page.evaluate((given) => globalThis.lab.html(given), text)

  it('ends as if it had come at once, character by character', async () => {
    assert.equal(await streamed(TEXT.split('')), await whole(TEXT))
  })

  it('ends as if it had come at once, however it is split', async () => {
    const expected = await whole(TEXT)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(TEXT.length), { maxLength: 60 }), async (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), TEXT.length]
        const pieces = edges.slice(1).map((edge, index) => TEXT.slice(edges[index], edge))
        assert.equal(await streamed(pieces), expected)
      }),
      { numRuns: 30 },
    )
  })

  it('never throws, whatever is typed', async () => {
    const pieces = fc.array(
      fc.constantFrom(
        ...['*', '_', '`', '```', '~~', '$', '$$', '\\(', '\\]', '[', '](', ')', '<', '>', '|', '|-|', '- ', '1. '],
        ...[
          '#',
          '&',
          ';',
          '&lt',
          '\\',
          '\n',
          '\n\n',
          '    ',
          '\t',
          'a',
          'https://',
          '.b:1',
          '\ud83d',
          '\ude00',
          '\0',
          '\r',
        ],
      ),
      { maxLength: 80 },
    )
    await fc.assert(
      fc.asyncProperty(pieces, async (typed) => {
        assert.equal(await streamed(typed), await whole(typed.join('')))
      }),
      { numRuns: 100 },
    )
    assert.deepEqual(lab.complaints, [])
  })
})
