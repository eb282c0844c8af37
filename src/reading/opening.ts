import * as lines from './lines'

export type BlockKind = 'paragraph' | 'heading' | 'fence' | 'math' | 'list' | 'table' | 'quote' | 'html' | 'rule'

/** A block that has begun. `closer` ends the fence or formula that it is, or that is open inside it. */
export interface Begun {
  readonly kind: BlockKind
  readonly start: number
  /** After the last character that is not white space. */
  readonly end: number
  readonly continued: boolean
  readonly closer: RegExp | null
  /** Where the fence or formula inside began, if one is open there. */
  readonly inside: number | null
  /** A list only: there was a blank line after its last one. */
  readonly gap: boolean
  /** The last line, and where the block would end without it. */
  readonly last: { readonly start: number; readonly text: string; readonly before: number }
}

type Begin = (kind: BlockKind, closer?: RegExp | null, inside?: number | null) => Begun

/**
 * What a line begins that stands outside of any block.
 * @param cut it is the rest of a line that was cut for its length.
 */
export function openingOf(text: string, start: number, cut: boolean): Begun {
  const end = start + text.trimEnd().length
  const last = { start, text, before: start }
  const begin: Begin = (kind, closer = null, inside = null) => ({
    kind,
    start,
    end,
    continued: cut,
    closer,
    inside,
    gap: false,
    last,
  })
  if (cut) return begin('paragraph')
  const other = lines.mayBegin(text) ? openingOther(text, start, begin) : null
  if (other) return other
  const inner = lines.unclosedMath(text)
  return begin('paragraph', inner?.closer ?? null, inner ? start : null)
}

function openingOther(text: string, start: number, begin: Begin): Begun | null {
  const fence = lines.fenceOpener(text, false)
  if (fence) return begin('fence', fence.closer)
  if (lines.isHeading(text)) return begin('heading')
  if (lines.isRule(text)) return begin('rule')
  if (lines.isQuote(text)) return begin('quote')
  if (lines.isItem(text)) {
    const inner = lines.fenceOpener(text, true)
    return begin('list', inner?.closer ?? null, inner ? start : null)
  }
  const math = lines.mathOpener(text)
  if (math) return begin('math', math === 'whole' ? null : math.closer)
  return lines.isHtml(text) ? begin('html') : null
}

/** A block of the one line that begins it. */
export function isComplete(begun: Begun, text: string): boolean {
  if (begun.kind === 'heading' || begun.kind === 'rule') return true
  return begun.kind === 'math' && lines.mathOpener(text) === 'whole'
}

/** Whether a line begins another block although no blank line stands before it. */
export function interrupts(text: string): boolean {
  return (
    lines.mayBegin(text) &&
    (lines.fenceOpener(text, false) !== null ||
      lines.isHeading(text) ||
      lines.isRule(text) ||
      lines.isQuote(text) ||
      lines.isInterruptingItem(text) ||
      lines.mathOpener(text) !== null ||
      lines.isHtml(text))
  )
}
