import type { Span } from '../trace/trace'
import { displayMath, headings } from './latex'
import { markdownHeadings, markdownMath } from './markdown'

/** What is asked about where nothing is selected. */
export interface Place extends Span {
  /** The heading or the function's name, where there is one. */
  readonly name?: string
}

const MARKDOWN: ReadonlySet<string> = new Set(['markdown', 'mdx', 'quarto', 'rmd'])
const LATEX: ReadonlySet<string> = new Set(['latex', 'tex'])

export function isStructuredProse(languageId: string): boolean {
  return MARKDOWN.has(languageId) || LATEX.has(languageId)
}

/** In Markdown and LaTeX: the displayed formula at `offset`, else the section around it, heading to heading. */
export function placeInProse(languageId: string, text: string, offset: number): Place {
  const latex = LATEX.has(languageId)
  const formulas = latex ? displayMath(text) : markdownMath(text)
  const formula = formulas.find(({ start, end }) => start <= offset && offset <= end)
  return formula ?? section(text, latex ? headings(text) : markdownHeadings(text), offset)
}

/** From the last heading at or before `offset` to the next one, without the white space at its end. */
function section(
  text: string,
  all: readonly { readonly start: number; readonly name: string }[],
  offset: number,
): Place {
  const index = all.findLastIndex(({ start }) => start <= offset)
  const heading = all[index]
  const start = heading?.start ?? 0
  const end = start + text.slice(start, all[index + 1]?.start ?? text.length).trimEnd().length
  return { start, end, ...(heading?.name && { name: heading.name }) }
}

/**
 * The outermost block of lines around `offset` by its indentation, for languages whose symbols are not known: from a line
 * without indentation to the last of the indented ones below it, with the closing bracket or `end` that follows. Its name
 * is what the first line declares. Null on a blank line between two blocks.
 */
export function placeByIndentation(text: string, offset: number): Place | null {
  const lines = linesOf(text)
  const at = lines.findLastIndex((line) => line.start <= offset)
  const joined = (index: number) => {
    const line = lines[index]?.text ?? ''
    return line.trim() === '' || /^\s/.test(line) || CLOSER.test(line)
  }
  let first = at
  while (first > 0 && joined(first)) first--
  let last = Math.max(at, first)
  while (last + 1 < lines.length && joined(last + 1)) last++
  while (last > first && lines[last]?.text.trim() === '') last--
  const start = lines[first]
  const end = lines[last]
  if (!start || !end || at > last || start.text.trim() === '') return null
  const name = DECLARES.exec(start.text)?.[1]
  return { start: start.start, end: end.start + end.text.length, ...(name !== undefined && { name }) }
}

/** A first line that gives its block a name in plain words; Go puts a receiver before it. */
const DECLARES =
  /\b(?:function\s*\*?|def|func(?:\s*\([^)]*\))?|fn|fun|sub|class|interface|struct|enum|trait|module|const)\s+([\p{L}_$][\p{L}\p{N}_$]*)/u

/** A line without indentation that belongs to the block above it. */
const CLOSER = /^(?:[)}{\]]|end\b|else\b|elif\b|except\b|finally\b|catch\b)/

function linesOf(text: string): readonly { readonly start: number; readonly text: string }[] {
  let start = 0
  return text.split('\n').map((line) => {
    const from = start
    start += line.length + 1
    return { start: from, text: line.replace(/\r$/, '') }
  })
}
