import { CUE, type CueName } from './cues/cue'
import type { Facts } from './facts'

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

const MARKS = ['', '.', ':', '!', '…', '?']

export const markOf = (facts: Pick<Facts, 'mark'>): number => MARKS.indexOf(facts.mark)

/** One number (0 to 15) per name of SHAPE. */
export function shapeOf(facts: Omit<Facts, 'shape' | 'guess'>): Uint8Array {
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
export function guessOf(facts: Pick<Facts, 'cues' | 'question'>): number {
  const has = (name: CueName) => Number((facts.cues[CUE[name]] ?? 0) > 0)
  const proposed = has('maybe') + has('alternatively') + has('another') + has('what-if') + has('try')
  return Math.min(4, proposed + Number(facts.question))
}
