import { CUES, type CueName, type CuePhrases } from './cues/cue'
import { english } from './cues/en'
import { chinese } from './cues/zh'

/** A word, a number or a punctuation mark outside code, formulas and quoted words. Offsets are those of the sentence. */
export interface Token {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Where a cue stands: 1 anywhere, 2 where a clause begins, 3 where the sentence begins. */
export type CuePlace = 1 | 2 | 3

export interface CueHit {
  /** Index into CUES. */
  readonly cue: number
  readonly start: number
  readonly end: number
  readonly place: CuePlace
}

interface Phrase {
  readonly cue: number
  readonly words: readonly string[]
}

const CLAUSE = new Set([
  ',',
  '.',
  ';',
  ':',
  '—',
  '–',
  '…',
  '(',
  '!',
  '?',
  '，',
  '。',
  '；',
  '：',
  '（',
  '！',
  '？',
  '、',
  '*',
  '-',
])

/** Cues that may stand one after the other at the head of a sentence: "But wait, no, actually …". */
const LEADS: ReadonlySet<CueName> = new Set([
  'hold',
  'hmm',
  'oh',
  'no',
  'but',
  'actually',
  'so',
  'also',
  'confirm',
  'because',
])
const LEADING = CUES.map((name) => LEADS.has(name))
const LEAD_WORDS = new Set([
  'okay',
  'ok',
  'well',
  'and',
  'then',
  'alright',
  'right',
  'yeah',
  'a',
  'second',
  'minute',
  'moment',
  'just',
])

/** By their first word, or character. */
const table = new Map<string, Phrase[]>()
index(english, (phrase) => phrase.split(' '))
index(chinese, (phrase) => Array.from(phrase))

function index(phrases: CuePhrases, split: (phrase: string) => readonly string[]): void {
  CUES.forEach((name, cue) => {
    for (const phrase of phrases[name]) {
      const words = split(phrase)
      const key = words[0] ?? ''
      const list = table.get(key)
      if (list) list.push({ cue, words })
      else table.set(key, [{ cue, words }])
    }
  })
}

/** All cues of a sentence, in order. Linear: each token starts a bounded number of phrases of bounded length. */
export function findCues(tokens: readonly Token[]): readonly CueHit[] {
  const hits: CueHit[] = []
  /** Before this index the sentence has not begun to say anything but leading cues. */
  let lead = 0
  tokens.forEach((token, i) => {
    const previous = tokens[i - 1]
    const place = i <= lead ? 3 : !previous || CLAUSE.has(previous.text) ? 2 : 1
    const reached = phrasesAt(tokens, i, place, hits)
    if (i !== lead) return
    if (reached > i) lead = reached
    else if (CLAUSE.has(token.text) || LEAD_WORDS.has(token.text)) lead = i + 1
  })
  return hits
}

/** Adds the phrases that start at token `i`; returns the index after the longest leading cue among them, or `i`. */
function phrasesAt(tokens: readonly Token[], i: number, place: CuePlace, hits: CueHit[]): number {
  const first = tokens[i]
  let reached = i
  const phrases = first && table.get(first.text)
  if (!phrases) return reached
  for (const { cue, words } of phrases) {
    if (!matches(tokens, i, words)) continue
    const last = tokens[i + words.length - 1] ?? first
    hits.push({ cue, start: first.start, end: last.end, place })
    if (LEADING[cue]) reached = Math.max(reached, i + words.length)
  }
  return reached
}

function matches(tokens: readonly Token[], at: number, words: readonly string[]): boolean {
  for (let k = 1; k < words.length; k++) {
    const token = tokens[at + k]
    const word = words[k]
    if (!token || (word !== '_' && token.text !== word)) return false
  }
  return true
}
