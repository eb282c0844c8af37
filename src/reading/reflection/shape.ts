import { CUE, type CueName } from './cues/cue'

/** What can be seen of a sentence without its words. */
export const SHAPE = [
  'question',
  'mark',
  'words',
  'numbers',
  'equals',
  'code',
  'math',
  'quotation',
  'solid',
  'exists',
] as const

const MARKS = ['', '.', ':', '!', '…', '?'] as const

/** The last mark of a sentence. */
export type Mark = (typeof MARKS)[number]

export interface Seen {
  readonly cues: Uint8Array
  readonly question: boolean
  readonly mark: Mark
  readonly words: number
  readonly numbers: ReadonlySet<string>
  readonly equals: number
  readonly code: number
  readonly math: number
  readonly quote: number
  readonly solid: boolean
}

export const markOf = (facts: Pick<Seen, 'mark'>): number => MARKS.indexOf(facts.mark)

/** One number (0 to 15) per name of SHAPE. */
export function shapeOf(facts: Seen): Uint8Array {
  return Uint8Array.of(
    Number(facts.question),
    markOf(facts),
    lengthBin(facts.words),
    Math.min(facts.numbers.size, 7),
    facts.equals,
    facts.code,
    facts.math,
    facts.quote,
    Number(facts.solid),
    1,
  )
}

export function lengthBin(words: number): number {
  return Math.min(15, words < 8 ? words : 8 + Math.floor(Math.log2(words / 8) * 2.5))
}

/** 0 to 4: how much a statement is only proposed. */
export function guessOf(facts: Pick<Seen, 'cues' | 'question'>): number {
  const has = (name: CueName) => Number((facts.cues[CUE[name]] ?? 0) > 0)
  const proposed = has('maybe') + has('alternatively') + has('another') + has('what-if') + has('try')
  return Math.min(4, proposed + Number(facts.question))
}
