import type { Span } from '../trace/trace'
export type BlockKind = 'paragraph' | 'heading' | 'fence' | 'math' | 'list' | 'table' | 'quote' | 'html' | 'rule'
/** A top-level Markdown block; without the blank lines around it. */
export interface Block extends Span {
  readonly kind: BlockKind
}
/** Splits a growing Markdown text into its top-level blocks. Offsets are those of the text, in UTF-16 units. */
export declare class BlockScanner {
  /** Takes the text's next characters and gives out the blocks that they closed; a closed block never changes. */
  feed(_chars: string): readonly Block[]
  /** A hard break, as between two parts of a text: what is open is closed. */
  break(): readonly Block[]
  /** The text is over. */
  finish(): readonly Block[]
  /** What has begun and is not closed yet, up to the last character that was fed; null between two blocks. */
  get open(): Block | null
}
