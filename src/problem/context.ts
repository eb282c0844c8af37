import type { Span } from '../trace/trace'

export interface Context {
  readonly before: string
  readonly after: string
}

/** The text around a span: at most `limit` UTF-16 units on each side, and whole lines where there is a line end in them. */
export function contextAround(text: string, { start, end }: Span, limit: number): Context {
  const from = Math.max(0, start - limit)
  const to = Math.min(text.length, end + limit)
  const before = text.slice(from, start)
  const after = text.slice(end, to)
  return {
    before: from === 0 || text[from - 1] === '\n' ? before : afterFirstLineEnd(before),
    after: to === text.length || text[to] === '\n' ? after : upToLastLineEnd(after),
  }
}

/** Where no line ends, the cut stays, but not inside a surrogate pair. */
function afterFirstLineEnd(text: string): string {
  const at = text.indexOf('\n')
  return at >= 0 ? text.slice(at + 1) : text.replace(/^[\uDC00-\uDFFF]/, '')
}

function upToLastLineEnd(text: string): string {
  const at = text.lastIndexOf('\n')
  return at >= 0 ? text.slice(0, at + 1) : text.replace(/[\uD800-\uDBFF]$/, '')
}
