import * as l10n from '@vscode/l10n'
import type { KatexOptions } from 'katex'
import { Results } from './results'

/**
 * What a formula may cost. KaTeX takes time without bound for definitions and large tables, and what nests a few hundred
 * elements crashes the page at layout. Nothing can stop it while it runs, so what could be slow never starts.
 */
const MOST_CHARACTERS = 2048
const MOST_NESTING = 50
const MOST_CELLS = 400
/** Commands and characters; each becomes about four elements. */
const MOST_TOKENS = 700
const MOST_ELEMENTS = 2000

const DEFINITIONS =
  /\\(?:def|gdef|edef|xdef|let|futurelet|global|long|globallong|newcommand|renewcommand|providecommand|newenvironment|renewenvironment|DeclareMathOperator)(?![A-Za-z])/

const OPTIONS: KatexOptions = {
  throwOnError: true,
  // No addresses, no images, no attributes.
  trust: false,
  // em
  maxSize: 20,
  maxExpand: 100,
  strict: 'ignore',
  // MathML for screen readers.
  output: 'htmlAndMathml',
}

/** A formula that is ready to be copied into the page, or why it is shown as its source. */
type Typeset = { readonly node: Node } | { readonly refused: string }

/** Elements; some 20 MB at the most. */
const kept = new Results<Typeset>(100_000)

/** Of what was typeset, or refused: what stood there. */
const sources = new WeakMap<Element, string>()

/** What a formula was typeset from; undefined where it was not. */
export function sourceOf(element: Element): string | undefined {
  return sources.get(element)
}

/** Shows the formula if its result is kept. */
export function recallMath(element: HTMLElement): boolean {
  const result = kept.get(keyOf(element))
  if (result) show(element, result)
  return result !== undefined
}

/** KaTeX's part takes up to some 20 ms within the limits, and nothing where the result is kept. */
export async function loadMath(): Promise<(element: HTMLElement) => void> {
  const { render } = await import('./typeset')
  return (element) => {
    const key = keyOf(element)
    const result = kept.get(key) ?? typeset(element, render)
    kept.set(key, result, 'node' in result ? count(result.node) : 1)
    show(element, result)
  }
}

type Render = (tex: string, into: HTMLElement, options: KatexOptions) => void

function typeset(element: HTMLElement, render: Render): Typeset {
  const tex = readable(element.textContent)
  const refused = refusal(tex)
  if (refused) return { refused }
  const into = document.createElement('span')
  try {
    render(tex, into, { ...OPTIONS, displayMode: isDisplay(element) })
  } catch (error) {
    return { refused: l10n.t('KaTeX cannot read this formula: {0}', messageOf(error)) }
  }
  return count(into) > MOST_ELEMENTS ? { refused: tooLarge() } : { node: into }
}

function show(element: HTMLElement, result: Typeset): void {
  sources.set(element, element.textContent)
  element.dataset['done'] = ''
  if ('node' in result) element.replaceChildren(...result.node.cloneNode(true).childNodes)
  else element.title = result.refused
}

/** Why this must not be typeset, or null. Linear. */
function refusal(tex: string): string | null {
  if (tex.length > MOST_CHARACTERS || cells(tex) > MOST_CELLS || tokens(tex) > MOST_TOKENS) return tooLarge()
  if (DEFINITIONS.test(tex)) return l10n.t('Shown as source: this formula defines commands.')
  if (nesting(tex) > MOST_NESTING) return l10n.t('Shown as source: this formula is nested too deeply.')
  return null
}

function tooLarge(): string {
  return l10n.t('Shown as source: this formula is too large.')
}

function tokens(tex: string): number {
  return tex.match(/\\(?:begin|end)\{\w*\*?\}|\\[A-Za-z]+|\\[\s\S]|[^\s\\{}]/g)?.length ?? 0
}

function cells(tex: string): number {
  return tex.match(/&|\\\\|\\cr(?![A-Za-z])/g)?.length ?? 0
}

/** A bound from above. A command may take the next one as its argument, so each in an unbroken row counts as a level. */
function nesting(tex: string): number {
  let depth = 0
  let row = 0
  let most = 0
  for (const [token] of tex.matchAll(/\\[A-Za-z]+|\\[\s\S]|[{}]|[^\s\\{}]/g)) {
    if (token === '{' || token === '\\begin' || token === '\\left') depth++
    if (token === '}' || token === '\\end' || token === '\\right') depth = Math.max(0, depth - 1)
    row = /^(?:\\[A-Za-z]|[\^_])/.test(token) ? row + 1 : 0
    most = Math.max(most, depth + row)
  }
  return most
}

function keyOf(element: HTMLElement): string {
  return (isDisplay(element) ? 'D' : 'I') + element.textContent
}

function isDisplay(element: HTMLElement): boolean {
  return element.classList.contains('display')
}

/** Whether the source has come to its end. One that has not cannot be read, or reads otherwise in a moment. */
export function isClosed(source: string): boolean {
  const text = source.trim()
  const [opener = '', environment] = /^(?:\$\$?|\\[([]|\\begin\{(\w+\*?)\})/.exec(text) ?? []
  const closer = environment ? `\\end{${environment}}` : (CLOSERS[opener] ?? opener)
  return opener !== '' && text.length > opener.length + closer.length && text.endsWith(closer)
}

const CLOSERS: Readonly<Record<string, string>> = { '\\(': '\\)', '\\[': '\\]' }

/** What KaTeX reads: without the delimiters, and with the environments that it knows in place of their kin. */
function readable(source: string): string {
  return source
    .trim()
    .replace(/^(?:\$\$?|\\[([])/, '')
    .replace(/(?:\$\$?|\\[)\]])$/, '')
    .replace(/^\\begin\{(displaymath|math|subequations)\}([\s\S]*)\\end\{\1\}$/, '$2')
    .replace(/\\(begin|end)\{(eqnarray|flalign|multline)(\*?)\}/g, (_, side, name, star) => {
      return `\\${side}{${name === 'multline' ? 'gather' : 'align'}${star}}`
    })
}

function count(node: Node): number {
  return node instanceof Element ? node.getElementsByTagName('*').length + 1 : 1
}

/** Without the excerpt that KaTeX adds to its messages: the source stands there. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return 'rawMessage' in error && typeof error.rawMessage === 'string' ? error.rawMessage : error.message
}
