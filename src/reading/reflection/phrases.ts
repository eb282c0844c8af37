import type { Sentence } from '../sentence'
import type { Window } from './features'

/** Weights in a table; what is hashed to the same place shares one. */
export const TABLE = 1 << 16

/** One character per weight, from -31 to 31. */
export const LEVELS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+'

/** How much of a sentence is looked at: characters, and words of them. */
const LOOK = 400
const WORDS = 60

const WORD = /[a-z]+(?:['’][a-z]+)*|\d[\d,.]*|[一-鿿]|[^\s\w]/gi

/** Start values that keep apart what is hashed: a word, the head of a sentence, its end, nothing at all. */
const SEED = { word: 5, head: 3, end: 9, nothing: 1 }

/** The sentence itself, the one before, the one after, the one before that: each has weights of its own. */
const PLACES = [17, 29, 43, 71] as const

const known = new WeakMap<Sentence, readonly number[]>()

/** Where in the table the phrases of each place stand. */
export function phrasesOf({ current, before, next }: Window): readonly Uint16Array[] {
  return [current, before[0], next, before[1]].map((facts, place) => {
    const salt = PLACES[place] ?? 0
    const found = facts ? hashes(facts.sentence) : [SEED.nothing]
    const at = new Uint16Array(found.length)
    for (let i = 0; i < found.length; i++) at[i] = step(found[i] ?? 0, salt) >>> 16
    return at
  })
}

/**
 * A linear model over the phrases of a sentence and its neighbours: a bias, the size of one level of weight, and the table,
 * each separated by a space. What the cues do not name, it may have learnt.
 */
export class Phrases {
  readonly #bias: number
  readonly #level: number
  readonly #weights: Int8Array

  constructor(text: string) {
    const [bias, level, table = ''] = text.split(' ')
    this.#bias = Number(bias)
    this.#level = Number(level)
    this.#weights = Int8Array.from(table, (character) => LEVELS.indexOf(character) - 31)
  }

  /** The logit. */
  score(places: readonly Uint16Array[]): number {
    let sum = 0
    for (const phrases of places) {
      let whole = 0
      for (const at of phrases) whole += this.#weights[at] ?? 0
      sum += whole * damping(phrases)
    }
    return this.#bias + sum * this.#level
  }
}

/** A long sentence has many phrases, and each says less. */
export function damping(phrases: Uint16Array): number {
  return 0.6 / Math.sqrt(phrases.length)
}

/** The phrases of one to three words of a sentence, its first four words in order, and its last. */
function hashes(sentence: Sentence): readonly number[] {
  const found = known.get(sentence)
  if (found) return found
  const words = wordsOf(sentence)
  const all: number[] = []
  let head = SEED.head
  words.forEach((word, i) => {
    if (i < 4) {
      head = step(head, word)
      all.push(head)
    }
    let phrase = SEED.word
    for (let k = i; k < i + 3 && k < words.length; k++) {
      phrase = step(phrase, words[k] ?? 0)
      all.push(phrase)
    }
  })
  all.push(step(SEED.end, words.at(-1) ?? SEED.nothing))
  known.set(sentence, all)
  return all
}

/** The words and marks of a sentence as numbers: a number is any number, code is code. Of a block, only its kind. */
function wordsOf(sentence: Sentence): readonly number[] {
  if (sentence.block !== 'paragraph' && sentence.block !== 'list') return [hashOf(`<${sentence.block}>`)]
  const words: number[] = []
  let next = 0
  let last = -1
  const text = sentence.text.slice(0, LOOK)
  WORD.lastIndex = 0
  for (let match = WORD.exec(text); match; match = WORD.exec(text)) {
    const at = sentence.start + match.index
    while ((sentence.masks[next]?.end ?? Number.POSITIVE_INFINITY) <= at) next++
    const mask = sentence.masks[next]
    if (mask && mask.start <= at) {
      if (last !== next) words.push(hashOf(`<${mask.kind}>`))
      last = next
    } else words.push(hashOf(/^\d/.test(match[0]) ? '#' : match[0].toLowerCase().replace('’', "'")))
    if (words.length >= WORDS) break
  }
  return words
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  return step(hash, word.length)
}

function step(hash: number, value: number): number {
  const mixed = Math.imul(hash ^ value, 0x9e3779b1)
  return Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) ^ (mixed >>> 13)
}
