import type { Span } from '../../trace/trace'
import type { Sentence } from '../sentence'
import { namedAnswers } from './answers'
import { deniedAt, denies } from './denial'
import { isNumber, spelled } from './spelling'
import { statementsIn } from './statements'

/** Where an answer came up in the thought, and where it came to rest. Offsets are those of the thought. */
export interface Convergence {
  /** Where the final answer is said for the first time. */
  readonly first: number
  /** How often what was said to be the answer changed. */
  readonly changes: number
  /** From where on nothing else is said to be the answer. */
  readonly since: number
}

/** A value said of something, or (subject null) named as the answer. */
interface Said {
  readonly subject: string | null
  readonly value: string
  readonly at: number
  /** What it is said of is a computation, and the sentence concludes: "together 6 + 36 = 42". */
  readonly total: boolean
}

const CONCLUDES =
  /\b(?:so|thus|hence|therefore|together|altogether|in (?:all|total)|total|finally|gives|giving|we (?:get|have|obtain))\b|[∴⇒]|所以|因此|故|于是|得到|一共|总共|合计|最后|最终/i

/** What a problem asks for: "find x", 求 f(8). */
const ASKED =
  /(?:\b(?:find|solve (?:[^.?!\n]{0,80}? )?for|determine|compute|calculate|evaluate|what is)\s+(?:the (?:value|number) of\s+)?|[求算]出?\s*)\$?([A-Za-z](?:\([^()\n]{1,12}\))?)(?![\w'(])/gi

/**
 * Follows what a thought says its answer is, sentence by sentence; what it keeps grows with the number of values that are
 * said, and no sentence is read again.
 */
export class Trail {
  readonly #asked: ReadonlySet<string>
  readonly #said: Said[] = []
  /** The values named as the answer, or of what was asked for: the latest, where it began, in how many sentences it stands. */
  #latest: { readonly value: string; readonly since: number; readonly times: number } | null = null

  /** @param problem what was asked, as text. */
  constructor(problem: string) {
    this.#asked = new Set(Array.from(problem.slice(0, 20_000).matchAll(ASKED), ([, subject = '']) => subject))
  }

  feed(sentence: Sentence): void {
    const said = saidIn(sentence)
    this.#said.push(...said)
    const answers = said.filter(({ subject }) => subject === null || this.#asked.has(subject))
    for (const [i, { value, at }] of answers.entries()) {
      const latest = this.#latest
      if (latest?.value !== value) this.#latest = { value, since: at, times: 1 }
      // "So x = 5, and the answer is 5" says it once.
      else if (i === 0) this.#latest = { ...latest, times: latest.times + 1 }
    }
  }

  /** From where on the answer has been the same, as far as the thought has come; null before it stands in two sentences. */
  get stableSince(): number | null {
    return this.#latest && this.#latest.times > 1 ? this.#latest.since : null
  }

  /** Null where no one answer can be read off what was answered, or the thought never says it. */
  ending(answer: readonly Sentence[], mayConclude: boolean): Convergence | null {
    const value = finalAnswer(answer, mayConclude)
    if (value === null) return null
    const subjects = new Set(this.#asked)
    for (const { subject, value: other } of answer.flatMap(saidIn))
      if (subject !== null && other === value) subjects.add(subject)
    const relevant = this.#said.filter(
      (said) => said.subject === null || subjects.has(said.subject) || (said.total && said.value === value),
    )
    const first = relevant.find((said) => said.value === value)
    const last = relevant.at(-1)
    if (!first || last?.value !== value) return null
    const turns = relevant.filter((said, i) => i > 0 && said.value !== relevant[i - 1]?.value)
    return { first: first.at, changes: turns.length, since: (turns.at(-1) ?? first).at }
  }
}

function saidIn(sentence: Sentence): readonly Said[] {
  const concludes = CONCLUDES.test(sentence.text)
  const named = namedAnswers(sentence).map(
    ({ value, start }): Said => ({ subject: null, value, at: start, total: false }),
  )
  const statements = statementsIn(sentence).flatMap(({ subject, values, start, supposed }): readonly Said[] => {
    const value = values.at(-1) ?? ''
    const computed = /^[^\p{L}\\]+$/u.test(subject)
    if (supposed || !isNumber(value)) return []
    return [{ subject, value, at: start, total: computed && concludes }]
  })
  const denying = denies(sentence.text)
  return [...named, ...statements]
    .filter(({ at }) => !denying || !deniedAt(sentence.text, at - sentence.start))
    .sort((a, b) => a.at - b.at)
}

/** The one value that the answer names, else what its last formula comes to where that `mayConclude`. */
function finalAnswer(answer: readonly Sentence[], mayConclude: boolean): string | null {
  const meant = <F extends Span>(sentence: Sentence, found: readonly F[]) =>
    found.filter(({ start }) => !deniedAt(sentence.text, start - sentence.start))
  const named = answer.flatMap((sentence) => meant(sentence, namedAnswers(sentence)))
  const boxed = named.filter((found) => found.boxed)
  const values = new Set((boxed.length > 0 ? boxed : named).map(({ value }) => value))
  if (values.size > 0) return values.size === 1 ? (values.values().next().value ?? null) : null
  if (!mayConclude) return null
  const last = answer
    .flatMap((sentence) => meant(sentence, statementsIn(sentence)).map((statement) => ({ ...statement, sentence })))
    .findLast(({ kind, supposed }) => kind === 'math' && !supposed)
  const value = last?.values.at(-1) ?? ''
  if (!last || !isNumber(value)) return null
  const ends = last.sentence === answer.at(-1) || CONCLUDES.test(last.sentence.text)
  return ends || numbersIn(answer[0]?.text ?? '').includes(value) ? value : null
}

/** What an answer begins with is its result, as a rule. */
function numbersIn(text: string): readonly string[] {
  return (text.match(/[-−]?\d+(?:,\d{3})*(?:\.\d+)?(?:\/\d+)?/g) ?? []).map(spelled)
}
