import type { Block } from '../../reading/blocks'
import { markdownParser } from '../../reading/markdown'
import type { Span } from '../../trace/trace'
import type { Sliced } from '../text'
import { writeBlocks, writeCodeElement } from './block'
import { writeFlat } from './flat'
import { isCheap, TooMuch, tooMuchWords } from './limits'
import { plainBlock } from './plain'
import { type InlineMark, Writer } from './writer'

export { renderEdit } from './diff'

/** Of a step's heading. */
const STEP_LEVEL = 3

/**
 * A block of Markdown as DOM: a `div.md` that holds no HTML string, no image and no address but http(s) links.
 * Marks stand as `<s class="retracted" data-mark=id>`, `<span class="cue" …>` and `<span class="repair" …>`, one for each
 * run of text; a formula is one whole. `a[data-file]` has `data-line` and no address; it is focusable, so a click and the
 * Enter key on it are the page's to handle. Formulas and fenced code stand as source until `embellish` comes by.
 * Never throws; what is over the limits is shown as its source.
 * @param under the level of the panel's own heading that it stands under.
 */
export function renderBlock(
  text: Sliced,
  block: Block,
  marks: readonly InlineMark[],
  under: number = STEP_LEVEL,
): HTMLElement {
  const source = text.slice(block.start, block.end)
  try {
    if (block.continued) return renderSource(text, block, marks)
    if (!isCheap(source, block.kind)) return explained(renderSource(text, block, marks))
    return inNewElement('md', (root) => {
      const out = new Writer(root, text, marks, block)
      writeBlocks({ source, base: block.start, out, links: true, under }, markdownParser.parse(source).topNode)
    })
  } catch (thrown) {
    // Over a limit while it was built, or a fault of the parser's: the words are shown all the same.
    const plain = plainBlock(text, block)
    return thrown instanceof TooMuch ? explained(plain) : plain
  }
}

function explained(element: HTMLElement): HTMLElement {
  element.title = tooMuchWords()
  return element
}

/** What cannot be read as Markdown; the rest of a fence that was cut for its length is code like its beginning. */
function renderSource(text: Sliced, block: Block, marks: readonly InlineMark[]): HTMLElement {
  const code = block.kind === 'fence'
  return inNewElement(code ? 'md' : 'md plain', (root) => {
    const out = new Writer(root, text, marks, block)
    const body = () => out.source(block.start, block.end)
    if (code) writeCodeElement(out, '', body)
    else body()
  })
}

/** The words of a span as one line, for a row of a card, a title or a folded step: no blocks and no links. */
export function renderInline(text: Sliced, span: Span, marks: readonly InlineMark[] = []): DocumentFragment {
  const source = text.slice(span.start, span.end)
  const fragment = document.createDocumentFragment()
  if (!isCheap(source, 'paragraph')) {
    fragment.append(source)
    return fragment
  }
  try {
    const out = new Writer(fragment, text, marks, span)
    writeFlat({ source, base: span.start, out, links: false, under: STEP_LEVEL }, markdownParser.parse(source).topNode)
  } catch {
    fragment.replaceChildren(source)
  }
  return fragment
}

function inNewElement(className: string, fill: (root: HTMLElement) => void): HTMLElement {
  const root = document.createElement('div')
  root.className = className
  fill(root)
  return root
}
