import type { Block } from '../reading/blocks'
import { markdownParser } from '../reading/markdown'
import type { Problem, Span } from '../trace/trace'
import { blocksOf } from './markdown'
import { plainText } from './plainText'

export type Insertion =
  | { readonly ok: true; readonly at: number; readonly text: string }
  /** The text that was asked about is not there any more, or more than once and not in its old place. */
  | { readonly ok: false; readonly reason: 'text-gone' | 'text-repeated' | 'already-inserted' }

/** Where the answer goes in the document as it is, and with which white space and line ends around it. */
export function insertionBelow(
  documentText: string,
  problem: Pick<Problem, 'span' | 'text'>,
  answer: string,
): Insertion {
  const place = findAgain(documentText, problem)
  if (typeof place === 'string') return { ok: false, reason: place }
  const lineEnd = documentText.includes('\r\n') ? '\r\n' : '\n'
  const at = endOfBlock(documentText, place.end)
  const text = withPreviewMath(plainText(answer).trim()).replaceAll('\n', lineEnd)
  const rest = documentText.slice(at)
  if (rest.trimStart().startsWith(text)) return { ok: false, reason: 'already-inserted' }
  const blankAfter = /^\r?\n[^\S\n]*(?:\n|$)/.test(rest)
  return { ok: true, at, text: `${lineEnd}${lineEnd}${text}${blankAfter ? '' : lineEnd}` }
}

/** In its old place, else where it stands exactly once; the line ends may have been changed meanwhile. */
function findAgain(
  documentText: string,
  { span, text }: Pick<Problem, 'span' | 'text'>,
): Span | 'text-gone' | 'text-repeated' {
  const end = (start: number, written: string) => start + written.trimEnd().length
  if (documentText.startsWith(text, span.start)) return { start: span.start, end: end(span.start, text) }
  const written = text.replace(/\r?\n/g, documentText.includes('\r\n') ? '\r\n' : '\n')
  const inPlace = documentText.startsWith(written, span.start)
  const start = inPlace ? span.start : documentText.indexOf(written)
  if (start < 0) return 'text-gone'
  if (!inPlace && documentText.indexOf(written, start + 1) >= 0) return 'text-repeated'
  return { start, end: end(start, written) }
}

/** A line that begins something of its own, though no blank line stands before it. */
const BEGINS = /^\s*(?:[-*+>]|#{1,6}|\d{1,9}[.)]|\\(?:begin|end|\w*section)\b.*)(?:\s|$)/

/** The end of the last line of what `offset` stands in: not in the middle of a paragraph, a fence or a formula. */
function endOfBlock(documentText: string, offset: number): number {
  // A space for each `\r` keeps the offsets.
  const text = documentText.replaceAll('\r\n', ' \n')
  const block = blocksOf(text).find(({ start, end }) => start < offset && offset <= end)
  const whole = block?.kind === 'fence' || block?.kind === 'math' || block?.kind === 'table'
  let at = whole ? block.end : offset
  for (const [index, line] of text.slice(at).split('\n').entries()) {
    if (index > 0 && (whole || line.trim() === '' || BEGINS.test(line))) break
    at += line.length + (index > 0 ? 1 : 0)
  }
  return documentText[at] === '\n' && documentText[at - 1] === '\r' ? at - 1 : at
}

/**
 * The answer with the marks that VS Code's Markdown preview reads as math: `$` for `\(` and `\)`, `$$` for `\[` and `\]`
 * and around environments. Code, and what is so marked already, stays as it is.
 */
export function withPreviewMath(answer: string): string {
  const formulas = blocksOf(answer).flatMap((block) => formulasIn(answer, block))
  let result = ''
  let from = 0
  for (const { start, end, text } of formulas) {
    result += answer.slice(from, start) + text
    from = end
  }
  return result + answer.slice(from)
}

function formulasIn(answer: string, block: Block): readonly (Span & { readonly text: string })[] {
  const formulas: (Span & { readonly text: string })[] = []
  const source = answer.slice(block.start, block.end)
  markdownParser.parse(source).iterate({
    enter({ name, from, to, node }) {
      const open = node.firstChild
      const close = node.lastChild
      if (!open || !close || open.from === close.from || close.name !== 'MathMark') return
      const marks = { open: source.slice(open.from, open.to), inner: source.slice(open.to, close.from) }
      const text = rewritten(name, marks, source.slice(from, to))
      if (text !== null) formulas.push({ start: block.start + from, end: block.start + to, text })
    },
  })
  return formulas
}

/** Null for what is no formula, or stays as it is. */
function rewritten(name: string, { open, inner }: { open: string; inner: string }, whole: string): string | null {
  // The preview takes no white space inside of `$`, and takes a `$$` that begins a line for a new formula.
  const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ')
  if (open.startsWith('$')) return null
  if (name === 'InlineMath') return `$${inner.trim()}$`
  if (name !== 'DisplayMath' && name !== 'MathBlock') return null
  const formula = open === '\\[' ? inner : whole
  return name === 'DisplayMath' ? `$$${oneLine(formula)}$$` : `$$${formula}$$`
}
