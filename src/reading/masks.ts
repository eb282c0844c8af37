import type { Span } from '../trace/trace'
import { formulaAt } from './formula'

/** A stretch of a sentence that is not the model speaking: code, a formula, quoted words. */
export interface Mask extends Span {
  readonly kind: 'code' | 'math' | 'quote'
}

/** Quoted words and code in a line are at most this long; a longer stretch has a stray mark at its start. */
const MAX_QUOTE = 300
const MAX_CODE = 1000

const QUOTES: Readonly<Record<string, string>> = { '"': '"', '“': '”', '「': '」', '『': '』' }

/** What may begin a mask or end a sentence; all other characters are passed over at once. */
export const SPECIAL = /[`$\\"“「『.!?。！？…\n]/g

/** The mask that begins at `at`; null where none does, undefined where that depends on text that has yet to come. */
export function maskAt(text: string, at: number, complete: boolean): Mask | null | undefined {
  const mark = text.charAt(at)
  if (mark === '`') return codeAt(text, at, complete)
  if (mark === '$' || mark === '\\') {
    const formula = formulaAt(text, at, complete)
    return formula && { kind: 'math', start: at, end: formula.end }
  }
  const close = QUOTES[mark]
  return close === undefined ? null : quoteAt(text, at, close, complete)
}

/** How many characters a mark that begins no mask takes. */
export function strayLength(text: string, at: number): number {
  return text.charAt(at) === '`' ? runLength(text, at) : text.charAt(at) === '\\' || text.startsWith('$$', at) ? 2 : 1
}

function runLength(text: string, at: number): number {
  let end = at
  while (text.charAt(end) === '`') end++
  return end - at
}

function codeAt(text: string, at: number, complete: boolean): Mask | null | undefined {
  const size = runLength(text, at)
  const from = at + size
  if (from >= text.length) return complete ? null : undefined
  const window = text.slice(from, from + MAX_CODE)
  const stop = /`+|\n[ \t\r]*\n/g
  for (let found = stop.exec(window); found; found = stop.exec(window)) {
    const end = from + stop.lastIndex
    if (found[0].startsWith('\n')) return null
    if (end >= text.length && !complete) return undefined
    if (found[0].length === size) return { kind: 'code', start: at, end }
  }
  return complete || window.length === MAX_CODE ? null : undefined
}

/** Quoted words stand in one line; a straight mark after a letter or digit is an inch, a second or a closing mark. */
function quoteAt(text: string, at: number, close: string, complete: boolean): Mask | null | undefined {
  if (close === '"' && at > 0 && /[a-z\d]/i.test(text.charAt(at - 1))) return null
  const window = text.slice(at + 1, at + 1 + MAX_QUOTE)
  const length = window.search(close === '"' ? /["\n]/ : new RegExp(`[${close}\n]`))
  if (length < 0) return complete || window.length === MAX_QUOTE ? null : undefined
  if (window.charAt(length) === '\n' || length === 0) return null
  const end = at + 1 + length + 1
  if (close !== '"') return { kind: 'quote', start: at, end }
  if (end >= text.length && !complete) return undefined
  return /^\s|\s$/.test(window.slice(0, length)) || /[a-z\d]/i.test(text.charAt(end))
    ? null
    : { kind: 'quote', start: at, end }
}
