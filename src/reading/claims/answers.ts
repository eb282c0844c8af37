import type { Span } from '../../trace/trace'
import type { Sentence } from '../sentence'
import { isNumber, spelled } from './spelling'

/** The sentence names the answer itself: `\boxed{42}`, "the answer is 42", "Answer: B", 答案是 42. */
export interface NamedAnswer extends Span {
  /** Spelled in one way. */
  readonly value: string
  readonly boxed: boolean
}

/** An answer that is longer is a sentence, and cannot be compared. */
const MAX_ANSWER = 60

const NAMES =
  /(?<!\b(?:if|whether|suppose|that|wrong|old|first|student's|user's|given) (?:the )?)\b(?:answer|solution)(?:\s+to\s[^,.:?]{1,50}?)?(?:\s+(?:is|should be|must be|comes out (?:as|to be)|remains|becomes)|\s*[:：=])\s*[:：]?\s*(?:(?:then|thus|therefore|indeed|simply|still|again|exactly|just)\s+)?/gi
const NAMES_ZH = /(?<!如果|若|是否|假设|错误|学生的?|原)答案(?:应该|应当|就|确实|仍然|还|也)?(?:是|为|等于|[:：=])\s*/g

/** What the sentence names as the answer; each once. */
export function namedAnswers(sentence: Sentence): readonly NamedAnswer[] {
  const boxed = boxes(sentence)
  if (boxed.length > 0) return boxed
  if (!/answer|solution|答案/i.test(sentence.text)) return []
  // Emphasis stands around the words as often as around the value.
  const plain = sentence.text.replace(/\*\*|__/g, '  ')
  return [NAMES, NAMES_ZH].flatMap((names) =>
    Array.from(plain.matchAll(names), (match) => valueAt(sentence, plain, match.index + match[0].length)).filter(
      (found) => found !== null,
    ),
  )
}

function boxes({ text, start }: Sentence): readonly NamedAnswer[] {
  return Array.from(text.matchAll(/\\(?:boxed|fbox)\{/g), ({ 0: open, index }): NamedAnswer | null => {
    const from = index + open.length
    const end = closing(text, from)
    const value = end === null ? '' : lastSide(spelled(text.slice(from, end)))
    return end === null || value === '' ? null : { value, boxed: true, start: start + index, end: start + end + 1 }
  }).filter((found) => found !== null)
}

/** Where the bracket closes that is open at `from`; null where it does not soon. */
function closing(text: string, from: number): number | null {
  let depth = 1
  for (let at = from; at < Math.min(text.length, from + 2 * MAX_ANSWER); at++) {
    if (text.charAt(at) === '{') depth++
    else if (text.charAt(at) === '}' && --depth === 0) return at
  }
  return null
}

/** A formula or code; else a number; else one of few words that are an answer by themselves. */
function valueAt(sentence: Sentence, plain: string, at: number): NamedAnswer | null {
  const { masks, start } = sentence
  const found = (end: number, value: string): NamedAnswer | null =>
    value === '' || value.length > MAX_ANSWER ? null : { value, boxed: false, start: start + at, end: start + end }
  const mask = masks.find((m) => m.start - start === at && m.kind !== 'quote')
  if (mask) return found(mask.end - start, lastSide(spelled(sentence.text.slice(at, mask.end - start))))
  const rest = plain.slice(at, at + 2 * MAX_ANSWER)
  const equal = /^[A-Za-z]\w{0,8}(?:\([^()]{0,12}\))?\s?=\s?/.exec(rest)?.[0].length ?? 0
  const number = /^[-−+]?[$€£¥]?\d+(?:,\d{3})*(?:\.\d+)?(?:\/\d+)?%?(?![\w^(]|\s?[-+*/×·=^]\s?\S)/.exec(
    rest.slice(equal),
  )
  if (number) return found(at + equal + number[0].length, spelled(number[0].replace(/[$€£¥]/, '')))
  const word =
    /^(?:(?:option|choice)\s)?\(?([A-H])\)?(?=\s*(?:$|[.,;:!。，]))|^(?:yes|no|true|false|是|否|对)(?=\s*(?:$|[.,;:!。，]))/i.exec(
      rest,
    )
  return word ? found(at + word[0].length, spelled(word[1] ?? word[0]).toLowerCase()) : null
}

/** Of `x=5`, what it comes to; of a statement that is no equality, all of it. */
function lastSide(value: string): string {
  const sides = value.split(/(?<![<>!])=/)
  const last = sides.at(-1) ?? ''
  return sides.length > 1 && isNumber(last) ? last : value
}
