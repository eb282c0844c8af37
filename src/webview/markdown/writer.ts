import type { Span } from '../../trace/trace'
import type { Sliced } from '../text'
import { MOST_DEPTH, MOST_ELEMENTS, TooMuch } from './limits'

/** A stretch of the text to be shown as taken back, as the words that say so, or as what replaces it. */
export interface InlineMark extends Span {
  readonly id: string
  readonly role: 'retracted' | 'cue' | 'repair'
}

/** More than these on one character say nothing more, and each is an element. */
const MOST_MARKS_AT_ONCE = 4

/** A stretch under the same marks, so far. */
interface Run {
  readonly marks: readonly InlineMark[]
  readonly outer: Element
  readonly inner: Element
}

/**
 * Builds DOM from a text, piece by piece, and puts the marks on where they fall. Everything shown names the stretch of the
 * source that it stands for, so that a mark which begins within a word, a link or inline code splits exactly there.
 */
export class Writer {
  readonly #text: Sliced
  readonly #marks: readonly InlineMark[]
  #at: Element | DocumentFragment
  #run: Run | null = null
  #depth = 0
  #elements = 0

  constructor(root: Element | DocumentFragment, text: Sliced, marks: readonly InlineMark[], span: Span) {
    this.#at = root
    this.#text = text
    this.#marks = marks
      .filter((mark) => mark.start < span.end && mark.end > span.start && mark.start < mark.end)
      .sort((a, b) => a.start - b.start || b.end - a.end)
  }

  /** What the body writes becomes the content of a new element. Throws `TooMuch`. */
  within(tag: string, className: string, body: (element: HTMLElement) => void): void {
    if (this.#depth >= MOST_DEPTH) throw new TooMuch()
    const element = this.#create(tag)
    if (className) element.className = className
    const parent = this.#at
    parent.append(element)
    this.#at = element
    this.#depth++
    body(element)
    this.#depth--
    this.#at = parent
  }

  /** The source's own characters; `show` may change them, but not their number. */
  source(start: number, end: number, show: (chars: string) => string = (chars) => chars): void {
    let from = start
    while (from < end) {
      const to = this.#nextEdge(from, end)
      this.#appendText(this.#marksOn(from, to), show(this.#text.slice(from, to)))
      from = to
    }
  }

  /** Characters that stand for a stretch of the source as a whole: a mark on any of it is a mark on all. */
  atom(start: number, end: number, shown: string): void {
    this.#appendText(this.#marksOn(start, end), shown)
  }

  /** An element that stands for a stretch of the source as a whole. */
  atomElement(start: number, end: number, tag: string, className: string): HTMLElement {
    const element = this.#create(tag)
    element.className = className
    this.#parentFor(this.#marksOn(start, end)).append(element)
    return element
  }

  /** Something that is not of the text: a line break, a space between two blocks. */
  own(...nodes: readonly (Element | string)[]): void {
    this.#at.append(...nodes)
  }

  /** Throws `TooMuch`. */
  #create(tag: string): HTMLElement {
    if (++this.#elements > MOST_ELEMENTS) throw new TooMuch()
    return document.createElement(tag)
  }

  /** Where the marks change next. */
  #nextEdge(from: number, end: number): number {
    let edge = end
    for (const mark of this.#marks) {
      if (mark.start >= edge) break
      if (mark.start > from) edge = mark.start
      else if (mark.end > from && mark.end < edge) edge = mark.end
    }
    return edge
  }

  #marksOn(start: number, end: number): readonly InlineMark[] {
    if (this.#marks.length === 0) return this.#marks
    return this.#marks.filter((mark) => mark.start < end && mark.end > start).slice(0, MOST_MARKS_AT_ONCE)
  }

  #appendText(marks: readonly InlineMark[], chars: string): void {
    if (chars === '') return
    const parent = this.#parentFor(marks)
    const last = parent.lastChild
    if (last instanceof Text) last.appendData(chars)
    else parent.append(chars)
  }

  /** The innermost of the marks' elements, taken up again where the same marks go on in the same place. */
  #parentFor(marks: readonly InlineMark[]): Element | DocumentFragment {
    if (marks.length === 0) return this.#at
    const run = this.#run
    if (run && run.outer === this.#at.lastChild && sameMarks(run.marks, marks)) return run.inner
    const [outer, inner] = this.#wrap(marks)
    this.#at.append(outer)
    this.#run = { marks, outer, inner }
    return inner
  }

  #wrap(marks: readonly InlineMark[]): readonly [HTMLElement, HTMLElement] {
    const elements = marks.map((mark) => {
      const element = this.#create(mark.role === 'retracted' ? 's' : 'span')
      element.className = mark.role
      element.dataset['mark'] = mark.id
      return element
    })
    for (const [index, element] of elements.entries()) elements[index - 1]?.append(element)
    const outer = elements[0]
    const inner = elements.at(-1)
    if (!outer || !inner) throw new TypeError('no marks')
    return [outer, inner]
  }
}

function sameMarks(a: readonly InlineMark[], b: readonly InlineMark[]): boolean {
  return a.length === b.length && a.every((mark, index) => mark === b[index])
}
