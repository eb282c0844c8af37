import { type Block, BlockScanner } from '../reading/blocks'
import type { Span } from '../trace/trace'

/** The displayed formulas that are blocks of their own. */
export function markdownMath(text: string): readonly Span[] {
  return blocksOf(text).filter(({ kind }) => kind === 'math')
}

/** The headings, in order: where each begins, and its words. Those in code fences are none. */
export function markdownHeadings(text: string): readonly { readonly start: number; readonly name: string }[] {
  return blocksOf(text)
    .filter(({ kind }) => kind === 'heading')
    .map(({ start, end }) => ({ start, name: words(text.slice(start, end)) }))
}

export function blocksOf(text: string): readonly Block[] {
  const scanner = new BlockScanner()
  return [...scanner.feed(text), ...scanner.finish()]
}

/** Without the `#`s, or the line of `=` or `-` below it. */
function words(heading: string): string {
  const [line = ''] = heading.trim().split('\n')
  return line
    .replace(/^#{1,6}(?:\s+|$)/, '')
    .replace(/\s+#+\s*$/, '')
    .trim()
}
