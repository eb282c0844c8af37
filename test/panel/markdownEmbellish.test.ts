import assert from 'node:assert/strict'
import type { ProposedEdit } from '../../src/problem/edits'
import { type MarkdownLab, openMarkdownLab } from './support/markdown'

describe('what becomes of Markdown', () => {
  let lab: MarkdownLab
  before(async () => {
    lab = await openMarkdownLab()
  })
  after(() => lab.close())

  describe('formulas and code', () => {
    const embellished = (text: string) => lab.page.evaluate((given) => globalThis.lab.embellished(given), text)

    it('are text until they are embellished, and what was embellished once is there at once', async () => {
      const text = 'so $a_1$\n\n```py\nfirst = 1\n```'
      const atOnce = () => lab.page.evaluate((given) => globalThis.lab.embellishedAtOnce(given), text)
      const before = await atOnce()
      assert.ok(before.includes('$a_1$') && !before.includes('hljs'))
      const done = await embellished(text)
      assert.ok(done.includes('katex') && done.includes('hljs-number'))
      assert.equal(await atOnce(), done)
    })

    it('are left alone where they are gone from the page by then', async () => {
      const html = await lab.page.evaluate((given) => globalThis.lab.embellishedTooLate(given), 'so $late$')
      assert.ok(html.includes('$late$') && !html.includes('katex'))
    })

    for (const [source, tex] of [
      ['$x^2$', 'x^2'],
      ['\\(x^3\\)', 'x^3'],
      ['so \\[x^4\\]', 'x^4'],
      ['$$\nx^5\n$$', '\nx^5\n'],
      ['> $$\n> x\n> + y\n> $$', '\n x\n + y\n '],
      ['\\begin{align}a &= b\\\\c &= d\\end{align}', '\\begin{align}a &= b\\\\c &= d\\end{align}'],
      ['\\begin{equation*}\na = b\n\\end{equation*}', '\\begin{equation*}\na = b\n\\end{equation*}'],
      ['\\begin{eqnarray}a &=& b\\end{eqnarray}', '\\begin{align}a &=& b\\end{align}'],
      ['\\begin{multline*}a\\\\b\\end{multline*}', '\\begin{gather*}a\\\\b\\end{gather*}'],
      ['\\begin{displaymath}a\\end{displaymath}', 'a'],
    ] as const) {
      it(`are typeset, with MathML for screen readers: ${source.replaceAll('\n', '⏎')}`, async () => {
        await embellished(source)
        const [read, seen] = await lab.page.evaluate(() => [
          Array.from(document.querySelectorAll('math annotation'), (annotation) => annotation.textContent),
          document.querySelector('.katex-html')?.getAttribute('aria-hidden'),
        ])
        assert.deepEqual(
          [read?.map((text) => text?.replace(/\s+/g, ' ').trim()), seen],
          [[tex.replace(/\s+/g, ' ').trim()], 'true'],
        )
      })
    }

    it('are typeset with their styles under the page’s policy', async () => {
      await embellished('$\\frac{a}{b}$')
      const styles = await lab.page.evaluate(
        () =>
          Array.from(document.querySelectorAll<HTMLElement>('.vlist > span')).filter((span) => span.style.top !== '')
            .length,
      )
      assert.ok(styles >= 2)
      assert.deepEqual(lab.complaints, [])
    })

    it('lead nowhere: no address, image or attribute of a formula is followed', async () => {
      for (const tex of [
        '\\href{https://a.example}{a}',
        '\\url{https://a.example}',
        '\\includegraphics{https://a.example/i}',
        '\\htmlId{a}{b}',
      ]) {
        await embellished(`$${tex}$`)
        assert.equal(
          await lab.page.evaluate(() => document.body.querySelectorAll('a, img, [id], [href], [src]').length),
          0,
        )
      }
    })

    for (const [language, code, token] of [
      ['py', 'def f(): pass', '<span class="hljs-keyword">def</span>'],
      ['javascript', 'const a = 1', '<span class="hljs-keyword">const</span>'],
      ['TypeScript', 'type A = string', '<span class="hljs-built_in">string</span>'],
      ['c', 'return 0;', '<span class="hljs-keyword">return</span>'],
      ['shellscript', 'echo "a"', '<span class="hljs-string">"a"</span>'],
      ['tex', '\\alpha', '<span class="hljs-keyword">\\alpha</span>'],
    ] as const) {
      it(`are coloured as ${language}`, async () =>
        assert.ok((await embellished(`\`\`\`${language}\n${code}\n\`\`\``)).includes(token)))
    }

    it('stay plain in a language that has no colours', async () => {
      for (const language of ['', 'text', 'edit', 'constructor', '__proto__', 'toString'])
        assert.doesNotMatch(await embellished(`\`\`\`${language}\nconst a = 1\n\`\`\``), /hljs/)
    })

    it('read the same with their colours', async () => {
      for (const code of [
        'const a = `b` + 1 // e',
        'a\n\n  <b c="d">{e}</b>',
        '/* open',
        '"open',
        '\ud83d\ude00 = 1',
      ]) {
        const text = `\`\`\`tsx\n${code}\n\`\`\``
        await embellished(text)
        assert.equal(await lab.page.evaluate(() => document.body.textContent), code)
      }
    })
  })

  describe('a proposed edit', () => {
    const edit = (search: string, replace: string, closed = true): ProposedEdit => ({
      block: { start: 0, end: 0 },
      search,
      replace,
      closed,
    })
    const shown = (proposed: ProposedEdit) =>
      lab.page.evaluate((given) => {
        globalThis.lab.edit(given)
        return document.body.textContent
      }, proposed)

    for (const [what, proposed, lines] of [
      ['a changed line between others', edit('a\nb\nc', 'a\nB\nc'), '  a\n- b\n+ B\n  c\n'],
      ['an added line at the end', edit('a', 'a\nb'), '  a\n+ b\n'],
      ['a removal', edit('a\nb', ''), '- a\n- b\n'],
      ['an empty line that is removed', edit('a\n\nb', 'a\nb'), '  a\n- \n  b\n'],
      ['only a space', edit('a ', 'a'), '- a \n+ a\n'],
      ['markup as text', edit('<b>', '<i>'), '- <b>\n+ <i>\n'],
      ['what has come so far, uncompared', edit('a\nb', 'a', false), '- a\n- b\n+ a\n'],
    ] as const) {
      it(`shows ${what}, each line with its sign`, async () => assert.equal(await shown(proposed), lines))
    }

    it('names removed and added lines by element, not by colour alone', async () => {
      assert.equal(
        await lab.page.evaluate((given) => globalThis.lab.edit(given), edit('a', 'b')),
        '<pre class="diff" data-language="typescript"><del class="line">- a\n</del><ins class="line">+ b\n</ins></pre>',
      )
      assert.equal(
        await lab.page.evaluate(() => document.querySelector('.diff')?.getAttribute('aria-label')),
        'Proposed change: lines added: 1, lines removed: 1',
      )
    })

    it('is bounded: a long one is cut, and one without a common line is not searched for any', async () => {
      const lines = (name: string) => Array.from({ length: 2000 }, (_, n) => `${name}${n}`).join('\n')
      const text = await shown(edit(lines('a'), lines('b')))
      assert.ok(text.startsWith('- a0\n') && text.endsWith('… 3600 more lines'))
    })
  })

  describe('Markdown for assistive technology', () => {
    const attributes = (text: string, selector: string, names: readonly string[]) =>
      lab.page.evaluate(
        ([source, css, wanted]) => {
          globalThis.lab.text(source)
          return Array.from(document.querySelectorAll(css), (element) =>
            wanted.map((name) => element.getAttribute(name)),
          )
        },
        [text, selector, names] as const,
      )

    it('has headings below the panel’s own', async () => {
      assert.deepEqual(await attributes('# a\n\n## b\n\n###### c', '.heading', ['role', 'aria-level']), [
        ['heading', '4'],
        ['heading', '5'],
        ['heading', '6'],
      ])
    })

    it('can scroll tables and code by key, and names them', async () => {
      assert.deepEqual(
        await attributes('|a|\n|-|\n\n```py\nx\n```', '.table, pre', ['tabindex', 'role', 'aria-label']),
        [
          ['0', 'group', 'Table'],
          ['0', 'group', 'Code, py'],
        ],
      )
    })

    it('names a table’s header by its formula', async () => {
      assert.deepEqual(await attributes('|$x^2$|a $y$|\n|-|-|', '.math', ['role', 'aria-label']), [
        ['math', '$x^2$'],
        [null, null],
      ])
    })

    it('says whether a task is done', async () => {
      assert.deepEqual(await attributes('- [ ] a\n- [x] b', '.task', ['role', 'aria-label']), [
        ['img', 'to do'],
        ['img', 'done'],
      ])
    })

    it('says where a link leads, and reaches places in files by key', async () => {
      assert.deepEqual(await attributes('[https://a.example](https://b.example/c)', 'a', ['href', 'title']), [
        ['https://b.example/c', 'https://b.example/c'],
      ])
      assert.deepEqual(await attributes('src/a.ts:3', 'a', ['role', 'tabindex', 'href']), [['link', '0', null]])
    })
  })
})
