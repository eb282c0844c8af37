import type { Span, StepKind } from '../trace/trace'
import { kindOf } from './kinds'
import type { Sentence } from './sentence'

/** A step as the text has it: all but the time. */
export interface Section {
  readonly start: number
  readonly kind: StepKind
  readonly title?: Span
  readonly body: number
}

/** How long a step is before a paragraph that opens in this way begins the next one; Chinese characters count double. */
const LENGTHS = { heading: 0, counted: 100, title: 160, turn: 260, plain: 480, further: 900 } as const
type Opening = keyof typeof LENGTHS

/** Those lengths, and `LEAST` for a heading, are added once more for so much text: a megabyte has some two hundred steps. */
const GROWTH = 8_000
const LEAST = 40

const LONGEST_TITLE = 120

/** So many sentences at a step's beginning say what kind it is; a doubt is only what the next ones make of it. */
const OPENING = 3

const COUNTED =
  /^[*_#\s]*(?:(?:step|case|part|approach|method|option|example|test|attempt|claim|lemma|question)\s*(?:\d+|[a-z]\b|[ivx]+\b)|第[一二三四五六七八九十\d]+(?:步|种|个|类|点|部分)|(?:步骤|情况|方法|方案|示例|例子|测试)\s*[一二三四五六七八九十\dA-D]|[一二三四五六七八九十]、|\(?\d{1,2}[.)]\s)/i
const TURN =
  /^(?:wait|hmm|hold on|alternatively|however|actually|but (?:wait|what|how|hold|then again|the (?:problem|question))|now\b|next\b|first(?:ly)?\b|second(?:ly)?\b|third(?:ly)?\b|finally|lastly|ok(?:ay)?\b|alright|let(?:'s| me| us)\b|moving on|another\b|to (?:verify|check|be sure|confirm|solve|find)|in (?:conclusion|summary)|the (?:final )?answer|therefore,? the|so,? the (?:final|answer)|looking (?:at|back)|going back|suppose|consider|maybe|perhaps|what (?:if|about)|I (?:need|should|think|made|was|will|'ll)|yes|no\b|等等|等一下|不对|不过|但是?|首先|其次|再次|接下来|下一步|现在|然后|最后|最终|让我|我(?:需要|来|应该|要|得|再|先)|我们(?:来|需要|再|先)|另外|或者|另一|综上|总之|所以答案|下面|嗯|好的?[，,。]|那么?[，,]|回到|再看|假设|考虑|验证|检查)/i
const FURTHER =
  /^(?:so|thus|hence|therefore|then|which|where|this|that|these|those|it|they|and|or|since|because|as|similarly|likewise|also|namely|indeed|here|both|if|for|when|in (?:this|that|both)|but)\b|^(?:所以|因此|于是|这|其中|而|即|同理|则|因为|由于|如果|对于|也就是)/i
const LOWER = /^[a-z\d(=+]/

const BOLD_LINE = /^(?:\*\*|__)(?=\S)(.+?)(?:\*\*|__)[:：]?$/s

/**
 * Groups sentences into steps. A step begins where a block does: at a heading, a bold line, a counted case, or a
 * paragraph that takes a turn once the step is long enough. What is no paragraph stays with the words before it, and so
 * does a paragraph after a colon. The kind is what the first sentences announce; a step that retracts is backtracking.
 */
export class Segmenter {
  #sections: Section[] = []
  #origin: number | null = null
  #blockStart = -1
  #previous: Sentence | null = null
  /** The next block begins a step whatever it is. */
  #hard = true
  /** Characters in the open step, Chinese ones twice; and how many of its sentences have been read for its kind. */
  #length = 0
  #read = 0
  /** The kind was announced; until then it is a guess. */
  #announced = false

  get sections(): readonly Section[] {
    return this.#sections
  }

  /** The first step begins at `offset`, where text stands that is no sentence. */
  begin(offset: number): void {
    this.#origin = offset
  }

  /** A hard break, as between two parts of the thought: a step ends. */
  break(): void {
    this.#hard = true
  }

  /** Takes the next sentence. Gives the index of the first step that is new or changed; null where none is. */
  feed(sentence: Sentence): number | null {
    const begins = sentence.blockStart !== this.#blockStart
    this.#blockStart = sentence.blockStart
    let changed: number | null = null
    if (begins && this.#beginsStep(sentence)) {
      this.#begin(sentence)
      changed = this.#sections.length - 1
    } else if (this.#grow(sentence, begins)) changed = this.#sections.length - 1
    this.#hard = sentence.block === 'rule' && this.#length > 0
    this.#length += sentence.end - sentence.start + (sentence.text.match(/\p{Script=Han}/gu)?.length ?? 0)
    this.#previous = sentence
    return changed
  }

  #beginsStep(sentence: Sentence): boolean {
    if (this.#previous === null) return true
    const hard = this.#hard && sentence.block !== 'rule'
    if (!hard && this.#isTitleOnly()) return false
    const opening = hard ? 'heading' : openingOf(sentence)
    if (opening === null || (opening !== 'heading' && /[:：]$/.test(this.#previous.text))) return false
    const length = LENGTHS[opening]
    return this.#length >= length + (Math.max(length, LEAST) * sentence.start) / GROWTH
  }

  /** The open step is a heading and nothing else yet. */
  #isTitleOnly(): boolean {
    const open = this.#sections.at(-1)
    return open?.title !== undefined && this.#previous !== null && titleOf(this.#previous) !== null
  }

  #begin(sentence: Sentence): void {
    const title = titleOf(sentence)
    const first = this.#sections.length === 0
    const start = first ? (this.#origin ?? sentence.blockStart) : sentence.blockStart
    const kind = this.#announcedIn(sentence)
    this.#announced = kind !== null && kind !== 'uncertainty'
    this.#read = title ? 0 : 1
    this.#length = 0
    this.#sections.push({
      start,
      kind: first ? 'setup' : (kind ?? 'deduction'),
      ...(title && { title }),
      body: title ? sentence.end : start,
    })
  }

  /** The sentence belongs to the open step; true where it changes that. */
  #grow(sentence: Sentence, begins: boolean): boolean {
    const open = this.#sections.at(-1)
    if (!open) return false
    let next = open
    if (
      begins &&
      open.title &&
      this.#previous &&
      open.title.end <= this.#previous.end &&
      open.title.start >= this.#previous.start
    ) {
      next = { ...next, body: sentence.blockStart }
    }
    const kind = this.#kindFrom(sentence)
    if (kind !== null && kind !== open.kind) next = { ...next, kind }
    if (next === open) return false
    this.#sections[this.#sections.length - 1] = next
    return true
  }

  /** A problem is set up at the beginning; later on the same words only look at it again. */
  #announcedIn(sentence: Sentence): StepKind | null {
    const kind = kindOf(sentence.text)
    return kind === 'setup' && this.#sections.length > 1 ? null : kind
  }

  #kindFrom(sentence: Sentence): StepKind | null {
    if (sentence.masks.some((mask) => mask.start === sentence.start && mask.end === sentence.end)) return null
    const kind = this.#announcedIn(sentence)
    this.#read++
    if (kind === null) return null
    if (this.#read > OPENING || this.#sections.length === 1 || this.#announced) return null
    this.#announced = kind !== 'uncertainty'
    return kind
  }
}

/** A heading, or a first line that is bold from end to end and no statement; without its markup. */
function titleOf(sentence: Sentence): Span | null {
  const { start, end, text } = sentence
  if (sentence.block === 'heading') return { start, end }
  if (sentence.block !== 'paragraph' || text.length > LONGEST_TITLE) return null
  const words = BOLD_LINE.exec(text)?.[1]
  if (words === undefined || words.includes('**') || /[.!。！]$/.test(words)) return null
  return { start: start + 2, end: start + 2 + words.replace(/\s*[:：]$/, '').length }
}

/** How a block opens; null where it is one that stays with the words before it. */
function openingOf(sentence: Sentence): Opening | null {
  const text = sentence.text.replaceAll('’', "'")
  // The text of a heading begins after its marks: those below the third level divide a step.
  if (sentence.block === 'heading' && sentence.start - sentence.blockStart <= 4) return 'heading'
  if (sentence.block === 'list') return text.startsWith('**') ? 'title' : null
  if (sentence.block !== 'paragraph' && sentence.block !== 'heading') return null
  if (COUNTED.test(text)) return 'counted'
  if (titleOf(sentence)) return 'title'
  if (TURN.test(text)) return 'turn'
  return FURTHER.test(text) || LOWER.test(text) ? 'further' : 'plain'
}
