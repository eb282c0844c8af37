// Runs in the browser: what the tests of Markdown call there.
import type { ProposedEdit } from '../../../src/problem/edits'
import { type Block, BlockScanner } from '../../../src/reading/blocks'
import { renderEdit } from '../../../src/webview/markdown/diff'
import { embellish } from '../../../src/webview/markdown/embellish'
import { plainBlock } from '../../../src/webview/markdown/plain'
import { renderBlock, renderInline } from '../../../src/webview/markdown/render'
import type { InlineMark } from '../../../src/webview/markdown/writer'

/** Said elsewhere in the tests, and in the way of reading the others. */
const NOISE = ['tabindex', 'role', 'aria-label', 'aria-level', 'title']

function blocksOf(text: string): readonly Block[] {
  const scanner = new BlockScanner()
  return [...scanner.feed(text), ...scanner.finish()]
}

function show(...nodes: readonly Node[]): HTMLElement {
  document.body.replaceChildren(...nodes)
  return document.body
}

function render(text: string, marks: readonly InlineMark[] = []): HTMLElement {
  return show(...blocksOf(text).map((block) => renderBlock(text, block, marks)))
}

/** What is in the page, without the attributes that are noise here and without the blocks' own elements. */
function html(): string {
  const copy = document.createElement('div')
  for (const node of document.body.childNodes) copy.append(node.cloneNode(true))
  for (const element of copy.querySelectorAll('*')) for (const name of NOISE) element.removeAttribute(name)
  for (const block of copy.querySelectorAll('.md:not(.plain)')) block.replaceWith(...block.childNodes)
  return copy.innerHTML
}

function depth(): number {
  let most = 0
  for (const element of document.body.querySelectorAll('*')) {
    let levels = 0
    for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) levels++
    most = Math.max(most, levels)
  }
  return most
}

const tools = {
  html: (text: string, marks: readonly InlineMark[] = []) => {
    render(text, marks)
    return html()
  },
  current: html,
  text: (text: string, marks: readonly InlineMark[] = []) => render(text, marks).textContent,
  /** What is under marks of that id. */
  marked: (text: string, mark: InlineMark) =>
    Array.from(render(text, [mark]).querySelectorAll(`[data-mark="${mark.id}"]`), (run) => run.textContent).join(''),
  inline: (text: string, marks: readonly InlineMark[] = []) => {
    show(renderInline(text, { start: 0, end: text.length }, marks))
    return html()
  },
  plain: (text: string) => show(...blocksOf(text).map((block) => plainBlock(text, block))).textContent,
  embellished: async (text: string, marks: readonly InlineMark[] = []) => {
    await embellish(render(text, marks))
    return html()
  },
  /** What is there as soon as `embellish` returns. */
  embellishedAtOnce: (text: string) => {
    void embellish(render(text))
    return html()
  },
  embellishedTooLate: async (text: string) => {
    const root = render(text).cloneNode(true)
    if (!(root instanceof HTMLElement)) throw new TypeError('no element')
    await embellish(root)
    return root.innerHTML
  },
  titles: () => Array.from(document.querySelectorAll<HTMLElement>('.math[title]'), (formula) => formula.title),
  size: () => ({ elements: document.body.querySelectorAll('*').length, depth: depth() }),
  /** Renders what is open after each piece, as the page does while text streams. */
  streamed: (pieces: readonly string[]) => {
    const scanner = new BlockScanner()
    const closed: HTMLElement[] = []
    let text = ''
    for (const piece of pieces) {
      text += piece
      closed.push(...scanner.feed(piece).map((block) => renderBlock(text, block, [])))
      show(...closed, ...(scanner.open ? [renderBlock(text, scanner.open, [])] : []))
    }
    show(...closed, ...scanner.finish().map((block) => renderBlock(text, block, [])))
    return html()
  },
  edit: (edit: ProposedEdit) => {
    show(renderEdit(edit, 'typescript'))
    return html()
  },
}
export type Lab = typeof tools

declare global {
  var lab: Lab
}
globalThis.lab = tools
