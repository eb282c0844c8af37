import type { SyntaxNode } from '@lezer/common'
import { isHeading, writeHeadingWords } from './heading'
import { children, type Page, writeInline, writeMath, writeSource } from './inline'

/** What holds blocks; anything else is a leaf. */
const STRUCTURE = /^(?:Document|Blockquote|BulletList|OrderedList|ListItem|Table|TableHeader|TableRow)$/
const NOTHING = /^(?:QuoteMark|TableDelimiter|HorizontalRule)$/

/** Blocks as one line: their words, with a space where one ends and the next begins. */
export function writeFlat(page: Page, root: SyntaxNode): void {
  for (const [index, leaf] of leaves(page, root).entries()) {
    if (index > 0) page.out.own(' ')
    writeLeaf(page, leaf)
  }
}

function leaves(page: Page, node: SyntaxNode): readonly SyntaxNode[] {
  if (STRUCTURE.test(node.name)) return children(node).flatMap((child) => leaves(page, child))
  // A bullet says nothing in a line; a number does.
  const bullet = node.name === 'ListMark' && !/\d/.test(page.source.charAt(node.from))
  return bullet || NOTHING.test(node.name) ? [] : [node]
}

function writeLeaf(page: Page, node: SyntaxNode): void {
  if (/^(?:Paragraph|Task|TableCell)$/.test(node.name)) writeInline(page, node)
  else if (isHeading(node)) writeHeadingWords(page, node)
  else if (node.name === 'MathBlock') writeMath(page, node, 'span')
  else if (node.name === 'FencedCode') {
    page.out.within('code', '', () => {
      for (const code of node.getChildren('CodeText')) writeSource(page, code.from, code.to)
    })
  } else writeSource(page, node.from, node.to)
}
