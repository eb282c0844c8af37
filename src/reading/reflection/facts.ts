import type { Mask, Sentence } from '../sentence'
import { CUES } from './cues/cue'
import { type CueHit, findCues, type Token } from './match'
import { guessOf, type Mark, shapeOf } from './shape'

/** A value given to a name: `x = 5`, `Statement 7: True`, `the total is 40`. */
export interface Assignment {
  readonly name: string
  readonly value: string
}

/** What is read off one sentence, once; everything later compares these. */
export interface Facts {
  readonly sentence: Sentence
  readonly hits: readonly CueHit[]
  /** Per cue of CUES: 0 absent, else the best place it stands at (`CuePlace`). */
  readonly cues: Uint8Array
  readonly words: number
  /** Stems of what it speaks about; in Chinese pairs of characters. */
  readonly content: ReadonlySet<string>
  readonly numbers: ReadonlySet<string>
  /** Names of code: quoted in backticks, with an underscore, a dot or a capital inside. */
  readonly names: ReadonlySet<string>
  readonly assignments: readonly Assignment[]
  readonly question: boolean
  readonly mark: Mark
  /** Tenths of its characters that are code, formula and quotation. */
  readonly code: number
  readonly math: number
  readonly quote: number
  readonly equals: number
  readonly chinese: boolean
  /** A whole block that is not prose. */
  readonly solid: boolean
  /** In the order of SHAPE. */
  readonly shape: Uint8Array
  /** 0 to 4: how much it is only proposed. */
  readonly guess: number
}

/** Characters of a sentence that are looked at. What lies beyond says little, and costs. */
const LOOK = 1200

const TOKEN = /[a-z][a-z]*(?:['’-][a-z]+)*|\d[\d,.]*\d|\d|[一-鿿]|\.{2,}|——|[,.;:!?…—–()*≠✓✗✅❌，。；：！？（）、-]/gi
const NUMBER = /\d+(?:[.,]\d+)*/g
const NAME = /\b[A-Za-z_$]\w{0,40}(?:[._][A-Za-z_$]\w{0,40}){1,6}|\b[a-z]{1,20}[A-Z]\w{0,40}|\b[A-Za-z_]\w{0,40}(?=\()/g
const ASSIGNMENT =
  /([A-Za-z_][\w']{0,24}(?:[ ]?\d{1,3})?(?:\([^()\n]{0,12}\))?)[ ]?(?:=|≈|:|\bis\b|→|为|是)[ ]?(-?\d[\d.,/]*|\b(?:True|False|true|false|[A-Z])\b)/g

const STOP = new Set(
  (
    'the and that this with from have will would there their they then than when what which about into some more also just only each ' +
    'like same such other another these those here because since while where after before being been were does done make makes very much many ' +
    'should could might maybe perhaps wait actually however therefore again let'
  ).split(' '),
)

export function readFacts(sentence: Sentence): Facts {
  const text = sentence.text.length > LOOK ? sentence.text.slice(0, LOOK) : sentence.text
  const solid = sentence.block === 'fence' || sentence.block === 'math' || sentence.block === 'html'
  const tokens = solid ? [] : tokenize(text, sentence)
  const hits = findCues(tokens)
  const cues = new Uint8Array(CUES.length)
  for (const hit of hits) if ((cues[hit.cue] ?? 0) < hit.place) cues[hit.cue] = hit.place
  const mark = lastMark(text)
  const plain = {
    sentence,
    hits,
    cues,
    words: tokens.length,
    content: contentOf(tokens, sentence, text),
    numbers: collect(text, NUMBER, (n) => n.replace(/,/g, '').replace(/\.0+$/, '')),
    names: collect(text, NAME, (n) => n),
    assignments: assignmentsOf(text),
    question: mark === '?',
    mark,
    code: share(sentence, 'code', text.length),
    math: share(sentence, 'math', text.length),
    quote: share(sentence, 'quote', text.length),
    equals: Math.min(count(text, '='), 7),
    chinese: /[一-鿿]/.test(text),
    solid,
  }
  return { ...plain, shape: shapeOf(plain), guess: guessOf(plain) }
}

/** The first match of a global pattern, which `exec` goes on from: `matchAll` would compile a copy of it for each sentence. */
function first(pattern: RegExp, text: string): RegExpExecArray | null {
  pattern.lastIndex = 0
  return pattern.exec(text)
}

function tokenize(text: string, sentence: Sentence): readonly Token[] {
  const tokens: Token[] = []
  let next = 0
  for (let match = first(TOKEN, text); match; match = TOKEN.exec(text)) {
    const start = match.index
    const at = sentence.start + start
    let mask: Mask | undefined = sentence.masks[next]
    while (mask && mask.end <= at) mask = sentence.masks[++next]
    if (mask && mask.start <= at) continue
    const word = match[0].toLowerCase().replace('’', "'")
    tokens.push({ text: punctuation(word), start, end: start + match[0].length })
  }
  return tokens
}

function punctuation(word: string): string {
  if (word.startsWith('..')) return '…'
  return word === '——' || word === '–' ? '—' : word
}

function contentOf(tokens: readonly Token[], sentence: Sentence, text: string): ReadonlySet<string> {
  const content = new Set<string>()
  let previous: Token | null = null
  for (const token of tokens) {
    const code = token.text.charCodeAt(0)
    if (code >= 0x4e00 && code <= 0x9fff) {
      if (previous?.end === token.start) content.add(previous.text + token.text)
      previous = token
    } else if (token.text.length >= 4 && code >= 97 && code <= 122 && !STOP.has(token.text))
      content.add(stem(token.text))
    if (content.size >= 60) break
  }
  for (const mask of sentence.masks) {
    const inside = text.slice(mask.start - sentence.start, mask.end - sentence.start)
    if (inside && inside.length <= 60 && content.size < 80) content.add(inside)
  }
  return content
}

function stem(word: string): string {
  return word.length > 6 ? word.slice(0, 6) : word.endsWith('s') ? word.slice(0, -1) : word
}

function collect(text: string, pattern: RegExp, normal: (found: string) => string): ReadonlySet<string> {
  const found = new Set<string>()
  for (let match = first(pattern, text); match; match = pattern.exec(text)) {
    found.add(normal(match[0]))
    if (found.size >= 40) break
  }
  return found
}

function assignmentsOf(text: string): readonly Assignment[] {
  const found: Assignment[] = []
  for (let match = first(ASSIGNMENT, text); match; match = ASSIGNMENT.exec(text)) {
    found.push({ name: (match[1] ?? '').toLowerCase(), value: (match[2] ?? '').replace(/[.,]+$/, '').toLowerCase() })
    if (found.length >= 12) break
  }
  return found
}

function lastMark(text: string): Mark {
  const tail = text.slice(-4).replace(/[)*"”’」\]`_\s]+$/u, '')
  const last = tail.at(-1) ?? ''
  if (last === '?' || last === '？') return '?'
  if (last === '!' || last === '！') return '!'
  if (last === ':' || last === '：') return ':'
  if (last === '…' || tail.endsWith('...')) return '…'
  return last === '.' || last === '。' ? '.' : ''
}

function share(sentence: Sentence, kind: Mask['kind'], length: number): number {
  let sum = 0
  for (const mask of sentence.masks) if (mask.kind === kind) sum += mask.end - mask.start
  return length ? Math.min(10, Math.ceil((10 * sum) / length)) : 0
}

function count(text: string, character: string): number {
  let sum = 0
  for (let at = text.indexOf(character); at >= 0 && sum < 8; at = text.indexOf(character, at + 1)) sum++
  return sum
}
