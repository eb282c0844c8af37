import { CodeContext } from './codeContext'
import { answer, type Piece, thought } from './reader'

/** What opens a thought and what closes it. The first three are common; the others are Mistral's, Seed's and Kimi's. */
const TAGS: ReadonlyMap<string, string> = new Map([
  ['<think>', '</think>'],
  ['<thinking>', '</thinking>'],
  ['<thought>', '</thought>'],
  ['[THINK]', '[/THINK]'],
  ['<seed:think>', '</seed:think>'],
  ['◁think▷', '◁/think▷'],
])
const OPENERS = [...TAGS.keys()]
const CLOSERS = [...TAGS.values()]
const ALL = [...OPENERS, ...CLOSERS]
const LONGEST = Math.max(...ALL.map((tag) => tag.length))
const ANY_TAG = new RegExp(ALL.map((tag) => tag.replace(/[[\]]/g, '\\$&')).join('|'))

/**
 * Separates thoughts from an answer where a server sends both in one text, between `<think>` and `</think>` or their
 * kin. Any split of the text gives the same result: what could be a tag is held back until that is decided.
 *
 * - A tag opens a thought only where nothing visible was said before it; later it is a word of the answer. After a
 *   thought has closed, another may open, again only before anything visible.
 * - White space before an opening tag goes with the tag. Nothing else is trimmed.
 * - A closing tag with nothing before it belongs to thoughts that came another way, and is dropped.
 * - A closing tag in an answer without any thought says that the prompt had opened one: all of the answer so far was
 *   thought (`refile`). In code, or after an opening tag that was a word, it is a word as well.
 * - A thought that is never closed ends with the text.
 */
export class ThinkTags {
  #held = ''
  /** Inside a thought: its closing tag. */
  #closer: string | null = null
  /** The server's mark, not a tag, opened this thought. */
  #marked = false
  /** Nothing visible has been said since the start, or since a thought closed. */
  #blank = true
  #thoughts: 'none' | 'in tags' | 'elsewhere' = 'none'
  #code: CodeContext | null = new CodeContext()

  /** Thoughts have come in a field of their own, so that tags are the model's own words. */
  sawThoughtElsewhere(): void {
    if (this.#thoughts === 'none') this.#thoughts = 'elsewhere'
    this.#code = null
  }

  /** Text that the server marks as thought although it came where answers come; a tag around it is dropped. */
  feedMarked(chars: string): readonly Piece[] {
    const pieces: Piece[] = []
    let text = this.#held + chars
    this.#held = ''
    if (this.#closer === null) {
      const opener = OPENERS.find((tag) => text.trimStart().startsWith(tag))
      if (opener) text = text.trimStart().slice(opener.length)
      this.#closer = TAGS.get(opener ?? '<thought>') ?? null
      this.#marked = true
      this.sawThoughtElsewhere()
    }
    const rest = this.#feedThought(text, this.#closer ?? '', pieces)
    return rest ? [...pieces, ...thought(rest)] : pieces
  }

  feed(chars: string): readonly Piece[] {
    if (this.#marked) this.#endMarked()
    const pieces: Piece[] = []
    let rest = this.#held + chars
    this.#held = ''
    while (rest !== '') {
      rest = this.#closer === null ? this.#feedAnswer(rest, pieces) : this.#feedThought(rest, this.#closer, pieces)
    }
    return pieces
  }

  /** The text is over: what was held back is given out as it stands. */
  finish(): readonly Piece[] {
    const rest = this.#held
    this.#held = ''
    return this.#closer === null ? answer(rest) : thought(rest)
  }

  #endMarked(): void {
    this.#marked = false
    this.#closer = null
    this.#blank = true
  }

  /** Each of the three takes some of `text` and gives back what is still to be read. */
  #feedThought(text: string, closer: string, pieces: Piece[]): string {
    const end = text.indexOf(closer)
    if (end < 0) {
      this.#hold(text, [closer], pieces, thought)
      return ''
    }
    pieces.push(...thought(text.slice(0, end)))
    this.#closer = null
    this.#blank = true
    return text.slice(end + closer.length)
  }

  #feedAnswer(text: string, pieces: Piece[]): string {
    if (!this.#blank) return this.#feedWords(text, pieces)
    const visible = text.trimStart()
    if (ALL.some((tag) => tag !== visible && tag.startsWith(visible))) {
      this.#held = text
      return ''
    }
    const opener = this.#thoughts === 'elsewhere' ? undefined : OPENERS.find((tag) => visible.startsWith(tag))
    if (opener) {
      if (this.#thoughts === 'in tags') pieces.push({ type: 'part', text: 'thought', provenance: 'raw' })
      this.#thoughts = 'in tags'
      this.#closer = TAGS.get(opener) ?? null
      this.#code = null
      return visible.slice(opener.length)
    }
    const closer = CLOSERS.find((tag) => visible.startsWith(tag))
    if (closer) return visible.slice(closer.length)
    this.#blank = false
    return text
  }

  #feedWords(text: string, pieces: Piece[]): string {
    const tag = this.#code && ANY_TAG.exec(text)
    if (!this.#code || !tag) {
      if (this.#code) this.#code.feed(this.#hold(text, ALL, pieces, answer))
      else pieces.push(...answer(text))
      return ''
    }
    const before = text.slice(0, tag.index)
    const after = text.slice(tag.index + tag[0].length)
    this.#code.feed(before)
    const isCode = this.#code.inside
    if (isCode || OPENERS.includes(tag[0])) {
      if (isCode) this.#code.feed(tag[0])
      else this.#code = null
      pieces.push(...answer(before + tag[0]))
      return after
    }
    pieces.push(...answer(before), { type: 'refile' })
    this.#thoughts = 'in tags'
    this.#code = null
    this.#blank = true
    return after
  }

  /** Gives out all of `text` but an end that could be the start of a tag, and returns what was given out. */
  #hold(text: string, tags: readonly string[], pieces: Piece[], give: (chars: string) => readonly Piece[]): string {
    let kept = Math.max(0, text.length - LONGEST + 1)
    while (kept < text.length && !tags.some((tag) => tag.startsWith(text.slice(kept)))) kept++
    const given = text.slice(0, kept)
    this.#held = text.slice(kept)
    pieces.push(...give(given))
    return given
  }
}
