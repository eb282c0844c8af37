import type { Span } from '../trace/trace'

/** A formula in running text, with its marks; `inner` is what lies between them. */
export interface Formula extends Span {
  readonly display: boolean
  readonly inner: Span
}

/** A formula that is longer than this is taken for text with stray marks in it. UTF-16 units. */
export const MAX_FORMULA = 2000

const ENVIRONMENT = /\\begin\{([a-zA-Z]+\*?)\}/y
const MATH_ENVIRONMENT =
  /^(?:equation|align|alignat|aligned|flalign|gather|gathered|multline|eqnarray|displaymath|math|split|subequations|d?cases|array|[pbvBV]?matrix|smallmatrix)\*?$/

/** Whether a LaTeX environment is displayed math. */
export const isMathEnvironment = (name: string): boolean => MATH_ENVIRONMENT.test(name)

/**
 * The formula that begins at `at`: `$…$`, `$$…$$`, `\(…\)`, `\[…\]` or an environment. Null where none does. Undefined
 * where that depends on text that has yet to come, which cannot be when the text is `complete`.
 */
export function formulaAt(text: string, at: number, complete: boolean): Formula | null | undefined {
  if (!complete && text.length < at + 2) return undefined
  if (text.startsWith('$$', at)) return between(text, at, '$$', '$$', true, complete)
  if (text.charAt(at) === '$') return dollars(text, at, complete)
  if (text.startsWith('\\(', at)) return between(text, at, '\\(', '\\)', false, complete)
  if (text.startsWith('\\[', at)) return between(text, at, '\\[', '\\]', true, complete)
  ENVIRONMENT.lastIndex = at
  const environment = ENVIRONMENT.exec(text)
  if (environment) {
    const [open, name = ''] = environment
    return isMathEnvironment(name) ? between(text, at, open, `\\end{${name}}`, true, complete) : null
  }
  const mayBecome = /^\\(?:b(?:e(?:g(?:i(?:n(?:\{[a-zA-Z]{0,20}\*?)?)?)?)?)?)?$/.test(text.slice(at, at + 30))
  return mayBecome && !complete ? undefined : null
}

/** A blank line ends the search, as do the same opening mark and the length that no formula has. */
function between(
  text: string,
  start: number,
  open: string,
  close: string,
  display: boolean,
  complete: boolean,
): Formula | null | undefined {
  const from = start + open.length
  const window = text.slice(from, start + MAX_FORMULA)
  const found = stopOf(open, close).exec(window)
  if (!found) return complete || text.length >= start + MAX_FORMULA ? null : undefined
  const inner = { start: from, end: from + found.index }
  if (found[0] !== close || window.slice(0, found.index).trim() === '') return null
  return { start, end: inner.end + close.length, display, inner }
}

const stops = new Map<string, RegExp>()

/** The marks are those above and the environments', so the table stays small. */
function stopOf(open: string, close: string): RegExp {
  const known = stops.get(open)
  if (known) return known
  const quoted = [close, open].map((mark) => mark.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  const stop = new RegExp(`${quoted.join('|')}|\\n[ \\t\\r]*\\n`)
  stops.set(open, stop)
  return stop
}

/**
 * Only the next dollar can close, so that prices cost no more than a look: `$5 and $10` is none, for a formula does not
 * end after a space or before a digit. A formula may have a space at both its ends where it looks like one.
 */
function dollars(text: string, start: number, complete: boolean): Formula | null | undefined {
  const window = text.slice(start + 1, start + MAX_FORMULA)
  const match = /\n[ \t\r]*\n|(?<!\\)\$/.exec(window)
  if (!match) return complete || text.length >= start + MAX_FORMULA ? null : undefined
  const inner = window.slice(0, match.index)
  const end = start + 1 + match.index + 1
  if (match[0] !== '$' || inner === '') return null
  if (!complete && end >= text.length) return undefined
  if (/[\d$]/.test(text.charAt(end))) return null
  const padded = /^ .* $/.test(inner) && /[\\^_=<>]|^ \w $/.test(inner)
  if (/^\s|\s$/.test(inner) && !padded) return null
  return { start, end, display: false, inner: { start: start + 1, end: end - 1 } }
}
