import type { SyntaxNode } from '@lezer/common'
import * as l10n from '@vscode/l10n'
import { isHeading, writeHeading } from './heading'
import { children, type Page, writeInline, writeMath, writeSource } from './inline'
import { writeTable } from './table'
import type { Writer } from './writer'

export function writeBlocks(page: Page, parent: SyntaxNode): void {
  for (const node of children(parent)) writeBlock(page, node)
}

type Write = (page: Page, node: SyntaxNode) => void

const nothing: Write = () => {}

const WRITERS: Readonly<Record<string, Write>> = {
  Paragraph: (page, node) => page.out.within('p', '', () => writeInline(page, node)),
  Blockquote: (page, node) => page.out.within('blockquote', '', () => writeBlocks(page, node)),
  BulletList: writeList,
  OrderedList: writeList,
  FencedCode: writeCodeBlock,
  MathBlock: (page, node) => writeMath(page, node, 'div'),
  Table: writeTable,
  HorizontalRule: ({ out }) => out.within('hr', '', () => {}),
  QuoteMark: nothing,
  ListMark: nothing,
}

function writeBlock(page: Page, node: SyntaxNode): void {
  const write = WRITERS[node.name]
  if (isHeading(node)) writeHeading(page, node)
  else if (write) write(page, node)
  else page.out.within('p', '', () => writeSource(page, node.from, node.to))
}

function writeList(page: Page, node: SyntaxNode): void {
  const items = node.getChildren('ListItem')
  const ordered = node.name === 'OrderedList'
  const loose = items.some((item) => isLoose(page, item))
  page.out.within(ordered ? 'ol' : 'ul', loose ? 'loose' : '', (list) => {
    const number = Number.parseInt(page.source.slice(node.from, node.from + 10), 10)
    if (ordered && number !== 1) list.setAttribute('start', String(number))
    for (const item of items) {
      page.out.within('li', '', (element) => {
        if (item.getChild('Task')) element.className = 'has-task'
        for (const child of children(item)) {
          if (child.name === 'Task' || (child.name === 'Paragraph' && !loose)) writeInline(page, child)
          else writeBlock(page, child)
        }
      })
    }
  })
}

/** A blank line stands between two of its blocks, or after it. */
function isLoose(page: Page, item: SyntaxNode): boolean {
  const blocks = [...children(item).filter((child) => child.name !== 'ListMark' && child.name !== 'QuoteMark')]
  if (item.nextSibling) blocks.push(item.nextSibling)
  return blocks.some((block, index) => {
    const before = blocks[index - 1]
    return before !== undefined && /\n[ \t>]*\n/.test(page.source.slice(before.to, block.from))
  })
}

function writeCodeBlock(page: Page, node: SyntaxNode): void {
  const info = node.getChild('CodeInfo')
  const language = info && /^[\w+#.-]+/.exec(page.source.slice(info.from, info.to))?.[0]
  writeCodeElement(page.out, language ?? '', () => {
    for (const code of node.getChildren('CodeText')) writeSource(page, code.from, code.to)
  })
}

export function writeCodeElement(out: Writer, language: string, body: () => void): void {
  out.within('pre', '', (pre) => {
    // Long lines are scrolled, by key too.
    pre.tabIndex = 0
    pre.setAttribute('role', 'group')
    pre.setAttribute('aria-label', language ? l10n.t('Code, {0}', language) : l10n.t('Code'))
    out.within('code', '', (code) => {
      if (language) code.dataset['language'] = language.toLowerCase()
      body()
    })
  })
}
