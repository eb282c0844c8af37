import type { SyntaxNode } from '@lezer/common'
import { children, type Page, writeInline, writeMath, writeSource } from './inline'

/** Leaves: what holds words and no further block. */
const INLINE = /^(?:Paragraph|Task|TableCell|(?:ATX|Setext)Heading\d)$/
const STRUCTURE = /^(?:Document|Blockquote|BulletList|OrderedList|ListItem|Table|TableHeader|TableRow)$/
const NOTHING = /^(?:QuoteMark|TableDelimiter|HorizontalRule)$/

/** Blocks as one line: their words, with a space where one ends and the next begins. */
export function writeFlat(page: Page, node: SyntaxNode): void {
  if (STRUCTURE.test(node.name)) {
    for (const child of children(node)) writeFlat(page, child)
    return
  }
  if (NOTHING.test(node.name)) return
  // A bullet says nothing in a line; a number does.
  if (node.name === 'ListMark' && !/\d/.test(page.source.charAt(node.from))) return
  if (INLINE.test(node.name)) writeInline(page, node)
  else if (node.name === 'MathBlock') writeMath(page, node, 'span')
  else if (node.name === 'FencedCode' || node.name === 'CodeBlock') {
    page.out.within('code', '', () => {
      for (const code of node.getChildren('CodeText')) writeSource(page, code.from, code.to)
    })
  } else writeSource(page, node.from, node.to)
  page.out.own(' ')
}
