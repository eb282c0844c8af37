import type { Span } from '../../trace/trace'
import type { Sliced } from '../text'

/** The source as it is: for blocks that are far from what is read. */
export function plainBlock(text: Sliced, block: Span): HTMLElement {
  const root = document.createElement('div')
  root.className = 'md plain'
  root.textContent = text.slice(block.start, block.end)
  return root
}
