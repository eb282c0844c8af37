import type { Span } from '../../trace/trace'
import type { Sentence } from '../sentence'
import { isNumber, spelled } from './spelling'
import { type Statement, statementsIn } from './statements'

/** Something of a sentence that can be known again elsewhere: a value, a quantity, a piece of code, a formula. */
export interface Token extends Span {
  readonly kind: 'value' | 'quantity' | 'code' | 'formula'
  /** Equal keys, equal things. */
  readonly key: string
  /** Of a value, what has it. */
  readonly subject?: string
  /** Of a value or a quantity, the number. */
  readonly number?: string
}

const UNIT =
  /(?<![\w.,/^])([-−]?\d+(?:,\d{3})*(?:\.\d+)?)\s{0,9}(%|°C?|(?:square|cubic) (?:met(?:re|er)s?|feet|foot|inch(?:es)?|miles?)|met(?:re|er)s?|kilomet(?:re|er)s?|seconds?|minutes?|hours?|days?|years?|dollars?|degrees?|miles?|grams?|(?:c|m|k)?m[²³]?|k?g|m?s|[KMGk]i?B|k?Hz|平方米|立方米|厘米|千米|公里|公斤|小时|分钟|米|秒|元|度|种|天|岁)(?![\w²³])/g

/** Expressions as long as this are code to be read, not something that is named. */
const MAX_CODE = 120
const WORDS_OF_CODE =
  /^(?:true|false|null|none|undefined|nan|self|this|return|while|for|if|else|let|const|var|def|class|int|str|list|dict|string|number|boolean|void|error)$/i

/** The tokens of a sentence, in order. */
export function tokensIn(sentence: Sentence): readonly Token[] {
  return [...valuesIn(sentence), ...quantitiesIn(sentence), ...codeIn(sentence), ...relationsIn(sentence)].sort(
    (a, b) => a.start - b.start,
  )
}

/** Where the sentence is code as a whole, what is said of values in it is a program's doing. */
function valuesIn(sentence: Sentence): readonly Token[] {
  return statementsIn(sentence)
    .filter((statement) => !statement.supposed)
    .flatMap((statement) => statement.values.map((value) => valueToken(statement, value)))
}

function valueToken({ subject, start, end }: Statement, value: string): Token {
  return { kind: 'value', key: `${subject}=${value}`, subject, start, end, ...(isNumber(value) && { number: value }) }
}

function quantitiesIn({ text, start, masks }: Sentence): readonly Token[] {
  if (masks.some((mask) => mask.kind === 'code' && mask.end - mask.start === text.length)) return []
  const plain = text.replace(/\*\*|\$|\\,|\\text\{|\}/g, (mark) => ' '.repeat(mark.length))
  return Array.from(plain.matchAll(UNIT), ({ 0: whole, 1: digits = '', 2: unit = '', index }): Token => {
    const number = spelled(digits)
    const key = `${number} ${unit.replace(/s$|es$/, '')}`
    return { kind: 'quantity', key, number, start: start + index, end: start + index + whole.length }
  })
}

/** Inline code. */
function codeIn({ text, start, masks }: Sentence): readonly Token[] {
  return masks.flatMap((mask): readonly Token[] => {
    const words = text
      .slice(mask.start - start, mask.end - start)
      .replace(/^`+|`+$/g, '')
      .trim()
    if (mask.kind !== 'code' || words.length < 3 || words.length > MAX_CODE || words.includes('\n')) return []
    if (!/[A-Za-z_]{2}|[A-Za-z]\W*[<>=+*/-]/.test(words) || WORDS_OF_CODE.test(words)) return []
    return [{ kind: 'code', key: words, start: mask.start, end: mask.end }]
  })
}

const RELATES = /[<>≤≥≠∈∣|]|\\(?:leq?|geq?|neq?|n?mid|in|notin|equiv|subset(?:eq)?|approx|sim)(?![A-Za-z])/

/** A formula that says how two things relate otherwise than by being equal. */
function relationsIn({ text, start, masks }: Sentence): readonly Token[] {
  return masks.flatMap((mask): readonly Token[] => {
    if (mask.kind !== 'math') return []
    const formula = text.slice(mask.start - start, mask.end - start)
    const key = spelled(formula)
    const related = RELATES.test(formula) && /[A-Za-z]/.test(key)
    return related && key.length >= 4 ? [{ kind: 'formula', key, start: mask.start, end: mask.end }] : []
  })
}

/**
 * The code of a token wherever it stands as a whole, with any space in it: `lo <= hi` in `while (lo<=hi)`, and not
 * `hi = a.length` in `hi = a.length - 1`.
 */
export function codePattern(code: string): RegExp {
  const pieces = code.match(/\w+|[^\w\s]/g) ?? []
  const body = pieces.map((piece) => piece.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('\\s*')
  return new RegExp(`(?<![\\w.$]|[-+*/%] ?)${body}(?![\\w$]|\\s?[-+*/%.([])`, 'g')
}
