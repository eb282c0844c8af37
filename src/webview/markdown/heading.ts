import type { SyntaxNode } from '@lezer/common'
import { type Page, writeInline } from './inline'

export function isHeading(node: SyntaxNode): boolean {
  return level(node) > 0
}

function level(node: SyntaxNode): number {
  return Number(/^(?:ATX|Setext)Heading(\d)$/.exec(node.name)?.[1] ?? 0)
}

/** It ranks below the panel's own, so that the outline of the whole stays right for a screen reader. */
export function writeHeading(page: Page, node: SyntaxNode): void {
  page.out.within('div', `heading h${level(node)}`, (heading) => {
    heading.setAttribute('role', 'heading')
    heading.ariaLevel = String(Math.min(6, level(node) + page.under))
    writeHeadingWords(page, node)
  })
}

/** Without the marks before, after or under them. */
export function writeHeadingWords(page: Page, node: SyntaxNode): void {
  const marks = node.getChildren('HeaderMark')
  const start = marks[0]?.from === node.from ? marks[0].to : node.from
  const end = marks.find((mark) => mark.from >= start)?.from ?? node.to
  const words = page.source.slice(start, end)
  writeInline(page, node, start + words.length - words.trimStart().length, start + words.trimEnd().length)
}
