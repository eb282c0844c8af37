import type { Span } from '../../trace/trace'
import type { Sentence } from '../sentence'
import { spelled } from './spelling'

/** Something is said to have a value: `x = 5`, `$f(8) = 3 \cdot 41 + 30 = 153$`, "the area is 18". */
export interface Statement extends Span {
  /** What has the value, spelled in one way: `x`, `f(8)`, `area`, or a computation such as `6*4`. */
  readonly subject: string
  /** What stands after each `=`, spelled in one way; the last is what it comes to. */
  readonly values: readonly string[]
  readonly kind: 'math' | 'prose'
  /** It is supposed and not said: "for n = 3". */
  readonly supposed: boolean
}

const OPERAND =
  '[-−+]?(?:\\d+(?:,\\d{3})*(?:\\.\\d+)?[A-Za-z]?|[A-Za-z]\\w{0,20}|\\([^()\\n]{1,30}\\))(?:\\([^()\\n]{0,30}\\)|\\[[^[\\]\\n]{1,30}\\]|\\^\\w{1,4}|[²³!%])?'
const EXPRESSION = `${OPERAND}(?: ?[-+*/·×−^] ?${OPERAND}){0,10}`

/** Equalities in running text; the words around them do not belong to them. */
const CHAIN = new RegExp(`(?<![\\w.\\\\])${EXPRESSION}(?: ?= ?${EXPRESSION}){1,6}`, 'g')

const NUMBER = '[-−]?\\d+(?:,\\d{3})*(?:\\.\\d+)?(?:/\\d+)?%?|\\\\[dt]?frac\\{\\d+\\}\\{\\d+\\}'
const SAID = [
  new RegExp(
    `\\b(?:the|its|their|our|my|this|whole|total)\\s+((?:[a-z]{2,20}\\s){1,6}?)\\s*(?:is|equals|measures|becomes|(?:must|should|would) be|comes (?:out )?to)\\s{1,4}(?:(?:now|then|thus|therefore|just|exactly|only|equal to)\\s{1,4})?(${NUMBER})(?![\\w/^])`,
    'gi',
  ),
  new RegExp(`([\\u4e00-\\u9fff]{2,8})\\s{0,3}(?:就是|是|为|等于|共有)\\s{0,3}(${NUMBER})(?![\\w/^])`, 'g'),
]

/** What a noun phrase is about stands at its head; what a Chinese clause begins with is not its subject. */
const TAIL = /\s(?:of|for|in|at|on|that|which|with)\s.*$/i
const LEAD = /^(?:所以|因此|那么|于是|因而|从而|此时|故|则|即|那)+/

/** Names nothing in particular: each test of some code has a result. */
const VAGUE =
  /^(?:result|output|value|case|step|first|second|third|next|last|other|same|one|number|它|这|结果|值|输出|第.*)$/

/** Right before a statement: it is supposed. */
const SUPPOSED =
  /(?:\b(?:if|for|when|whenever|with|let|take|taking|set|setting|suppose|assume|assuming|try|trying|given|at|where|say|unless|until|whether|substitute|plug(?:ging)? in|put|case(?:\s\w{1,3})?)(?:\s+that)?[\s:$(\\]*|(?:设|当|若|取|令|把|如果|假设|假如|代入|对于|对|试)\s{0,2}\$?)$/i

/** What the sentence says to have which value, in order. Costs what its length costs. */
export function statementsIn(sentence: Sentence): readonly Statement[] {
  const { masks, start, text } = sentence
  const found: Found[] = []
  for (const mask of masks)
    if (mask.kind === 'math') found.push(...inFormula(text, mask.start - start, mask.end - start))
  if (text.includes('=')) found.push(...inProse(text, sentence))
  found.push(...inWords(text, sentence))
  return found
    .map((s) => ({ ...s, start: s.start + start, end: s.end + start, supposed: SUPPOSED.test(before(text, s.start)) }))
    .sort((a, b) => a.start - b.start)
}

type Found = Omit<Statement, 'supposed'>

function before(text: string, at: number): string {
  return text.slice(Math.max(0, at - 24), at)
}

/** What separates the statements of one formula, and one side of an equality from the next. */
const SEPARATOR =
  /\\\\|\\q?quad\b|\\(?:implies|iff|[Rr]ightarrow|Longrightarrow|to|therefore|text\{[^{}]*\})|[,;，；、()[\]{}]|(?<![<>!=≠])=(?!=)/g

/** Formulas are split where no bracket is open, so `f(1, 2)` stays whole. */
function inFormula(text: string, start: number, end: number): readonly Found[] {
  const found: Found[] = []
  let depth = 0
  let sides: Span[] = []
  let from = start
  const close = (at: number) => {
    sides.push({ start: from, end: at })
    const statement = equality(text, sides, 'math')
    if (statement) found.push(statement)
    sides = []
  }
  const inner = text
    .slice(start, end)
    .replace(/^(?:\$\$?|\\[([])|(?:\$\$?|\\[)\]])$/g, (mark) => ' '.repeat(mark.length))
  for (const { 0: mark, index } of inner.matchAll(SEPARATOR)) {
    const at = start + index
    if (/^[([{]$/.test(mark)) depth++
    else if (/^[)\]}]$/.test(mark)) depth = Math.max(0, depth - 1)
    else if (depth === 0) {
      if (mark === '=') sides.push({ start: from, end: at })
      else close(at)
      from = at + mark.length
    }
  }
  close(start + inner.trimEnd().length)
  return found
}

/** Null where it has but one side, or an empty one. */
function equality(text: string, sides: readonly Span[], kind: Statement['kind']): Found | null {
  const [subject = '', ...values] = sides.map((side) => spelled(text.slice(side.start, side.end)))
  const [first, last] = [sides[0], sides.at(-1)]
  if (!first || !last || subject === '' || values.length === 0 || values.includes('')) return null
  const lead = text.slice(first.start, last.end).search(/[^\s$&]/)
  const whole = text.slice(first.start + Math.max(0, lead), last.end).trimEnd()
  const start = first.start + Math.max(0, lead)
  return { subject, values, kind, start, end: start + whole.length }
}

/** What is code, formula or quotation is not read here; it keeps its place. */
function inProse(text: string, { masks, start }: Sentence): readonly Found[] {
  let prose = text
  for (const mask of masks)
    prose = prose.slice(0, mask.start - start) + '\u0001'.repeat(mask.end - mask.start) + prose.slice(mask.end - start)
  return Array.from(prose.matchAll(CHAIN), ({ 0: chain, index }) => {
    let at = index
    const sides = chain.split('=').map((side): Span => {
      const span = { start: at, end: at + side.length }
      at = span.end + 1
      return span
    })
    return equality(prose, sides, 'prose')
  }).filter((statement) => statement !== null)
}

/** "The area is 18". Marks of emphasis and of formulas may stand around the number. */
function inWords(text: string, { masks, start }: Sentence): readonly Found[] {
  const plain = text.replace(/\*\*|\$|\\[()]/g, (mark) => ' '.repeat(mark.length))
  const coded = masks.filter((mask) => mask.kind !== 'math')
  return SAID.flatMap((pattern) =>
    Array.from(plain.matchAll(pattern), ({ 0: whole, 1: words = '', 2: number = '', index }): Found | null => {
      const subject = words.trim().replace(TAIL, '').replace(LEAD, '').trim().toLowerCase().replace(/\s+/g, ' ')
      if (subject === '' || VAGUE.test(subject.split(' ').at(-1) ?? '')) return null
      const at = { start: index, end: index + whole.length }
      if (coded.some((mask) => mask.start - start < at.end && mask.end - start > at.start)) return null
      return { subject, values: [spelled(number)], kind: 'prose', ...at }
    }).filter((statement) => statement !== null),
  )
}
