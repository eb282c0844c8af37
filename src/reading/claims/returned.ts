import type { Correction, Span, Trace } from '../../trace/trace'
import { type Sentence, sentencesOf } from '../sentence'
import { deniedAt, denies, onlyMentions } from './denial'
import { spelled } from './spelling'
import { codePattern, type Token, tokensIn } from './tokens'

/** Something that the thought took back stands in the answer again. */
export interface Returned {
  /** The correction that took it back. */
  readonly correction: Correction
  readonly kind: Token['kind']
  /** In the thought, what was taken back. */
  readonly taken: Span
  /** In the answer, where it stands again. */
  readonly back: Span
}

/** From an offset on, numbers that small stand everywhere. */
const EVERYWHERE = /^[-+]?[01]$/

/**
 * What of the thought's retractions stands in a complete answer, each at most once. It is certain of little and so says
 * little: a thing counts only where it can be told from others by its looks, the problem does not hold it, the correction
 * does not go on with it, nothing after the correction stands by it again, and the answer does more than mention it.
 * Costs the length of the answer and of the retracted sentences; of the rest of the thought only where something is found.
 * @param given the texts that were there before the model thought.
 */
export function returned(
  trace: Pick<Trace, 'thought' | 'answer' | 'reflections' | 'end'>,
  given: readonly string[],
): readonly Returned[] {
  if (trace.end?.type !== 'complete' || trace.answer.trim() === '') return []
  const corrections = trace.reflections
    .filter((r) => r.kind === 'correction')
    .filter((r) => r.sure && !r.dismissed && r.reparandum !== null)
  if (corrections.length === 0) return []
  const known = new Given(given)
  const answer = new Passage(trace.answer)
  const found: Returned[] = []
  for (const correction of corrections) {
    for (const token of takenBack(trace.thought, correction)) {
      const back = known.has(token) ? undefined : answer.places(token).find(({ said }) => said)
      if (!back || stoodBy(trace.thought, correction, token, corrections)) continue
      if (found.some((other) => other.back.start === back.start)) continue
      found.push({ correction, kind: token.kind, taken: spanOf(token), back: spanOf(back) })
    }
  }
  return found
}

/** The tokens of the retracted words that the correction itself does not hold. Of several of a kind, the last. */
function takenBack(thought: string, correction: Correction): readonly Token[] {
  const { reparandum, repair, start, end } = correction
  if (!reparandum) return []
  const taken = sentencesOf(thought.slice(reparandum.start, reparandum.end))
  if (taken.some(({ text }) => denies(text))) return []
  const instead = new Passage(thought.slice(start, Math.max(end, repair?.end ?? 0)))
  const kinds = new Map<Token['kind'], Token>()
  for (const token of taken.flatMap(tokensIn))
    if (!EVERYWHERE.test(token.number ?? '')) kinds.set(token.kind, shifted(token, reparandum.start))
  return [...kinds.values()].filter((token) => instead.places(token).length === 0)
}

function spanOf({ start, end }: Span): Span {
  return { start, end }
}

function shifted<S extends Span>(span: S, by: number): S {
  return { ...span, start: span.start + by, end: span.end + by }
}

/** Whether the thought came back to it: by saying it again, or by taking the correction back. */
function stoodBy(thought: string, correction: Correction, token: Token, all: readonly Correction[]): boolean {
  const after = correction.repair?.end ?? correction.end
  const said = correction.repair ?? correction
  const later = all.filter((other) => other.start > correction.start)
  const meets = (a: Span, b: Span) => a.start < b.end && b.start < a.end
  if (later.some(({ reparandum }) => reparandum && meets(reparandum, said))) return true
  return new Passage(thought.slice(after))
    .places(token)
    .some(
      (place) =>
        !place.denied && !later.some(({ reparandum }) => reparandum && meets(reparandum, shifted(place, after))),
    )
}

interface Place extends Span {
  /** The text says it, and does more than mention it. */
  readonly said: boolean
  /** The text says that it does not hold. */
  readonly denied: boolean
}

/** A text in which tokens are looked for. */
class Passage {
  readonly #text: string
  #sentences: readonly Sentence[] | null = null
  #tokens: readonly (Token & Place)[] | null = null

  constructor(text: string) {
    this.#text = text
  }

  /** Every place where the text holds it, in whatever sense. */
  places(token: Token): readonly Place[] {
    if (token.kind === 'code') return this.#codePlaces(token)
    this.#tokens ??= this.#read().flatMap((sentence, i) =>
      tokensIn(sentence).map((found) => ({ ...found, ...this.#sense(sentence, i, found.start) })),
    )
    return this.#tokens.filter(({ kind, key }) => kind === token.kind && key === token.key)
  }

  /** In code alone, inline or in a fence. */
  #codePlaces({ key }: Token): readonly Place[] {
    const [word = key] = key.match(/\w+/) ?? []
    if (!this.#text.includes(word)) return []
    const pattern = codePattern(key)
    return this.#read().flatMap((sentence, i) =>
      sentence.masks
        .filter((mask) => mask.kind === 'code')
        .flatMap((mask) =>
          Array.from(this.#text.slice(mask.start, mask.end).matchAll(pattern), ({ 0: words, index }): Place => {
            const start = mask.start + index
            return { start, end: start + words.length, ...this.#sense(sentence, i, start) }
          }),
        ),
    )
  }

  /** Code in a fence is meant as the words before it say. */
  #sense(sentence: Sentence, index: number, at: number): Pick<Place, 'said' | 'denied'> {
    if (sentence.block !== 'fence')
      return { said: !onlyMentions(sentence.text), denied: deniedAt(sentence.text, at - sentence.start) }
    const lead = this.#read()[index - 1]
    if (!lead || lead.block === 'fence') return { said: true, denied: false }
    return { said: !onlyMentions(lead.text), denied: denies(lead.text) }
  }

  #read(): readonly Sentence[] {
    this.#sentences ??= sentencesOf(this.#text)
    return this.#sentences
  }
}

/** What was there before the model thought: neither its values nor its code are the model's own. */
class Given {
  readonly #text: string
  readonly #numbers: ReadonlySet<string>
  readonly #spelled: string

  constructor(texts: readonly string[]) {
    this.#text = texts.join('\n\n')
    this.#numbers = new Set(this.#text.match(/\d[\d,]*(?:\.\d+)?/g)?.map(spelled))
    this.#spelled = texts.map((text) => text.replace(/[\s$\\]/g, '')).join('\n')
  }

  has(token: Token): boolean {
    if (token.number !== undefined) return this.#numbers.has(token.number.replace(/^[-+]/, ''))
    if (token.kind === 'code') return codePattern(token.key).test(this.#text)
    return this.#spelled.includes(token.key.replace(/\\/g, ''))
  }
}
