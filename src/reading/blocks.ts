import type { Span } from '../trace/trace'

export type BlockKind = 'paragraph' | 'heading' | 'fence' | 'math' | 'list' | 'table' | 'quote' | 'html' | 'rule'

/** A top-level Markdown block; without the blank lines around it. */
export interface Block extends Span {
  readonly kind: BlockKind
}
