import * as l10n from '@vscode/l10n'
import { type BlockKind, MAX_BLOCK } from '../../reading/blocks'

/**
 * What one block may cost. Beyond these it is shown as its source, so that hostile text is slow nowhere: a page that nests
 * thousands of elements crashes at layout, and the parser takes time that grows with the square of the markup in a block.
 */
export const MOST_DEPTH = 32
export const MOST_ELEMENTS = 2000

/** Each of them may open or close something, and is looked at again for each that follows. */
const MARKUP = /[*_~`[\]<$\\|]/g
const MOST_MARKUP = 3000

/** Quotes and lists that open one another within one line; the parser and the tree go as deep. */
const DEEP_LINE = /^(?:[ \t]*(?:[>*+-]|\d{1,9}[.)])){33}/m

/** Each is looked at by every kind of block that could begin with it; a block this high is no prose, list or table. */
const MOST_LINES = 1000

/** White space before a line end is searched anew from each of its characters. */
const LONG_GAP = /[ \t]{1000}/

/** Whether to parse this at all. Linear. */
export function isCheap(source: string, kind: BlockKind): boolean {
  // Code is read in linear time, and may hold any characters.
  if (kind === 'fence') return true
  if (source.length > MAX_BLOCK || count(source, /\n/g) > MOST_LINES) return false
  return !DEEP_LINE.test(source) && !LONG_GAP.test(source) && count(source, MARKUP) <= MOST_MARKUP
}

function count(source: string, pattern: RegExp): number {
  return source.match(pattern)?.length ?? 0
}

/** Why a block stands as it was written, with the limits. */
export function tooMuchWords(): string {
  return l10n.t(
    'Shown as it was written: a block of more than {0} levels, {1} elements, {2} lines or {3} marks is not rendered.',
    MOST_DEPTH,
    MOST_ELEMENTS,
    MOST_LINES,
    MOST_MARKUP,
  )
}

/** Thrown while a block is built that has grown past a limit; what was built is dropped. */
export class TooMuch extends Error {}
