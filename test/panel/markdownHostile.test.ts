import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { HOSTILE_CODE, HOSTILE_FORMULAS, HOSTILE_MARKDOWN } from './support/hostile'
import { type MarkdownLab, openMarkdownLab } from './support/markdown'

/** Everything known that makes a browser fetch something, or run something, when it is taken for more than text. */
const forms = (canary: string): readonly string[] => [
  `![a](${canary}/1.png)`,
  `![a][b]\n\n[b]: ${canary}/2.png`,
  `[![a](${canary}/3.png)](${canary}/3)`,
  `<img src="${canary}/4.png" srcset="${canary}/4b.png 2x" onerror="fetch('${canary}/4c')">`,
  `<picture><source srcset="${canary}/5.png"></picture>`,
  `<link rel="stylesheet" href="${canary}/6.css"><link rel="prefetch" href="${canary}/6b">`,
  `<link rel="dns-prefetch" href="${canary}"><link rel="preconnect" href="${canary}">`,
  `<style>@import url(${canary}/7.css); p { background: url(${canary}/7.png) }</style>`,
  `<p style="background: url(${canary}/8.png)">a</p>`,
  `<svg><image href="${canary}/9.png"/><use href="${canary}/9.svg#a"/></svg>`,
  `<svg onload="fetch('${canary}/10')"><style>p { cursor: url(${canary}/10.cur) }</style></svg>`,
  `<iframe src="${canary}/11"></iframe><object data="${canary}/11b"></object><embed src="${canary}/11c">`,
  `<video poster="${canary}/12.png" src="${canary}/12.mp4"></video><audio src="${canary}/12.mp3"></audio>`,
  `<script src="${canary}/13.js"></script><script>fetch("${canary}/13b")</script>`,
  `<meta http-equiv="refresh" content="0; url=${canary}/14"><base href="${canary}/">`,
  `<form action="${canary}/15"><input type="image" src="${canary}/15.png"></form>`,
  `<input autofocus onfocus="fetch('${canary}/16')"><body background="${canary}/16.png">`,
  `$\\includegraphics{${canary}/17.png}$ $\\href{${canary}/17}{a}$ $\\url{${canary}/17b}$`,
  `$\\htmlStyle{background:url(${canary}/18.png)}{a}$ $\\htmlData{a=b}{c}$ $\\htmlClass{a}{b}$`,
  `\`\`\`html\n<img src="${canary}/19.png">\n\`\`\``,
  `| a |\n|---|\n| <img src="${canary}/20.png"> ![a](${canary}/20b.png) |`,
  `[a](${canary}/21) <${canary}/21b> ${canary}/21c`,
]

const SCHEMES = [
  'command:workbench.action.terminal.new',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java&#115;cript:alert(1)',
  'java&Tab;script:alert(1)',
  '&#1;javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:a',
  'file:///etc/passwd',
  'vscode:extension/a.b',
  'vscode-insiders:a',
  'vscode-webview-resource:a',
  'blob:https://a.example/b',
  'ftp://a.example/b',
  'mailto:a@a.example',
  'tel:1',
  '//a.example/b',
  '/etc/passwd',
  'a.md',
  '#a',
  '?a',
  'https:a.example',
  'https//a.example',
  'http://',
  'view-source:https://a.example',
  `https://a.example/${'a'.repeat(3000)}`,
]

/** More than the page gives to a grammar. */
const isLong = (source: string) =>
  source.length > 6144 || /\s{301}/.test(source) || source.split('\n').some((line) => line.length > 300)

describe('hostile text', () => {
  let lab: MarkdownLab
  before(async () => {
    lab = await openMarkdownLab()
  })
  after(() => lab.close())

  describe('as Markdown is shown within bounds:', () => {
    for (const [what, source] of Object.entries(HOSTILE_MARKDOWN)) {
      it(what, async () => {
        const text = await lab.page.evaluate((hostile) => globalThis.lab.text(hostile), source)
        const { elements, depth } = await lab.page.evaluate(() => globalThis.lab.size())
        assert.ok(elements <= 2001 && depth <= 34, `${elements} elements, ${depth} deep`)
        assert.notEqual(text.trim(), '')
        const inline = await lab.page.evaluate((hostile) => globalThis.lab.inline(hostile), source)
        assert.notEqual(inline, '')
      })
    }
  })

  it('of thousands of lines in one block is not parsed', async () => {
    for (const line of ['a\n', '- a\n', '> a\n']) {
      await lab.page.evaluate((hostile) => globalThis.lab.text(hostile), line.repeat(4000))
      const parsed = await lab.page.evaluate(() => document.body.querySelectorAll('p, li, blockquote').length)
      assert.equal(parsed, 0, line)
    }
  })

  it('says why it stands as it was written, with the limits', async () => {
    const titles = async (source: string) => {
      await lab.page.evaluate((text) => globalThis.lab.text(text), source)
      return await lab.page.evaluate(() =>
        Array.from(document.querySelectorAll<HTMLElement>('.md'), (block) => block.title).filter(Boolean),
      )
    }
    for (const what of ['quotes in quotes', 'emphasis without end', 'lines of one character']) {
      const [title = ''] = await titles(HOSTILE_MARKDOWN[what] ?? '')
      assert.match(title, /more than 32 levels, 2000 elements, 1000 lines or 3000 marks/, what)
    }
    assert.deepEqual(await titles('> Well.'), [])
  })

  describe('as a formula is shown as its source, with the reason:', () => {
    for (const [what, [tex, reason]] of Object.entries(HOSTILE_FORMULAS)) {
      for (const source of [`$$\n${tex}\n$$`, `so \\(${tex}\\)`]) {
        it(`${what}, ${source.startsWith('$$') ? 'displayed' : 'in a sentence'}`, async () => {
          await lab.page.evaluate((text) => globalThis.lab.embellished(text), source)
          const [titles, shown] = await lab.page.evaluate(() => [globalThis.lab.titles(), document.body.textContent])
          // One that is too long to be a formula in running text is text.
          if (titles.length > 0 || source.startsWith('$$')) assert.match(titles.join(), reason)
          assert.ok(shown.includes(tex.slice(0, 20)) && !shown.includes('katex'))
        })
      }
    }
  })

  describe('as code stays as it was written, and without colours where the grammar might take long:', () => {
    const shown = async (language: string, source: string) => {
      await lab.page.evaluate((text) => globalThis.lab.embellished(text), `\`\`\`${language}\n${source}\n\`\`\``)
      return await lab.page.evaluate(() => ({
        text: Array.from(document.querySelectorAll('pre'), (code) => code.textContent).join(''),
        coloured: document.querySelectorAll('code > span').length,
      }))
    }
    for (const [language, source] of HOSTILE_CODE) {
      it(`${language}, ${source.length} characters of ${JSON.stringify(source.slice(0, 6))}`, async () => {
        const { text, coloured } = await shown(language, source)
        assert.ok(text.includes(source.trim()))
        if (isLong(source)) assert.equal(coloured, 0)
        else assert.ok(coloured <= 3000, `${coloured} coloured words`)
      })
    }

    it('while code that is not hostile is coloured, to the very bound', async () => {
      const line = `const a = '${'b'.repeat(285)}'`
      const { coloured } = await shown('ts', `${line}\n`.repeat(20).slice(0, 6000))
      assert.ok(coloured > 20, `${coloured} coloured words`)
    })
  })

  describe('reaches nobody:', () => {
    let canary: Server
    let origin = ''
    const hits: string[] = []
    before(async () => {
      canary = createServer((request, response) => {
        hits.push(request.url ?? '')
        response.end()
      })
      canary.on('connection', () => hits.push('connection'))
      await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve))
      const address = canary.address()
      if (address === null || typeof address === 'string') throw new Error('no port')
      origin = `http://127.0.0.1:${address.port}`
    })
    after(() => canary.close())

    it('the canary hears a page that asks', async () => {
      await fetch(origin)
      assert.deepEqual(hits.splice(0), ['connection', '/'])
    })

    it('no form of image, style, script or frame asks for anything, whole or at any point of the stream', async () => {
      for (const form of forms(origin)) {
        await lab.page.evaluate((text) => globalThis.lab.embellished(text), form)
        await lab.page.evaluate((text) => globalThis.lab.inline(text), form)
        await lab.page.evaluate((text) => globalThis.lab.streamed(text.split('')), form)
        const active = await lab.page.evaluate(
          () =>
            document.body.querySelectorAll(
              'img, svg image, use, link, style, script, iframe, object, embed, video, audio, form, input, [style*="url"], [onload], [onerror]',
            ).length,
        )
        assert.equal(active, 0, form)
      }
      // Chromium would have asked by now: it is idle.
      await lab.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
      assert.deepEqual([hits, lab.requests, lab.complaints], [[], [], []])
    })
  })

  describe('is no link where its scheme is not http(s):', () => {
    for (const scheme of SCHEMES) {
      it(scheme.slice(0, 60), async () => {
        const source = `[words](${scheme}) [words](<${scheme}>) <${scheme}> ![words](${scheme})`
        await lab.page.evaluate((text) => globalThis.lab.text(text), source)
        const links = await lab.page.evaluate(() =>
          Array.from(document.querySelectorAll('a[href]'), (link) => link.getAttribute('href') ?? ''),
        )
        // An address within the hostile one may be a link of its own.
        for (const link of links) assert.match(link, /^https?:\/\/a\.example\//)
        const words = await lab.page.evaluate(() => document.body.textContent)
        assert.ok(words.includes('[words]('))
      })
    }
  })
})
