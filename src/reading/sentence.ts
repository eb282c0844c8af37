import type { Span } from '../trace/trace'
import type { BlockKind } from './blocks'

/** A stretch of a sentence that is not the model speaking: code, a formula, quoted words. */
export interface Mask extends Span {
  readonly kind: 'code' | 'math' | 'quote'
}

/**
 * The unit that segmenting and detection read: a sentence of prose, or a whole fence, formula, table row or other block
 * that holds none. Offsets are those of the thought. A sentence is given out at the first offset at which its end is
 * certain, which depends on the text alone and never on how it was split into deltas.
 */
export interface Sentence extends Span {
  /** The thought's own characters from `start` to `end`; no white space around. */
  readonly text: string
  readonly masks: readonly Mask[]
  readonly block: BlockKind
  /** Where the block that holds it starts; two sentences of one block share it. */
  readonly blockStart: number
}
