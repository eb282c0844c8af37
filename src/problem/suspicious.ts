import type { Problem } from '../trace/trace'
import { findEdits, type ProposedEdit } from './edits'
import { MAX_CONTEXT_CHARACTERS, MAX_PROBLEM_CHARACTERS } from './limits'

/** What a reader cannot see in a text, or takes for something else. */
export type SuspicionKind =
  /** Changes the order in which the characters around it are shown. */
  | 'bidi'
  /** Takes no room, or looks like a space. */
  | 'invisible'
  /** A letter without a shape; whole sentences can be written with them. */
  | 'tag'
  /** A control character: what it does depends on who reads it. */
  | 'control'
  /** A letter that looks like a Latin one, in a word with Latin ones. */
  | 'lookalike'

export interface Suspicion {
  readonly kind: SuspicionKind
  /** `U+202E`. */
  readonly code: string
  /** Its Unicode name, or its code where it has none here. */
  readonly name: string
  /** How often it is new. */
  readonly count: number
  /** The first line of the new text that it stands in, from one. */
  readonly line: number
  /** A `lookalike`: the word, as it is written. */
  readonly word?: string
}

/** What the edits bring into the document that their old texts do not hold, in order of appearance. */
export function suspicionsOf(edits: readonly Pick<ProposedEdit, 'search' | 'replace'>[]): readonly Suspicion[] {
  return edits.flatMap(({ search, replace }) => [...hidden(search, replace), ...lookalikes(search, replace)])
}

/** All that can be asked about: a file may claim a longer problem, which is shown and never sent. */
const MAX_SENT = MAX_PROBLEM_CHARACTERS + 2 * MAX_CONTEXT_CHARACTERS

/** What the text that was asked about holds, or what went along around it, by the lines of their document. */
export function suspicionsOfProblem(
  problem: Pick<Problem, 'text' | 'before' | 'after' | 'lines'>,
): readonly Suspicion[] {
  const above = problem.before.split('\n').length - 1
  const found = suspicionsOf([{ search: '', replace: surroundings(problem) }])
  return found.map((suspicion) => ({ ...suspicion, line: problem.lines.first - above + suspicion.line }))
}

/**
 * What the answer's edits bring; of one without edits, what it holds that was not sent. An answer beyond all measure is
 * left to the question that comes before it is used, so that showing it stays cheap.
 */
export function suspicionsOfAnswer(
  answer: string,
  problem: Pick<Problem, 'text' | 'before' | 'after'>,
): readonly Suspicion[] {
  if (answer.length > MAX_SENT) return []
  const edits = findEdits(answer)
  return suspicionsOf(edits.length > 0 ? edits : [{ search: surroundings(problem), replace: answer }])
}

function surroundings({ before, text, after }: Pick<Problem, 'text' | 'before' | 'after'>): string {
  return `${before}${text}${after}`.slice(0, MAX_SENT)
}

const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u
const TAG = /[\u{e0000}-\u{e007f}]/u
const CONTROL = /[^\P{Cc}\t\n\r]/u
/** Beside the default ignorable characters: separators that no editor draws, and a braille sign without dots. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2028\u2029\u2800]/u
const ANY = new RegExp(`${BIDI.source}|${TAG.source}|${CONTROL.source}|${INVISIBLE.source}`, 'gu')

/**
 * Invisible characters with a use of their own, in their place: emoji (joined, in a colour's shape, flags of regions),
 * and the joiners in words of the scripts that are written with them.
 */
const EMOJI =
  /\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?(?:\u200d\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)*/gu
const REGION_FLAG = /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}/gu
const JOINED_SCRIPTS = String.raw`[\p{sc=Arab}\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}]`
const JOINERS = new RegExp(String.raw`(?<=${JOINED_SCRIPTS})[\u200c\u200d](?=${JOINED_SCRIPTS})`, 'gu')

function hidden(before: string, after: string): readonly Suspicion[] {
  const known = occurrences(before)
  return [...occurrences(after)]
    .map(([character, { count, line }]) => ({ character, line, count: count - (known.get(character)?.count ?? 0) }))
    .filter(({ count }) => count > 0)
    .map(({ character, count, line }) => ({ kind: kindOf(character), ...named(character), count, line }))
}

function occurrences(text: string): ReadonlyMap<string, { readonly count: number; readonly line: number }> {
  const found = new Map<string, { readonly count: number; readonly line: number }>()
  for (const [index, line] of text.split('\n').entries()) {
    for (const [character] of withoutUseful(line).matchAll(ANY)) {
      const { count = 0, line: first = index + 1 } = found.get(character) ?? {}
      found.set(character, { count: count + 1, line: first })
    }
  }
  return found
}

function withoutUseful(line: string): string {
  return line.replace(REGION_FLAG, '').replace(EMOJI, '').replace(JOINERS, '')
}

function kindOf(character: string): SuspicionKind {
  if (BIDI.test(character)) return 'bidi'
  if (TAG.test(character)) return 'tag'
  return CONTROL.test(character) ? 'control' : 'invisible'
}

const WORD = /[\p{L}\p{Nl}_$][\p{L}\p{M}\p{N}_$]*/gu
const LATIN = /\p{sc=Latn}/u
/** Letters of other scripts, and of the Latin one in other widths and styles, that most fonts draw like A to Z. */
const LOOKALIKE =
  /[АВЕЅІЈКМНОРСТУХаеорсухѕіјһԁԛԝᴦΑΒΕΖΗΙΚΜΝΟΡΤΥΧονιυρᎪᏴᎬᏀᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳօոսց\uff21-\uff3a\uff41-\uff5a\u{1d400}-\u{1d6a5}]/u

function lookalikes(before: string, after: string): readonly Suspicion[] {
  const known = new Set(before.match(WORD))
  const found = new Map<string, Suspicion>()
  for (const [index, line] of after.split('\n').entries()) {
    for (const [word] of line.matchAll(WORD)) {
      const [letter] = LOOKALIKE.exec(word) ?? []
      if (letter === undefined || known.has(word) || !mixes(word)) continue
      const count = (found.get(word)?.count ?? 0) + 1
      const first = found.get(word)?.line ?? index + 1
      found.set(word, { kind: 'lookalike', ...named(letter), count, line: first, word })
    }
  }
  return [...found.values()]
}

/** Styled letters count as Latin by their script: what is left of the word must be plain. */
function mixes(word: string): boolean {
  return [...word].some((letter) => LATIN.test(letter) && !LOOKALIKE.test(letter))
}

const NAMES: Readonly<Record<string, string>> = {
  'U+0000': 'NULL',
  'U+0007': 'BELL',
  'U+0008': 'BACKSPACE',
  'U+001B': 'ESCAPE',
  'U+007F': 'DELETE',
  'U+00AD': 'SOFT HYPHEN',
  'U+034F': 'COMBINING GRAPHEME JOINER',
  'U+061C': 'ARABIC LETTER MARK',
  'U+115F': 'HANGUL CHOSEONG FILLER',
  'U+1160': 'HANGUL JUNGSEONG FILLER',
  'U+180E': 'MONGOLIAN VOWEL SEPARATOR',
  'U+200B': 'ZERO WIDTH SPACE',
  'U+200C': 'ZERO WIDTH NON-JOINER',
  'U+200D': 'ZERO WIDTH JOINER',
  'U+200E': 'LEFT-TO-RIGHT MARK',
  'U+200F': 'RIGHT-TO-LEFT MARK',
  'U+2028': 'LINE SEPARATOR',
  'U+2029': 'PARAGRAPH SEPARATOR',
  'U+202A': 'LEFT-TO-RIGHT EMBEDDING',
  'U+202B': 'RIGHT-TO-LEFT EMBEDDING',
  'U+202C': 'POP DIRECTIONAL FORMATTING',
  'U+202D': 'LEFT-TO-RIGHT OVERRIDE',
  'U+202E': 'RIGHT-TO-LEFT OVERRIDE',
  'U+2060': 'WORD JOINER',
  'U+2061': 'FUNCTION APPLICATION',
  'U+2062': 'INVISIBLE TIMES',
  'U+2063': 'INVISIBLE SEPARATOR',
  'U+2064': 'INVISIBLE PLUS',
  'U+2066': 'LEFT-TO-RIGHT ISOLATE',
  'U+2067': 'RIGHT-TO-LEFT ISOLATE',
  'U+2068': 'FIRST STRONG ISOLATE',
  'U+2069': 'POP DIRECTIONAL ISOLATE',
  'U+2800': 'BRAILLE PATTERN BLANK',
  'U+3164': 'HANGUL FILLER',
  'U+FEFF': 'ZERO WIDTH NO-BREAK SPACE',
  'U+FFA0': 'HALFWIDTH HANGUL FILLER',
  'U+E007F': 'CANCEL TAG',
}

function named(character: string): { readonly code: string; readonly name: string } {
  const point = character.codePointAt(0) ?? 0
  const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`
  const tagged = point > 0xe0020 && point < 0xe007f ? `TAG ${String.fromCodePoint(point - 0xe0000)}` : code
  return { code, name: NAMES[code] ?? tagged }
}
