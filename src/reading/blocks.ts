import type { Span } from '../trace/trace'
import * as lines from './lines'
import { type Begun, type BlockKind, interrupts, isComplete, openingOf } from './opening'

export type { BlockKind } from './opening'

/** A top-level Markdown block; without the blank lines around it. It starts where its first line does. */
export interface Block extends Span {
  readonly kind: BlockKind
  /** The rest of a block that was closed for its size: it has no opening line, and is best shown plain. */
  readonly continued?: true
}

/**
 * A block longer than this is closed at its next line end, and what follows is a block of its own; a list waits for its
 * next item up to twice as long. A line longer than this ends at its next white space, or at twice the length.
 * So what is built again while text streams is bounded, whatever the text is. UTF-16 units.
 */
export const MAX_BLOCK = 16_384

/** The longest beginning of a line that is looked at before the line is complete. */
const HEAD = 64

/** What is certain of the open text: that it belongs to `block` up to the offset `to`. */
export interface Settled {
  readonly block: { readonly kind: BlockKind; readonly start: number }
  readonly to: number
}

/**
 * Splits a growing Markdown text into its top-level blocks. Offsets are those of the text, in UTF-16 units.
 *
 * It reads line by line with a constant amount of state, so the whole costs what its length costs. Where it departs
 * from CommonMark it is for what models write: a quote ends where its marks end, `---` under a sentence is a rule,
 * display math ends at a blank line, a fence inside a list item stays open until it is closed, and only rows that begin
 * with a bar make a block of kind `table`.
 */
export class BlockScanner {
  #offset = 0
  #lineStart = 0
  /** The line so far; a rope that is made flat once, at its end. */
  #line = ''
  #head = ''
  /** The line is the rest of one that was cut for its length. */
  #cut = false
  #begun: Begun | null = null
  #closed: Block[] = []

  /** Takes the text's next characters and gives out the blocks that they closed; a closed block never changes. */
  feed(chars: string): readonly Block[] {
    let from = 0
    for (let at = chars.indexOf('\n'); at >= 0; at = chars.indexOf('\n', from)) {
      this.#take(chars.slice(from, at))
      this.#endLine(1)
      from = at + 1
    }
    this.#take(from === 0 ? chars : chars.slice(from))
    this.#closeListEarly()
    return this.#given()
  }

  /** A hard break, as between two parts of a text: what is open is closed. */
  break(): readonly Block[] {
    this.#endLine(0)
    this.#close()
    return this.#given()
  }

  /** The text is over. */
  finish(): readonly Block[] {
    return this.break()
  }

  /** What has begun and is not closed yet, up to the last character that was fed; null between two blocks. */
  get open(): Block | null {
    const begun = this.#begun
    if (begun) return blockOf({ ...begun, end: this.#offset })
    if (lines.isBlank(this.#head)) return null
    return blockOf({ ...openingOf(this.#head, this.#lineStart, this.#cut), end: this.#offset })
  }

  /** What of the open text is certain already; null where nothing is. */
  get settled(): Settled | null {
    const begun = this.#begun
    const mayLeave = begun === null || begun.closer === null
    const prose = mayLeave && !this.#cut && lines.isProse(this.#head)
    if (!begun) return prose ? { block: openingOf(this.#head, this.#lineStart, this.#cut), to: this.#offset } : null
    if (begun.inside !== null) return { block: begun, to: begun.inside }
    if (begun.kind !== 'paragraph' && begun.kind !== 'list') return { block: begun, to: begun.start }
    if (prose) {
      const full = begun.end - begun.start > MAX_BLOCK
      const leaves =
        begun.kind === 'paragraph' ? lines.isInterruptingItem(this.#head) : full && lines.isItem(this.#head)
      return { block: begun, to: leaves ? this.#lineStart : this.#offset }
    }
    return { block: begun, to: lines.isTableRow(begun.last.text) ? begun.last.start : this.#lineStart }
  }

  #given(): readonly Block[] {
    const closed = this.#closed
    if (closed.length > 0) this.#closed = []
    return closed
  }

  /** Takes characters of one line, and cuts the line where it is too long. */
  #take(chars: string): void {
    let rest = chars
    while (this.#line.length + rest.length > MAX_BLOCK) {
      const cut = this.#cutIn(rest)
      if (cut === null) break
      this.#append(rest.slice(0, cut))
      this.#endLine(0)
      this.#closeForSize()
      this.#cut = true
      rest = rest.slice(cut)
    }
    this.#append(rest)
  }

  /** How many of the characters still belong to the line that is too long; null: all of them, and more may. */
  #cutIn(rest: string): number | null {
    const space = /\s/g
    space.lastIndex = Math.max(0, MAX_BLOCK - this.#line.length)
    const atSpace = (space.exec(rest)?.index ?? Number.POSITIVE_INFINITY) + 1
    const most = 2 * MAX_BLOCK - this.#line.length
    if (Math.min(atSpace, rest.length) <= most) return atSpace <= rest.length ? atSpace : null
    const previous = most > 0 ? rest.charCodeAt(most - 1) : this.#line.charCodeAt(this.#line.length - 1)
    return previous >= 0xd800 && previous < 0xdc00 ? most + 1 : most
  }

  #append(chars: string): void {
    if (this.#head.length < HEAD) this.#head += chars.slice(0, HEAD - this.#head.length)
    this.#line += chars
    this.#offset += chars.length
  }

  /** A list that a blank line follows ends as soon as the next line cannot belong to it. */
  #closeListEarly(): void {
    const begun = this.#begun
    if (begun?.kind !== 'list' || !begun.gap || begun.closer) return
    if (!lines.isIndented(this.#head) && lines.cannotBeItem(this.#head)) this.#close()
  }

  /** Reads the line; `newline` characters follow it. */
  #endLine(newline: 0 | 1): void {
    this.#read(this.#line.endsWith('\r') ? this.#line.slice(0, -1) : this.#line, this.#lineStart)
    this.#offset += newline
    this.#lineStart = this.#offset
    this.#line = ''
    this.#head = ''
    this.#cut = false
    const begun = this.#begun
    if (begun && begun.end - begun.start > (begun.kind === 'list' ? 2 * MAX_BLOCK : MAX_BLOCK)) this.#closeForSize()
  }

  #read(text: string, start: number): void {
    if (this.#begun && this.#goOn(this.#begun, text, start)) return
    this.#close()
    if (lines.isBlank(text)) return
    this.#begun = openingOf(text, start, this.#cut)
    if (isComplete(this.#begun, text)) this.#close()
  }

  /** Takes a line into the block if it belongs there; false where it does not. */
  #goOn(begun: Begun, text: string, start: number): boolean {
    switch (begun.kind) {
      case 'fence':
        return this.#goOnUntil(begun, text, start)
      case 'math':
        return !lines.isBlank(text) && this.#goOnUntil(begun, text, start)
      case 'quote':
        return lines.isQuote(text) && this.#grow(begun, text, start)
      case 'html':
        return !lines.isBlank(text) && this.#grow(begun, text, start)
      case 'table':
        return text.includes('|') && this.#grow(begun, text, start)
      case 'list':
        return this.#goOnInList(begun, text, start)
      case 'paragraph':
        return this.#goOnInParagraph(begun, text, start)
      default:
        return false
    }
  }

  #goOnUntil(begun: Begun, text: string, start: number): boolean {
    this.#grow(begun, text, start)
    if (begun.closer?.test(text)) this.#close()
    return true
  }

  #goOnInList(begun: Begun, text: string, start: number): boolean {
    if (begun.closer) {
      const over = begun.closer.test(text)
      return this.#grow(begun, text, start, over ? { closer: null, inside: null } : {})
    }
    if (lines.isBlank(text)) {
      this.#begun = { ...begun, gap: true }
      return true
    }
    const item = lines.isItem(text)
    const full = begun.end - begun.start > MAX_BLOCK
    if (item ? full || lines.isRule(text) : !lines.isIndented(text) && (begun.gap || interrupts(text))) return false
    const inner = lines.fenceOpener(text, true)
    return this.#grow(begun, text, start, { gap: false, closer: inner?.closer ?? null, inside: inner ? start : null })
  }

  #goOnInParagraph(begun: Begun, text: string, start: number): boolean {
    if (lines.isBlank(text)) return false
    if (begun.closer) {
      const over = begun.closer.test(text)
      return this.#grow(begun, text, start, over ? { closer: null, inside: null } : {})
    }
    const first = begun.last.start === begun.start
    if (first && lines.isUnderline(text, begun.last.text)) {
      this.#grow({ ...begun, kind: 'heading' }, text, start)
      this.#close()
      return true
    }
    if (lines.isTableDelimiter(text) && lines.isTableRow(begun.last.text)) {
      if (!first) this.#closed.push(blockOf({ ...begun, end: begun.last.before }))
      return this.#grow({ ...begun, kind: 'table', start: begun.last.start, continued: false }, text, start)
    }
    if (interrupts(text)) return false
    const inner = lines.unclosedMath(text)
    return this.#grow(begun, text, start, { closer: inner?.closer ?? null, inside: inner ? start : null })
  }

  #grow(
    begun: Begun,
    text: string,
    start: number,
    change: Partial<Pick<Begun, 'closer' | 'inside' | 'gap'>> = {},
  ): true {
    const end = lines.isBlank(text) ? begun.end : start + text.trimEnd().length
    this.#begun = { ...begun, ...change, end, last: { start, text, before: begun.end } }
    return true
  }

  /** Closes the block, but what is still open inside it goes on in the next one. */
  #closeForSize(): void {
    const begun = this.#begun
    if (!begun) return
    this.#close()
    if (!begun.closer) return
    const kind = begun.kind === 'list' ? 'fence' : begun.kind === 'paragraph' ? 'math' : begun.kind
    this.#begun = { ...begun, kind, continued: true, inside: null, start: this.#offset, end: this.#offset }
  }

  #close(): void {
    if (this.#begun && this.#begun.end > this.#begun.start) this.#closed.push(blockOf(this.#begun))
    this.#begun = null
  }
}

function blockOf(begun: Pick<Begun, 'kind' | 'start' | 'end' | 'continued'>): Block {
  const { kind, start, end, continued } = begun
  return { kind, start, end, ...(continued && { continued }) }
}
