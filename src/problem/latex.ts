import type { Span } from '../trace/trace'

const MATH_ENVIRONMENT = 'equation|align|alignat|flalign|gather|multline|eqnarray|displaymath|math|split'
const DISPLAY = new RegExp(
  String.raw`\\begin\{((?:${MATH_ENVIRONMENT})\*?)\}[\s\S]*?\\end\{\1\}|\\\[[\s\S]*?\\\]|\$\$[\s\S]*?\$\$`,
  'g',
)
const HEADING = /^[ \t]*\\(?:part|chapter|(?:sub){0,2}section|paragraph)\*?(?:\[[^\]\n]*\])?\{([^}\n]*)\}/gm

/** The displayed formulas of a LaTeX source, without nesting. */
export function displayMath(text: string): readonly Span[] {
  return Array.from(uncommented(text).matchAll(DISPLAY), (m) => ({ start: m.index, end: m.index + m[0].length }))
}

/** The headings, in order: where each begins, and its words. */
export function headings(text: string): readonly { readonly start: number; readonly name: string }[] {
  return Array.from(uncommented(text).matchAll(HEADING), (m) => ({ start: m.index, name: (m[1] ?? '').trim() }))
}

/** Comments blanked, at the same length, so that offsets stay those of the text. */
function uncommented(text: string): string {
  return text.replace(/(?<!\\)%.*/g, (comment) => ' '.repeat(comment.length))
}
