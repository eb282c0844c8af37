import type { Span } from '../trace/trace'
import { type Block, type BlockKind, BlockScanner } from './blocks'
import { endAt, lineEndAt, runAt } from './ends'
import { fenceOpener, isTableDelimiter } from './lines'
import { type Mask, maskAt, SPECIAL, strayLength } from './masks'

export type { Mask }

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

/** A sentence longer than this ends at its next white space, or at twice the length. UTF-16 units. */
export const MAX_SENTENCE = 2000

/** The mask that covers the whole of a block that is not prose. */
const WHOLE: Readonly<Partial<Record<BlockKind, Mask['kind']>>> = {
  fence: 'code',
  html: 'code',
  rule: 'code',
  math: 'math',
  quote: 'quote',
}

const HAS_SPECIAL = new RegExp(SPECIAL.source)
const ITEM_MARKS = /[ \t]*(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|(?=[\r\n]|$)))*(?:\[[ xX]\][ \t]+)?/y

type BlockStart = Pick<Block, 'kind' | 'start'>

/**
 * Splits a growing text into sentences, in order and without overlap. Nothing is read twice: it holds the text from
 * the sentence that is open, and how far that has been read.
 */
export class SentenceSplitter {
  readonly #scanner = new BlockScanner()
  /** The text from `#base` on. */
  #text = ''
  #base = 0
  /** All before it has been read. */
  #at = 0
  /** Where the open sentence starts; null before its first character. */
  #start: number | null = null
  #masks: Mask[] = []
  #lineStart = true
  /** There may be something to find in what has come and not been read. */
  #dirty = false
  #found: Sentence[] = []

  feed(chars: string): readonly Sentence[] {
    this.#text += chars
    return this.#read(this.#scanner.feed(chars), HAS_SPECIAL.test(chars))
  }

  /** A hard break, as between two parts of a text: no sentence goes over it. */
  break(): readonly Sentence[] {
    return this.#read(this.#scanner.break(), false)
  }

  /** The text is over. */
  finish(): readonly Sentence[] {
    return this.#read(this.#scanner.finish(), false)
  }

  #read(closed: readonly Block[], special: boolean): readonly Sentence[] {
    const end = this.#base + this.#text.length
    this.#dirty ||= special || end - (this.#start ?? this.#at) > MAX_SENTENCE
    if (closed.length === 0 && !this.#dirty) return []
    for (const block of closed) this.#readClosed(block)
    const settled = this.#scanner.settled
    if (settled && settled.to > this.#at) this.#readProse(settled.block, settled.to, false)
    if (this.#scanner.open === null) this.#at = end
    this.#dirty = this.#at < end
    const keep = this.#start ?? this.#at
    if (keep > this.#base) this.#text = this.#text.slice(keep - this.#base)
    this.#base = keep
    const found = this.#found
    this.#found = []
    return found
  }

  #readClosed(block: Block): void {
    const start = Math.max(block.start, this.#start ?? this.#at)
    const whole = WHOLE[block.kind]
    if (whole !== undefined) this.#give(block, start, block.end, [{ kind: whole, start, end: block.end }])
    else if (block.kind === 'heading') this.#readHeading(block, start)
    else if (block.kind === 'table') this.#readTable(block, start)
    else this.#readProse(block, block.end, true)
    this.#at = Math.max(this.#at, block.end)
    this.#lineStart = true
    this.#start = null
    this.#masks = []
  }

  #readHeading(block: Block, start: number): void {
    const line = this.#slice(start, block.end).split('\n', 1)[0] ?? ''
    const marks = /^[ \t]*#*[ \t]*/.exec(line)?.[0].length ?? 0
    const end = start + line.replace(/[ \t]+#+[ \t\r]*$/, '').length
    this.#give(block, start + marks, end, this.#masksIn(start + marks, end))
  }

  #readTable(block: Block, from: number): void {
    let start = from
    for (const line of this.#slice(from, block.end).split('\n')) {
      const end = start + line.length
      if (!isTableDelimiter(line)) this.#give(block, start, end, this.#masksIn(start, end))
      start = end + 1
    }
  }

  #masksIn(start: number, end: number): readonly Mask[] {
    const text = this.#slice(start, end)
    const masks: Mask[] = []
    SPECIAL.lastIndex = 0
    for (let special = SPECIAL.exec(text); special; special = SPECIAL.exec(text)) {
      const mask = maskAt(text, special.index, true)
      if (mask) masks.push({ ...mask, start: mask.start + start, end: mask.end + start })
      SPECIAL.lastIndex = mask ? mask.end : special.index + strayLength(text, special.index)
    }
    return masks
  }

  #slice(start: number, end: number): string {
    return this.#text.slice(start - this.#base, end - this.#base)
  }

  /** Reads on in a paragraph or list, up to `to`; it is `complete` when the block ends there. */
  #readProse(block: BlockStart, to: number, complete: boolean): void {
    if (this.#at < block.start) {
      this.#at = block.start
      this.#start = null
      this.#lineStart = true
    }
    const text = this.#text.slice(0, to - this.#base)
    while (this.#at < to) {
      const next =
        this.#start === null ? this.#begin(block, text, complete) : this.#step(block, text, this.#start, complete)
      if (!next) return
    }
    if (complete && this.#start !== null) this.#end(block, to)
  }

  /** Skips what stands before a sentence, and gives out a fence in a list as a whole. False: more text is needed. */
  #begin(block: BlockStart, text: string, complete: boolean): boolean {
    const at = this.#at - this.#base
    if (this.#lineStart && block.kind === 'list') {
      const fence = this.#fenceEnd(text, at)
      if (fence !== null) {
        const [start, end] = [this.#at, this.#base + fence]
        this.#give(block, start, end, [{ kind: 'code', start, end }])
        this.#at = end
        return true
      }
      ITEM_MARKS.lastIndex = at
      this.#at += ITEM_MARKS.exec(text)?.[0].length ?? 0
      this.#lineStart = false
      return true
    }
    const space = /\s*/y
    space.lastIndex = at
    const skipped = space.exec(text)?.[0] ?? ''
    const newline = skipped.lastIndexOf('\n')
    this.#lineStart = newline >= 0
    this.#at += newline >= 0 ? newline + 1 : skipped.length
    if (newline >= 0) return true
    if (this.#at - this.#base >= text.length) return complete
    this.#start = this.#at
    return true
  }

  /** Where the fence ends that a line of a list opens; null where it opens none. */
  #fenceEnd(text: string, at: number): number | null {
    const lineEnd = (from: number) => (text.indexOf('\n', from) + 1 || text.length + 1) - 1
    let end = lineEnd(at)
    const opener = fenceOpener(text.slice(at, end), true)
    if (!opener) return null
    while (end < text.length) {
      const start = end + 1
      end = lineEnd(start)
      if (opener.closer.test(text.slice(start, end))) break
    }
    return end
  }

  /** Goes on to the next special character and past it. False: more text is needed. */
  #step(block: BlockStart, text: string, start: number, complete: boolean): boolean {
    SPECIAL.lastIndex = this.#at - this.#base
    const special = SPECIAL.exec(text)
    const at = special?.index ?? text.length
    const cut = this.#cutIn(text, start - this.#base, at)
    if (cut !== null) return this.#end(block, this.#base + cut)
    this.#at = this.#base + at
    if (!special) return complete
    if (text.charAt(at) === '\n') return this.#pass(block, lineEndAt(text, at, complete), at, at + 1)
    const mask = maskAt(text, at, complete)
    if (mask === undefined) return false
    if (mask) {
      const [from, to] = [this.#base + mask.start, this.#base + mask.end]
      const last = text.slice(mask.end - 2, mask.end - 1)
      const ends = mask.kind === 'quote' && /[.!?。！？]/.test(last)
      const end = ends ? endAt(text, start - this.#base, mask.end - 2, complete) : null
      if (end === undefined) return false
      this.#masks.push({ kind: mask.kind, start: from, end: to })
      this.#at = to
      return end === null || this.#end(block, this.#base + end)
    }
    if (!/[.!?。！？…]/.test(text.charAt(at))) {
      if (!complete && at + 1 >= text.length) return false
      this.#at = Math.min(this.#at + strayLength(text, at), this.#base + text.length)
      return true
    }
    return this.#pass(block, endAt(text, start - this.#base, at, complete), null, at + runAt(text, at))
  }

  /** Ends the sentence at `end` where a rule found one, goes on after `next` where it said null, waits where undefined. */
  #pass(block: BlockStart, found: number | null | undefined, end: number | null, next: number): boolean {
    if (found === undefined) return false
    if (found !== null) return this.#end(block, this.#base + (end ?? found))
    this.#at = this.#base + next
    return true
  }

  /** Where a sentence that is too long is cut, in what has been passed over; null where it is not. */
  #cutIn(text: string, start: number, to: number): number | null {
    if (to - start <= MAX_SENTENCE) return null
    const from = Math.max(this.#at - this.#base, start + MAX_SENTENCE)
    const space = text.slice(from, to).search(/\s/)
    const hard = Math.max(this.#at - this.#base, start + 2 * MAX_SENTENCE)
    if (space >= 0 && from + space <= hard) return from + space
    if (to <= hard) return null
    const previous = text.charCodeAt(hard - 1)
    return previous >= 0xd800 && previous < 0xdc00 ? hard + 1 : hard
  }

  #end(block: BlockStart, end: number): true {
    if (this.#start !== null) this.#give(block, this.#start, end, this.#masks)
    this.#start = null
    this.#masks = []
    this.#at = Math.max(this.#at, end)
    return true
  }

  #give(block: BlockStart, from: number, to: number, masks: readonly Mask[]): void {
    const raw = this.#slice(from, to)
    const text = raw.trim()
    if (text === '') return
    const start = from + raw.indexOf(text)
    const end = start + text.length
    const clipped = masks.map((mask) => ({ ...mask, start: Math.max(start, mask.start), end: Math.min(end, mask.end) }))
    const inside = clipped.filter((mask) => mask.start < mask.end)
    this.#found.push({ start, end, text, masks: inside, block: block.kind, blockStart: block.start })
  }
}

/** All sentences of a text that is over. */
export function sentencesOf(text: string): readonly Sentence[] {
  const splitter = new SentenceSplitter()
  return [...splitter.feed(text), ...splitter.finish()]
}
