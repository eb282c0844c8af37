import type { ElementContent, Root } from 'hast'
import { type Grammar, grammarOf } from './languages'
import { Results } from './results'

/**
 * Code that is longer, or has a longer line or gap, stays without colours. The grammars cannot be interrupted, and some take time
 * that grows with the square of a line, of a word or of a gap: 16,384 dollar signs, read as Java, take more than two
 * seconds. Within these bounds the worst that was found takes a tenth of one.
 */
const MOST_CHARACTERS = 6144
const LONG_LINE = /[^\n]{301}|\s{301}/

/** More coloured words than these would be more elements than a page should hold for one block. */
const MOST_TOKENS = 3000

/** A stretch of code of one colour; the stretches follow one another without a gap. */
export interface Token {
  readonly length: number
  /** Empty where it has none. */
  readonly className: string
}

const kept = new Results<readonly Token[]>(500_000)

/** Colours the code if its result is kept; true also where there is nothing to colour. */
export function recallColours(code: HTMLElement): boolean {
  const grammar = grammarOf(code.dataset['language'] ?? '')
  if (!grammar || !isCheap(code.textContent)) return true
  const tokens = kept.get(keyOf(grammar, code.textContent))
  if (tokens) show(code, tokens)
  return tokens !== undefined
}

/** What comes back colours one element. */
export async function loadColours(): Promise<(code: HTMLElement) => void> {
  const { highlight } = await import('./highlighter')
  return (code) => {
    const grammar = grammarOf(code.dataset['language'] ?? '')
    if (!grammar) return
    const source = code.textContent
    const key = keyOf(grammar, source)
    const tokens = kept.get(key) ?? flatten(highlight(grammar, source))
    kept.set(key, tokens, source.length)
    show(code, tokens)
  }
}

/** Linear. */
function isCheap(source: string): boolean {
  return source.length <= MOST_CHARACTERS && !LONG_LINE.test(source)
}

function keyOf(grammar: Grammar, source: string): string {
  return `${grammar}\n${source}`
}

function flatten(root: Root): readonly Token[] {
  const tokens: Token[] = []
  const walk = (nodes: Root['children'] | readonly ElementContent[], className: string): void => {
    for (const node of nodes) {
      if (node.type === 'text') tokens.push({ length: node.value.length, className })
      else if (node.type === 'element') {
        const names = node.properties['className']
        walk(node.children, Array.isArray(names) ? names.join(' ') : className)
      }
    }
  }
  walk(root.children, '')
  return tokens
}

/** Splits the text nodes where they are, so that the marks around them stay. */
function show(code: HTMLElement, tokens: readonly Token[]): void {
  code.dataset['done'] = ''
  if (tokens.length > MOST_TOKENS) return
  const texts = textsOf(code)
  let text = texts.shift()
  for (const { length, className } of tokens) {
    let left = length
    while (left > 0 && text) {
      const rest = text.length > left ? text.splitText(left) : texts.shift()
      left -= text.length
      if (className) colour(text, className)
      text = rest
    }
  }
}

function textsOf(code: HTMLElement): Text[] {
  const texts: Text[] = []
  const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node instanceof Text) texts.push(node)
  return texts
}

function colour(text: Text, className: string): void {
  const span = document.createElement('span')
  span.className = className
  text.replaceWith(span)
  span.append(text)
}
