import type { End, Notice, Provenance, TextName, Usage } from './trace'

/**
 * What any model source emits, in order. Every wire dialect ends here; nothing after it knows which server spoke.
 * `at` is ms since the run began. Exactly one `end` comes, last.
 */
export type Delta =
  | {
      readonly type: 'text'
      readonly text: TextName
      readonly provenance: Provenance
      /** Never empty; may split a surrogate pair, a word or anything else. */
      readonly chars: string
      /** It belongs to the text's last part, although some of the other text came between. */
      readonly goesOn?: true
      readonly at: number
    }
  /**
   * The text's next characters open a new part (a new summary part, say), even where nothing else came between.
   * With provenance `hidden` it records that thoughts were withheld here.
   */
  | { readonly type: 'part'; readonly text: TextName; readonly provenance: Provenance; readonly at: number }
  /**
   * Everything in the answer so far was thought: the server did not say so until a closing tag came. The one case in
   * which characters leave a text, and it comes only while the thought is empty.
   */
  | { readonly type: 'refile'; readonly at: number }
  | { readonly type: 'usage'; readonly usage: Usage; readonly at: number }
  | { readonly type: 'notice'; readonly notice: Notice; readonly at: number }
  | { readonly type: 'end'; readonly end: End; readonly at: number }
