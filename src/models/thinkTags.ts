import { CodeContext } from './codeContext'
import { Mirror } from './mirror'
import { answer, type Piece, thought } from './reader'
import { CLOSERS, closerOf, ENDS, FRAMES, heldFrom, MARKS, OPENERS, TELLING } from './tags'

const ANY_TELLING = new RegExp(TELLING.map((tag) => tag.replace(/[[\]|]/g, '\\$&')).join('|'))

/** What stands in tags although thoughts have come elsewhere: a copy of them, or words. Nothing is given out before it is decided. */
interface Copy {
  readonly opening: string
  readonly closer: string
  inside: string
}

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
 * - Where thoughts have come in a field of their own, tags around the same text again are a copy and dropped; around
 *   anything else they are words.
 * - The frame that some models put around the answer is dropped too.
 */
export class ThinkTags {
  #held = ''
  /** Inside a thought: its closing tag. */
  #closer: string | null = null
  /** The server's mark, not a tag, opened this thought. */
  #marked = false
  /** Nothing visible has been said since the start, or since a thought closed. */
  #blank = true
  /** A frame has come, so that its end may. */
  #framed = false
  #thoughts: 'none' | 'in tags' | 'elsewhere' = 'none'
  #code: CodeContext | null = new CodeContext()
  readonly #mirror = new Mirror()
  #copy: Copy | null = null
  /** The opening of a thought in tags of which nothing visible has come yet. */
  #opening: string | null = null

  /**
   * Thoughts have come in a field of their own: what was held back came before them.
   * @param chars those thoughts.
   */
  sawThoughtElsewhere(chars: string): readonly Piece[] {
    this.#mirror.add(chars)
    if (this.#thoughts === 'none') this.#thoughts = 'elsewhere'
    this.#code = null
    if (this.#opening !== null && this.#closer !== null) {
      this.#copy = { opening: this.#opening, closer: this.#closer, inside: '' }
      this.#thoughts = 'elsewhere'
      this.#opening = null
      this.#closer = null
    }
    if (this.#held === '' || this.#closer !== null || this.#copy !== null || chars === '') return []
    const held = this.#held
    this.#held = ''
    if (this.#marked) return thought(held)
    this.#blank &&= held.trim() === ''
    return answer(held)
  }

  /**
   * Text that the server marks as thought although it came where answers come; a tag around it is dropped. What stands
   * behind a closing tag is the answer all the same: a whole message has one mark for both.
   */
  feedMarked(chars: string): readonly Piece[] {
    const pieces: Piece[] = []
    let text = this.#held + chars
    this.#held = ''
    if (this.#closer === null) {
      this.#marked = true
      this.sawThoughtElsewhere('')
      const visible = text.trimStart()
      if (OPENERS.some((tag) => tag !== visible && tag.startsWith(visible))) {
        this.#held = text
        return pieces
      }
      const opener = OPENERS.find((tag) => visible.startsWith(tag))
      if (opener) text = visible.slice(opener.length)
      this.#closer = closerOf(opener ?? '<thought>')
    }
    const rest = this.#feedThought(text, this.#closer, pieces)
    return rest === '' ? pieces : [...pieces, ...this.feed(rest)]
  }

  feed(chars: string): readonly Piece[] {
    const pieces: Piece[] = this.#marked ? [...this.#endMarked(chars)] : []
    let rest = this.#held + chars
    this.#held = ''
    while (rest !== '') {
      if (this.#copy) rest = this.#feedCopy(rest, this.#copy)
      else if (this.#closer === null) rest = this.#feedAnswer(rest, pieces)
      else rest = this.#feedThought(rest, this.#closer, pieces)
    }
    return pieces
  }

  /** The text is over: what was held back is given out as it stands. */
  finish(): readonly Piece[] {
    const pieces: Piece[] = []
    if (this.#copy) this.#feedWords(this.#endCopy(this.#copy, this.#held, ''), pieces)
    return [...pieces, ...this.#giveHeld()]
  }

  #giveHeld(): readonly Piece[] {
    const rest = this.#held
    this.#held = ''
    if (this.#closer !== null || this.#marked) return thought(rest)
    return this.#framed && ENDS.includes(rest) ? [] : answer(rest)
  }

  /** What was held back in it is thought, unless with `chars` it may be the tag that closes. */
  #endMarked(chars: string): readonly Piece[] {
    const end = this.#held + chars
    const closer = this.#closer
    const closes = closer !== null && (end.startsWith(closer) || closer.startsWith(end))
    const held = closes ? '' : this.#held
    if (!closes) this.#held = ''
    this.#marked = false
    this.#closer = null
    this.#blank = true
    return thought(held)
  }

  /** Each of these takes some of `text` and gives back what is still to be read. */
  #feedThought(text: string, closer: string, pieces: Piece[]): string {
    const end = text.indexOf(closer)
    if (end < 0) {
      const given = this.#hold(text, [closer], pieces, thought)
      if (given.trim() !== '') this.#opening = null
      return ''
    }
    this.#opening = null
    pieces.push(...thought(text.slice(0, end)))
    this.#closer = null
    this.#blank = true
    return text.slice(end + closer.length)
  }

  #feedAnswer(text: string, pieces: Piece[]): string {
    if (!this.#blank) return this.#feedWords(text, pieces)
    const visible = text.trimStart()
    if (MARKS.some((mark) => mark !== visible && mark.startsWith(visible))) {
      this.#held = text
      return ''
    }
    const opener = OPENERS.find((tag) => visible.startsWith(tag))
    if (opener) return this.#open(opener, text.slice(0, text.length - visible.length), visible, pieces)
    const frame = FRAMES.find((mark) => visible.startsWith(mark))
    if (frame !== undefined) {
      this.#framed = true
      this.#code = null
    }
    const dropped = frame ?? CLOSERS.find((tag) => visible.startsWith(tag))
    if (dropped !== undefined) return visible.slice(dropped.length)
    this.#blank = false
    return text
  }

  #open(opener: string, space: string, visible: string, pieces: Piece[]): string {
    const closer = closerOf(opener)
    if (this.#thoughts === 'elsewhere') this.#copy = { opening: space + opener, closer, inside: '' }
    else {
      if (this.#thoughts === 'in tags') pieces.push({ type: 'part', text: 'thought', provenance: 'raw' })
      this.#thoughts = 'in tags'
      this.#closer = closer
      this.#opening = space + opener
      this.#code = null
    }
    return visible.slice(opener.length)
  }

  #feedCopy(text: string, copy: Copy): string {
    const end = text.indexOf(copy.closer)
    if (end >= 0) {
      return this.#endCopy(copy, text.slice(0, end), copy.closer) + text.slice(end + copy.closer.length)
    }
    const from = heldFrom(text, [copy.closer])
    copy.inside += text.slice(0, from)
    this.#held = text.slice(from)
    return this.#mirror.mayBe(copy.inside) ? '' : this.#endCopy(copy, this.#held, '')
  }

  /** What stood in tags is dropped, or it is words that are still to be read, tags and all. */
  #endCopy(copy: Copy, rest: string, closer: string): string {
    const inside = copy.inside + rest
    this.#copy = null
    this.#held = ''
    if (this.#mirror.is(inside)) return ''
    this.#blank = false
    return copy.opening + inside + closer
  }

  #feedWords(text: string, pieces: Piece[]): string {
    const tag = this.#code && ANY_TELLING.exec(text)
    if (!this.#code || !tag) {
      if (this.#code) this.#code.feed(this.#hold(text, TELLING, pieces, answer))
      else if (this.#framed) this.#hold(text, ENDS, pieces, answer)
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

  /** Gives out all of `text` but an end that could be the start of a mark, and returns what was given out. */
  #hold(text: string, marks: readonly string[], pieces: Piece[], give: (chars: string) => readonly Piece[]): string {
    const from = heldFrom(text, marks)
    const given = text.slice(0, from)
    this.#held = text.slice(from)
    pieces.push(...give(given))
    return given
  }
}
