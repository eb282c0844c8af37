import { GFM, type MarkdownConfig, type MarkdownParser, parser } from '@lezer/markdown'
import { formulaAt } from './formula'
import { mathOpener, unclosedMath } from './lines'

/**
 * Display math that spans lines: `MathBlock`, with a `MathMark` for each mark and a `MathText` for each line. It is read
 * before the other blocks, since a line of a formula may begin like a list, a quote or a heading.
 */
const mathBlock: MarkdownConfig = {
  defineNodes: [{ name: 'MathBlock', block: true }, 'MathMark', 'MathText'],
  parseBlock: [
    {
      name: 'MathBlock',
      before: 'Blockquote',
      parse(cx, line) {
        const opener = mathOpener(line.text.slice(line.pos))
        if (opener === null || opener === 'whole') return false
        const { baseIndent } = line
        const start = cx.lineStart + line.pos
        const afterMark = line.pos + opener.mark.length
        const children = [cx.elt('MathMark', start, cx.lineStart + afterMark)]
        if (afterMark < line.text.length) {
          children.push(cx.elt('MathText', cx.lineStart + afterMark, cx.lineStart + line.text.length))
        }
        let end = cx.lineStart + line.text.length
        while (cx.nextLine() && line.pos < line.text.length && line.baseIndent >= baseIndent) {
          const close = line.text.indexOf(opener.close, line.basePos)
          const textEnd = close < 0 ? line.text.length : close
          if (line.basePos < textEnd) {
            children.push(cx.elt('MathText', cx.lineStart + line.basePos, cx.lineStart + textEnd))
          }
          end = cx.lineStart + textEnd
          if (close < 0) continue
          end += opener.close.length
          children.push(cx.elt('MathMark', cx.lineStart + close, end))
          cx.addElement(cx.elt('MathBlock', start, end, children))
          const rest = line.text.slice(close + opener.close.length)
          if (rest.trim() !== '') {
            const inline = cx.parser.parseInline(rest, end)
            cx.addElement(cx.elt('Paragraph', end, end + rest.length, inline))
          }
          cx.nextLine()
          return true
        }
        cx.addElement(cx.elt('MathBlock', start, end, children))
        return true
      },
      endLeaf(_, line, leaf) {
        const opener = mathOpener(line.text.slice(line.pos))
        return opener !== null && opener !== 'whole' && unclosedMath(leaf.content) === null
      },
    },
  ],
}

/** Formulas within a line or a paragraph: `InlineMath` or `DisplayMath`, each MathMark, MathText, MathMark. */
const mathInline: MarkdownConfig = {
  defineNodes: ['InlineMath', 'DisplayMath'],
  parseInline: [
    {
      name: 'Math',
      before: 'Escape',
      parse(cx, next, pos) {
        if (next !== 36 /* $ */ && next !== 92 /* \ */) return -1
        const formula = formulaAt(cx.text, pos - cx.offset, true)
        if (!formula) return -1
        const [from, to] = [formula.inner.start + cx.offset, formula.inner.end + cx.offset]
        const end = formula.end + cx.offset
        return cx.addElement(
          cx.elt(formula.display ? 'DisplayMath' : 'InlineMath', pos, end, [
            cx.elt('MathMark', pos, from),
            cx.elt('MathText', from, to),
            cx.elt('MathMark', to, end),
          ]),
        )
      },
    },
  ],
}

const LINK =
  /\[((?:[^[\]\\\n]|\\.){0,500})\]\((<[^<>\n]{0,2000}>|[^\s()<>]{1,2000}(?:\([^\s()<>]{0,200}\)[^\s()<>]{0,200})?)\)/y

/**
 * Inline links only, found by one bounded look ahead: `Link` is LinkMark, the words' own nodes, LinkMark, URL, LinkMark.
 * `a[i]` is no reference, and 80 kB of `[a](` cost what their length costs.
 */
const link: MarkdownConfig = {
  remove: ['Link', 'LinkEnd', 'Image', 'LinkReference'],
  parseInline: [
    {
      name: 'InlineLink',
      parse(cx, next, pos) {
        if (next !== 91 /* [ */) return -1
        LINK.lastIndex = pos - cx.offset
        const [whole, words = '', url = ''] = LINK.exec(cx.text) ?? []
        if (whole === undefined) return -1
        const wordsEnd = pos + 1 + words.length
        const end = pos + whole.length
        const inner = words === '' ? [] : cx.parser.parseInline(words, pos + 1)
        return cx.addElement(
          cx.elt('Link', pos, end, [
            cx.elt('LinkMark', pos, pos + 1),
            ...inner,
            cx.elt('LinkMark', wordsEnd, wordsEnd + 2),
            cx.elt('URL', wordsEnd + 2, wordsEnd + 2 + url.length),
            cx.elt('LinkMark', end - 1, end),
          ]),
        )
      },
    },
  ],
}

/**
 * The Markdown of thoughts and answers, for one block at a time: CommonMark with tables, task lists, strikethrough,
 * bare links and math. HTML is text, images are text and a link, indented text is no code, and nothing is looked up
 * elsewhere in the document. The nodes are those of @lezer/markdown, and MathBlock, DisplayMath, InlineMath, MathMark
 * and MathText. It recurses by depth and its emphasis costs the square of a block's length: give it no block over
 * `MAX_BLOCK`, and no line that opens more than 32 quotes or lists.
 */
export const markdownParser: MarkdownParser = parser.configure([
  GFM,
  mathBlock,
  mathInline,
  link,
  { remove: ['IndentedCode', 'HTMLBlock', 'HTMLTag'] },
])
