import assert from 'node:assert/strict'
import { type MarkdownLab, openMarkdownLab } from './support/markdown'

/** Source, what it means, and the DOM that shows it (attributes for assistive technology are specified further down). */
const RENDERED: readonly (readonly [what: string, source: string, html: string])[] = [
  ['a paragraph', 'one\ntwo', '<p>one\ntwo</p>'],
  ['two paragraphs', 'one\n\ntwo', '<p>one</p><p>two</p>'],
  ['hard breaks', 'one  \ntwo\\\nthree', '<p>one<br>two<br>three</p>'],
  [
    'emphasis',
    '*a* **b** ~~c~~ ***d***',
    '<p><em>a</em> <strong>b</strong> <del>c</del> <em><strong>d</strong></em></p>',
  ],
  ['names with underscores', 'snake_case_name', '<p>snake_case_name</p>'],
  ['escapes', '\\*a\\* \\# \\q', '<p>*a* # \\q</p>'],
  ['entities, known and unknown', '&lt;b&gt; &#8658; &#x2264; &ne; &bogus;', '<p>&lt;b&gt; ⇒ ≤ ≠ &amp;bogus;</p>'],
  ['entities that name no character', '&#0; &#xD800; &#1114112;', '<p>\ufffd \ufffd \ufffd</p>'],
  ['inline code', '`a < b` and `` ` ``', '<p><code>a &lt; b</code> and <code>`</code></p>'],
  ['markup in code', '`*a* &lt;`', '<p><code>*a* &amp;lt;</code></p>'],
  ['headings', '# One\n\n### Three ###', '<div class="heading h1">One</div><div class="heading h3">Three</div>'],
  ['underlined headings', 'One\n===', '<div class="heading h1">One</div>'],
  ['a rule', '***', '<hr>'],
  ['a quote', '> one\n> *two*', '<blockquote><p>one\n two</p></blockquote>'.replace('two', '<em>two</em>')],
  ['nested quotes', '> one\n> > two', '<blockquote><p>one</p><blockquote><p>two</p></blockquote></blockquote>'],
  ['a list', '- one\n- two', '<ul><li>one</li><li>two</li></ul>'],
  ['a loose list', '- one\n\n- two', '<ul class="loose"><li><p>one</p></li><li><p>two</p></li></ul>'],
  ['a numbered list', '3. three\n4. four', '<ol start="3"><li>three</li><li>four</li></ol>'],
  [
    'nested lists',
    '- one\n  1. two\n     - three',
    '<ul><li>one<ol><li>two<ul><li>three</li></ul></li></ol></li></ul>',
  ],
  ['code in a list', '- one\n  ```\n  x = 1\n    y\n  ```', '<ul><li>one<pre><code>x = 1\n  y</code></pre></li></ul>'],
  [
    'tasks',
    '- [ ] open\n- [x] done',
    '<ul><li class="has-task"><span class="task">☐</span> open</li><li class="has-task"><span class="task">☑</span> done</li></ul>',
  ],
  ['fenced code', '```ts\nconst a = `<b>`\n```', '<pre><code data-language="ts">const a = `&lt;b&gt;`</code></pre>'],
  ['fenced code that is not closed', '~~~\na\n\nb', '<pre><code>a\n\nb</code></pre>'],
  [
    'a table with alignments, empty cells and a cell too many',
    '| a | b | c |\n|:--|:-:|--:|\n| 1 |   | `x\\|y` |\n|  | 2 |\n| 3 | 4 | 5 | 6 |',
    '<div class="table"><table><thead><tr><th class="left">a</th><th class="center">b</th><th class="right">c</th></tr></thead>' +
      '<tbody><tr><td class="left">1</td><td class="center"></td><td class="right"><code>x|y</code></td></tr>' +
      '<tr><td class="left"></td><td class="center">2</td><td class="right"></td></tr>' +
      '<tr><td class="left">3</td><td class="center">4</td><td class="right">5</td><td>6</td></tr></tbody></table></div>',
  ],
  ['HTML as text', '<b onclick="x">a</b> <!-- c -->', '<p>&lt;b onclick="x"&gt;a&lt;/b&gt; &lt;!-- c --&gt;</p>'],
  ['a block of HTML as text', '<script>\nalert(1)\n</script>', '<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>'],
  ['an image as text', '![alt](https://a.example/i.png)', '<p>![alt](https://a.example/i.png)</p>'],
  ['links', '[*a* b](https://a.example/x)', '<p><a href="https://a.example/x"><em>a</em> b</a></p>'],
  [
    'bare addresses',
    'see https://a.example/b_c, ok',
    '<p>see <a href="https://a.example/b_c">https://a.example/b_c</a>, ok</p>',
  ],
  ['addresses in code as text', '`https://a.example`', '<p><code>https://a.example</code></p>'],
  [
    'reference links as text',
    '[a][b] a[0] [c]\n\n[b]: https://a.example',
    '<p>[a][b] a[0] [c]</p><p>[b]: <a href="https://a.example/">https://a.example</a></p>',
  ],
  [
    'places in files',
    'in src/a-b/c.test.ts:12:3, and d.py:7-9.',
    '<p>in <a class="file" data-file="src/a-b/c.test.ts" data-line="12">src/a-b/c.test.ts:12:3</a>, and <a class="file" data-file="d.py" data-line="7">d.py:7-9</a>.</p>',
  ],
  [
    'a place in a file as code',
    '`src/a.ts:12`',
    '<p><code><a class="file" data-file="src/a.ts" data-line="12">src/a.ts:12</a></code></p>',
  ],
  [
    'what only looks like a place in a file',
    'at 12:30, 1.5:2, a.b.example:x and ftp://a.b/c.d:80',
    '<p>at 12:30, 1.5:2, a.b.example:x and ftp://a.b/c.d:80</p>',
  ],
  [
    'formulas as their source',
    'so $x^2$ and \\(y\\)',
    '<p>so <span class="math">$x^2$</span> and <span class="math">\\(y\\)</span></p>',
  ],
  ['displayed formulas', '$$\nx\n= y\n$$', '<div class="math display">$$\nx\n= y\n$$</div>'],
  [
    'a displayed formula in a sentence',
    'so \\[x\\] holds',
    '<p>so <span class="math display">\\[x\\]</span> holds</p>',
  ],
  ['a formula in a quote', '> so $a\n> b$', '<blockquote><p>so <span class="math">$a\n b$</span></p></blockquote>'],
  ['prices', 'between $5 and $10', '<p>between $5 and $10</p>'],
]

const INLINE: readonly (readonly [what: string, source: string, html: string])[] = [
  ['emphasis, code and formulas', '**a** `b` $c$', '<strong>a</strong> <code>b</code> <span class="math">$c$</span>'],
  ['blocks as one line', '# a\n\n- b\n- c\n\n1. d', 'a b c 1. d'],
  ['a fence as code', '```js\nx\n```', '<code>x</code>'],
  ['links without an anchor', '[a](https://a.example) src/a.ts:3 https://b.example', 'a src/a.ts:3 https://b.example'],
  ['tables as words', '|a|b|\n|-|-|\n|1|2|', 'a b 1 2'],
]

describe('Markdown in the panel', () => {
  let lab: MarkdownLab
  before(async () => {
    lab = await openMarkdownLab()
  })
  after(() => lab.close())

  describe('shows', () => {
    for (const [what, source, html] of RENDERED)
      it(what, async () => assert.equal(await lab.page.evaluate((text) => globalThis.lab.html(text), source), html))
  })

  describe('shows in one line', () => {
    for (const [what, source, html] of INLINE)
      it(what, async () => assert.equal(await lab.page.evaluate((text) => globalThis.lab.inline(text), source), html))
  })
})
