import { isMathEnvironment } from './formula'

/** What a line of Markdown can be. Each test looks at one line, so that the scanner never has to look back. */

/** What opens a fence or a formula. `closer` is found in the line that closes it. */
export interface Opener {
  readonly mark: string
  readonly closer: RegExp
}

export interface MathOpener extends Opener {
  readonly close: string
}

const ENVIRONMENT = /^\\begin\{([a-zA-Z]+\*?)\}/
const FENCE = /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}(?=[^`]*$)|~{3,})/
const HTML =
  /^ {0,3}<(?:!--|\/?(?:address|article|aside|blockquote|body|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|nav|ol|optgroup|option|p|param|pre|script|section|style|summary|table|tbody|td|textarea|tfoot|th|thead|title|tr|track|ul)(?=[\s/>]|$))/i

/** Whether a line begins with a character that any other block than a paragraph begins with; most lines do not. */
export const mayBegin = (line: string): boolean => /^ {0,3}[`~#\-*_+>$\\<\d]/.test(line)
export const isBlank = (line: string): boolean => /^\s*$/.test(line)
export const isHeading = (line: string): boolean => /^ {0,3}#{1,6}(?=[ \t]|$)/.test(line)
export const isRule = (line: string): boolean =>
  /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/.test(line)
export const isQuote = (line: string): boolean => /^ {0,3}>/.test(line)
export const isHtml = (line: string): boolean => HTML.test(line)
export const isItem = (line: string): boolean => /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/.test(line)
/** Only a list that begins at 1 and is not empty may follow a line of prose: "…of the year⏎1984. What …". */
export const isInterruptingItem = (line: string): boolean => /^ {0,3}(?:[-*+]|1[.)])[ \t]+\S/.test(line)
export const isIndented = (line: string): boolean => /^(?: {2}|\t| \t)/.test(line)
export const isTableRow = (line: string): boolean => /^\s*\|/.test(line)
export const isTableDelimiter = (line: string): boolean =>
  line.includes('|') && /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$/.test(line.trim())

/** A line under a short line of words makes that a heading; under a sentence it is a rule, whatever CommonMark says. */
export function isUnderline(line: string, above: string): boolean {
  return (
    /^ {0,3}(?:=+|-+)[ \t]*$/.test(line) &&
    above.length <= 120 &&
    !/[。！？]|[.!?]\s|[.:;,!?。：；，！？|]\s*$/.test(above)
  )
}

/** A line that opens a fence; null where it opens none. Within a list the fence may stand after the item's mark. */
export function fenceOpener(line: string, inList: boolean): Opener | null {
  if (!line.includes('```') && !line.includes('~~~')) return null
  const mark = FENCE.exec(line)?.[1]
  if (mark === undefined || (!inList && !/^ {0,3}[`~]/.test(line))) return null
  return { mark, closer: new RegExp(`^[ \\t]*${mark.charAt(0)}{${mark.length},}[ \\t]*$`) }
}

/**
 * A line that begins display math which goes on over the following lines, or `whole` where the line is a formula from
 * end to end. Null where it is neither, as for a formula that a sentence goes on from.
 */
export function mathOpener(line: string): MathOpener | 'whole' | null {
  const text = line.trim()
  const mark = text.startsWith('$$') ? '$$' : text.startsWith('\\[') ? '\\[' : environmentOf(text)
  if (mark === undefined || /^ {4}|^\t/.test(line)) return null
  const close = closerOf(mark)
  const at = text.indexOf(close, mark.length)
  if (at < 0) return { mark, close, closer: literal(close) }
  return /^[\s.,;:。，；]*$/.test(text.slice(at + close.length)) ? 'whole' : null
}

/** Display math that begins within a line of prose and is not closed in it. */
export function unclosedMath(line: string): Opener | null {
  if (!line.includes('$$') && !line.includes('\\[')) return null
  const text = line.replace(/`[^`]*`/g, (code) => ' '.repeat(code.length))
  let open: string | null = null
  for (const [mark] of text.matchAll(/\$\$|\\\[|\\\]/g)) {
    if (open === null) open = mark === '\\]' ? null : mark
    else if (mark === closerOf(open)) open = null
  }
  return open === null ? null : { mark: open, closer: literal(closerOf(open)) }
}

function environmentOf(text: string): string | undefined {
  const [mark, name] = ENVIRONMENT.exec(text) ?? []
  return name !== undefined && isMathEnvironment(name) ? mark : undefined
}

function closerOf(mark: string): string {
  return mark === '$$' ? '$$' : mark === '\\[' ? '\\]' : mark.replace('begin', 'end')
}

function literal(text: string): RegExp {
  return new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
}

/** Whether the beginning of a line, as far as it has come, rules out that it is or becomes a list item. */
export function cannotBeItem(head: string): boolean {
  return /\S/.test(head) && !/^\s*(?:[-*+](?:\s|$)|\d{1,9}(?:$|[.)](?:\s|$)))/.test(head)
}

const PROSE =
  /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(?:[^\s`~$\\<|>#=_\-*+\d:]|`{1,2}[^`]|\$[^$]|\\\(|[*_]{1,2}[^\s*_]|\d+(?:[^.)\d]|[.)]\S)|[-+][^\s\-+]|#+[^#\s])/

/** Whether the beginning of a line is enough to know that it is prose: text of a paragraph or of a list item. */
export const isProse = (head: string): boolean => PROSE.test(head)
