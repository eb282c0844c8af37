import type { Span } from '../trace/trace'

/**
 * The edits that an answer may hold, by the contract that the prompt states (`prompt.ts`): fenced search/replace pairs
 * that quote the document.
 *
 *     ```edit
 *     <<<<<<< SEARCH
 *     the old lines, exactly as in the document
 *     =======
 *     the new lines
 *     >>>>>>> REPLACE
 *     ```
 *
 * Several pairs may stand in one fence. A fence with another info string counts too where its first line is the SEARCH
 * marker, since models name the language there by habit.
 */
export interface ProposedEdit {
  /** The whole fence, in the answer; edits of one fence share it. */
  readonly block: Span
  /** Without the last line end; line ends are `\n`. */
  readonly search: string
  readonly replace: string
  /** Both the pair and the fence are finished. */
  readonly closed: boolean
}

/** In the document as it is, with its own line ends. */
export interface TextEdit extends Span {
  readonly newText: string
}

export type Refusal =
  /** The answer proposes none. */
  | 'no-edits'
  /** A pair or its fence breaks off. */
  | 'unfinished'
  /** The old text stands nowhere in the document. */
  | 'not-found'
  /** The new text stands in the place of the old one, which is gone or a part of it. */
  | 'already-applied'
  /** The old text stands more than once, so where it is meant cannot be known. */
  | 'ambiguous'
  /** Two pairs claim the same characters. */
  | 'overlapping'
  /** Old and new are the same. */
  | 'unchanged'

export type Resolution =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  /** `index` is the edit that is refused; 0 where there is none. */
  | { readonly ok: false; readonly reason: Refusal; readonly index: number }

const OPENER = /^ {0,3}(`{3,}|~{3,})[^\n`]*$/
const SEARCH = /^<{7} ?SEARCH\s*$/
const DIVIDER = /^={7}\s*$/
const REPLACE = /^>{7} ?REPLACE\s*$/

/** Reads the answer as far as it has come. Linear. */
export function findEdits(answer: string): readonly ProposedEdit[] {
  const found: ProposedEdit[] = []
  let fence: { start: number; marker: string; lines: string[] } | null = null
  let offset = 0
  for (const raw of answer.split('\n')) {
    const line = raw.replace(/\r$/, '')
    const end = offset + raw.length
    if (!fence) {
      const marker = OPENER.exec(line)?.[1]
      if (marker) fence = { start: offset, marker, lines: [] }
    } else if (closes(line, fence.marker)) {
      found.push(...readPairs(fence.lines, { start: fence.start, end }, true))
      fence = null
    } else fence.lines.push(line)
    offset = end + 1
  }
  if (fence) found.push(...readPairs(fence.lines, { start: fence.start, end: answer.length }, false))
  return found
}

function closes(line: string, marker: string): boolean {
  const text = line.trim()
  return text.length >= marker.length && text === (marker[0] ?? '`').repeat(text.length)
}

function readPairs(lines: readonly string[], block: Span, fenceClosed: boolean): ProposedEdit[] {
  if (!SEARCH.test(lines.find((line) => line.trim() !== '') ?? '')) return []
  const edits: ProposedEdit[] = []
  let pair: { search: string[]; replace: string[] | null } | null = null
  const give = (closed: boolean) => {
    if (pair) edits.push({ block, search: pair.search.join('\n'), replace: (pair.replace ?? []).join('\n'), closed })
    pair = null
  }
  for (const line of lines) {
    if (!pair) pair = SEARCH.test(line) ? { search: [], replace: null } : null
    else if (!pair.replace && DIVIDER.test(line)) pair.replace = []
    else if (pair.replace && REPLACE.test(line)) give(fenceClosed)
    else (pair.replace ?? pair.search).push(line)
  }
  give(false)
  return edits
}

/**
 * Finds each old text in the document, where it must stand exactly once, whatever has been edited around it since it was
 * quoted. Line ends are compared as `\n` and written as the document has them.
 */
export function resolveEdits(documentText: string, edits: readonly ProposedEdit[]): Resolution {
  if (edits.length === 0) return { ok: false, reason: 'no-edits', index: 0 }
  const document = withPlainLineEnds(documentText)
  const placed: (TextEdit & { readonly index: number })[] = []
  for (const [index, edit] of edits.entries()) {
    const place = placeEdit(document, edit)
    if (typeof place === 'string') return { ok: false, reason: place, index }
    placed.push({ ...place, index })
  }
  placed.sort((a, b) => a.start - b.start)
  const clash = placed.find((edit, i) => edit.start < (placed[i - 1]?.end ?? 0))
  if (clash) return { ok: false, reason: 'overlapping', index: clash.index }
  return { ok: true, edits: placed.map(({ start, end, newText }) => ({ start, end, newText })) }
}

function placeEdit(document: PlainText, edit: ProposedEdit): TextEdit | Refusal {
  const { text } = document
  const { search, replace, closed } = edit
  if (!closed) return 'unfinished'
  if (search === replace) return 'unchanged'
  const start = search === '' ? -1 : text.indexOf(search)
  if (start < 0) return standsOnce(text, replace) ? 'already-applied' : 'not-found'
  if (text.indexOf(search, start + 1) >= 0) return 'ambiguous'
  if (standsAround(text, start, edit)) return 'already-applied'
  const end = start + search.length
  // A deletion of whole lines takes their line end along: no blank line is left behind.
  const wholeLines = replace === '' && (start === 0 || text[start - 1] === '\n') && text[end] === '\n'
  return {
    start: document.original(start),
    end: document.original(wholeLines ? end + 1 : end),
    newText: replace.replaceAll('\n', document.lineEnd),
  }
}

/** The document's text after the edits, which must be those that `resolveEdits` gave for it. */
export function applyEdits(documentText: string, edits: readonly TextEdit[]): string {
  let result = ''
  let from = 0
  for (const edit of edits) {
    result += documentText.slice(from, edit.start) + edit.newText
    from = edit.end
  }
  return result + documentText.slice(from)
}

/** A new text that holds the old one would be found again in itself, and applied as often as it is asked for. */
function standsAround(text: string, start: number, { search, replace }: ProposedEdit): boolean {
  for (let at = replace.indexOf(search); at >= 0; at = replace.indexOf(search, at + 1)) {
    if (start >= at && text.startsWith(replace, start - at)) return true
  }
  return false
}

function standsOnce(text: string, part: string): boolean {
  const at = part === '' ? -1 : text.indexOf(part)
  return at >= 0 && text.indexOf(part, at + 1) < 0
}

interface PlainText {
  readonly text: string
  readonly lineEnd: '\n' | '\r\n'
  /** The offset in the document of an offset in `text`. */
  original(offset: number): number
}

function withPlainLineEnds(documentText: string): PlainText {
  if (!documentText.includes('\r\n')) return { text: documentText, lineEnd: '\n', original: (offset) => offset }
  const removed: number[] = []
  for (let at = documentText.indexOf('\r\n'); at >= 0; at = documentText.indexOf('\r\n', at + 2)) {
    removed.push(at - removed.length)
  }
  return {
    text: documentText.replaceAll('\r\n', '\n'),
    lineEnd: '\r\n',
    // A removed `\r` stood before its `\n`: an offset at that `\n` means the `\r`.
    original: (offset) => offset + countBelow(removed, offset),
  }
}

/** How many of the ascending numbers are below `limit`. */
function countBelow(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] ?? Number.POSITIVE_INFINITY) < limit) low = middle + 1
    else high = middle
  }
  return low
}
