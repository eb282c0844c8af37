import type { ProposedEdit } from '../../problem/edits'
import type { Block } from '../../reading/blocks'
import type { Span } from '../../trace/trace'
import type { Sliced } from '../text'
import { plainBlock } from './plain'
import type * as Renderer from './render'
import type { InlineMark } from './writer'

export type { InlineMark } from './writer'

/** With the parser it is half of the page's script, so it comes after the first text has been shown, as it stands. */
let renderer: typeof Renderer | null = null

export async function loadRenderer(): Promise<void> {
  renderer = await import('./render')
}

/** For the keys of looks: what was drawn without the renderer looks otherwise with it. */
export function rendererKey(): string {
  return renderer ? 'rendered' : 'plain'
}

export function renderBlock(text: Sliced, block: Block, marks: readonly InlineMark[], under?: number): HTMLElement {
  return renderer ? renderer.renderBlock(text, block, marks, under) : plainBlock(text, block)
}

export function renderInline(text: Sliced, span: Span, marks: readonly InlineMark[] = []): DocumentFragment {
  if (renderer) return renderer.renderInline(text, span, marks)
  const fragment = document.createDocumentFragment()
  fragment.append(text.slice(span.start, span.end))
  return fragment
}

/** A proposed edit, which stands in the block. */
export function renderEdits(
  text: Sliced,
  block: Block,
  edits: readonly ProposedEdit[],
  languageId: string,
): readonly HTMLElement[] {
  const { renderEdit } = renderer ?? {}
  return renderEdit ? edits.map((edit) => renderEdit(edit, languageId)) : [plainBlock(text, block)]
}
