import type { SyntaxNode } from '@lezer/common'
import * as l10n from '@vscode/l10n'
import { decodeEntity } from './entities'
import { filePlaces, httpAddress } from './links'
import type { Writer } from './writer'

/** A parsed stretch of a text, and where it goes. */
export interface Page {
  /** What was parsed. */
  readonly source: string
  /** Where that begins in the text. */
  readonly base: number
  readonly out: Writer
  /** Anchors may be made. Not in what itself is to be clicked, and not within another link. */
  readonly links: boolean
  /** The level of the panel's own heading that the text stands under. */
  readonly under: number
}

/** Inside a table, where `\|` is the only way to write a bar in code. */
const ESCAPED_BAR = /\\\|/g

export function children(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child)
  return found
}

/** The inline content of a node, between two offsets of the source. */
export function writeInline(page: Page, node: SyntaxNode, from = node.from, to = node.to): void {
  let at = from
  for (const child of children(node)) {
    if (child.from < at || child.to > to) continue
    writeText(page, at, child.from)
    writeNode(page, child)
    at = child.to
  }
  writeText(page, at, to)
}

/** Verbatim. */
export function writeSource({ base, out }: Page, from: number, to: number): void {
  out.source(base + from, base + to)
}

function writeText(page: Page, from: number, to: number): void {
  let at = from
  for (const place of page.links ? filePlaces(page.source.slice(from, to)) : []) {
    writeSource(page, at, from + place.start)
    at = from + place.end
    writeFileLink(page, place, from + place.start, at)
  }
  writeSource(page, at, to)
}

/** No `href`: the page asks the host, which opens it only where it names a file of the workspace. */
function writeFileLink(page: Page, place: { path: string; line: number }, from: number, to: number): void {
  page.out.within('a', 'file', (link) => {
    link.dataset['file'] = place.path
    link.dataset['line'] = String(place.line)
    link.setAttribute('role', 'link')
    link.tabIndex = 0
    writeSource(page, from, to)
  })
}

type Write = (page: Page, node: SyntaxNode) => void

const element =
  (tag: string): Write =>
  (page, node) =>
    page.out.within(tag, '', () => writeInline(page, node))

const nothing: Write = () => {}

const WRITERS: Readonly<Record<string, Write>> = {
  Emphasis: element('em'),
  StrongEmphasis: element('strong'),
  Strikethrough: element('del'),
  EmphasisMark: nothing,
  StrikethroughMark: nothing,
  QuoteMark: nothing,
  HeaderMark: nothing,
  InlineCode: writeCode,
  InlineMath: (page, node) => writeMath(page, node, 'span'),
  DisplayMath: (page, node) => writeMath(page, node, 'span'),
  Link: writeLink,
  URL: (page, { from, to }) =>
    writeAnchor(page, httpAddress(page.source.slice(from, to)), () => writeSource(page, from, to)),
  Escape: ({ base, out, source }, { from, to }) => out.atom(base + from, base + to, source.slice(from + 1, to)),
  Entity: ({ base, out, source }, { from, to }) =>
    out.atom(base + from, base + to, decodeEntity(source.slice(from, to))),
  HardBreak: ({ out }) => out.own(document.createElement('br')),
  TaskMarker: writeTask,
}

function writeNode(page: Page, node: SyntaxNode): void {
  const write = WRITERS[node.name]
  if (write) write(page, node)
  else writeSource(page, node.from, node.to)
}

function writeCode(page: Page, node: SyntaxNode): void {
  const { base, out, source } = page
  const [opening, closing] = node.getChildren('CodeMark')
  let from = opening?.to ?? node.from
  let to = closing?.from ?? node.to
  const code = source.slice(from, to)
  if (/^\s[\s\S]*\s$/.test(code) && /\S/.test(code)) {
    from++
    to--
  }
  out.within('code', '', () => {
    const place = page.links ? filePlaces(source.slice(from, to))[0] : undefined
    const whole = place?.start === 0 && place.end === to - from
    if (place && whole) {
      writeFileLink(page, place, from, to)
      return
    }
    for (const piece of codePieces(page, node, from, to)) {
      if (piece.shown) out.atom(base + piece.from, base + piece.to, piece.shown)
      else out.source(base + piece.from, base + piece.to, (chars) => chars.replace(/\n/g, ' '))
    }
  })
}

interface Piece {
  readonly from: number
  readonly to: number
  readonly shown?: string
}

/** Code between the marks of a quote that it runs through, and with a table's escaped bars. */
function codePieces(page: Page, node: SyntaxNode, from: number, to: number): readonly Piece[] {
  const pieces: Piece[] = []
  let at = from
  const skip = (start: number, end: number, shown?: string) => {
    pieces.push({ from: at, to: start })
    if (shown) pieces.push({ from: start, to: end, shown })
    at = end
  }
  if (node.parent?.name === 'TableCell') {
    for (const { index } of page.source.slice(from, to).matchAll(ESCAPED_BAR)) skip(from + index, from + index + 2, '|')
  } else for (const mark of node.getChildren('QuoteMark')) skip(mark.from, mark.to)
  pieces.push({ from: at, to })
  return pieces
}

/** Its source, delimiters included, until it is typeset; for marks it is one whole. */
export function writeMath(page: Page, node: SyntaxNode, tag: 'span' | 'div'): void {
  const { base, out } = page
  const className = node.name === 'InlineMath' ? 'math' : 'math display'
  out.atomElement(base + node.from, base + node.to, tag, className).textContent = mathSource(page, node)
}

/** Without what belongs to the quote or the list item that it stands in. */
function mathSource({ source }: Page, node: SyntaxNode): string {
  let text = ''
  let at = node.from
  for (const part of children(node)) {
    // Between two lines of a formula lie a line end and the marks of what is around it.
    if (part.from > at) text += '\n'
    at = part.from
    for (const mark of part.getChildren('QuoteMark')) {
      text += source.slice(at, mark.from)
      at = mark.to
    }
    text += source.slice(at, part.to)
    at = part.to
  }
  return text
}

/** An image, and a link whose address is not http(s), are text as they were typed. */
function writeLink(page: Page, node: SyntaxNode): void {
  const [open, close] = node.getChildren('LinkMark')
  // A bare address within the link's own words is a URL too: the destination stands after the second mark.
  const url = close?.nextSibling
  const image = page.source.charAt(node.from - 1) === '!'
  const href = url && httpAddress(unescaped(page.source.slice(url.from, url.to).replace(/^<([\s\S]*)>$/, '$1')))
  if (!open || !close || image || !href) writeAsTyped(page, node)
  else writeAnchor(page, href, () => writeInline({ ...page, links: false }, node, open.to, close.from))
}

/** With its marks and address; what is emphasised or code in its words stays so. */
function writeAsTyped(page: Page, node: SyntaxNode): void {
  let at = node.from
  for (const child of children(node)) {
    writeSource(page, at, child.from)
    if (child.name === 'LinkMark' || child.name === 'URL') writeSource(page, child.from, child.to)
    else writeNode({ ...page, links: false }, child)
    at = child.to
  }
}

function writeAnchor(page: Page, href: string | null, content: () => void): void {
  if (!href || !page.links) {
    content()
    return
  }
  page.out.within('a', '', (link) => {
    link.setAttribute('href', href)
    // The words of a link may name another address than it leads to.
    link.title = href
    content()
  })
}

function unescaped(address: string): string {
  return address.replace(/\\([!-/:-@[-`{-~])/g, '$1').replace(/&#?\w{1,31};/g, decodeEntity)
}

function writeTask({ base, out, source }: Page, node: SyntaxNode): void {
  const done = source.slice(node.from, node.to) !== '[ ]'
  const box = out.atomElement(base + node.from, base + node.to, 'span', 'task')
  box.setAttribute('role', 'img')
  box.setAttribute('aria-label', done ? l10n.t('done') : l10n.t('to do'))
  box.textContent = done ? '☑' : '☐'
}
