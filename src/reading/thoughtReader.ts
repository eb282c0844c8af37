import type { Change } from '../trace/change'
import { type Step, type StepKind, stepAt } from '../trace/trace'
import { Arrivals } from './arrivals'
import { type ReflectionChange, ReflectionDetector } from './reflection/detector'
import { type Section, Segmenter } from './segment'
import { type Sentence, SentenceSplitter } from './sentence'
import { Turns } from './turns'

/** Reads the thought as it grows: sentences, and from them steps and reflections. */
export class ThoughtReader {
  readonly #splitter = new SentenceSplitter()
  readonly #segmenter = new Segmenter()
  readonly #detector = new ReflectionDetector()
  #arrivals = new Arrivals()
  readonly #turns = new Turns()
  #length = 0
  /** Where the line of the first visible character starts. */
  #line = 0
  #steps: readonly Step[] = []

  /** A text from `offset` on arrives that may turn out to be the thought's beginning. */
  expect(offset: number, at: number): void {
    this.#arrivals.note(offset, at)
  }

  /** Takes the thought's next characters; `expected` are those whose arrival was noted before. */
  feed(chars: string, at: number, expected = false): readonly Change[] {
    if (!expected) {
      if (this.#length === 0) this.#arrivals = new Arrivals()
      this.#arrivals.note(this.#length, at)
    }
    const first = this.#steps.length === 0 ? this.#begin(chars, at) : []
    this.#length += chars.length
    const sentences = this.#splitter.feed(chars)
    return sentences.length === 0 ? first : [...first, ...this.#read(sentences, at)]
  }

  /** A hard break: no sentence, block or step goes over it. */
  break(at: number): readonly Change[] {
    const changes = this.#read(this.#splitter.break(), at)
    this.#segmenter.break()
    this.#line = this.#length
    return changes
  }

  /** The thought is over. */
  finish(at: number): readonly Change[] {
    return [...this.#read(this.#splitter.finish(), at), ...this.#reflect(this.#detector.finish(), at)]
  }

  #read(sentences: readonly Sentence[], at: number): readonly Change[] {
    let from: number | null = null
    const found: ReflectionChange[] = []
    for (const sentence of sentences) {
      const changed = this.#segmenter.feed(sentence)
      if (changed !== null) from = Math.min(from ?? changed, changed)
      found.push(...this.#detector.feed(sentence))
    }
    const steps = from === null ? [] : [this.#changeSteps(this.#segmenter.sections, from, at)]
    return [...steps, ...this.#reflect(found, at)]
  }

  /** Reflections, and the steps whose kind they change. */
  #reflect(found: readonly ReflectionChange[], at: number): readonly Change[] {
    if (found.length === 0) return []
    let from = this.#steps.length
    for (const change of found) {
      const reflection = change.type === 'reflection' ? change.reflection : null
      const id = reflection?.id ?? (change.type === 'withdraw' ? change.id : '')
      const offset = reflection?.start ?? this.#turns.stepOf(id)
      const index = offset === undefined ? -1 : stepAt(this.#steps, offset)
      const step = this.#steps[index]
      if (!step) continue
      this.#turns.note(id, reflection, step.start)
      if (this.#kindOf(index) !== step.kind) from = Math.min(from, index)
    }
    const changes = found.map((change): Change => ({ ...change, at }))
    return from < this.#steps.length ? [...changes, this.#changeSteps(this.#segmenter.sections, from, at)] : changes
  }

  #kindOf(index: number): StepKind | undefined {
    const section = this.#segmenter.sections[index]
    return section && this.#turns.kindOf(section.start, section.kind)
  }

  /** There is a step from the first visible character on, before it is known what it says. */
  #begin(chars: string, at: number): readonly Change[] {
    const visible = chars.search(/\S/)
    const newline = chars.slice(0, visible < 0 ? chars.length : visible).lastIndexOf('\n')
    if (newline >= 0) this.#line = this.#length + newline + 1
    if (visible < 0) return []
    this.#segmenter.begin(this.#line)
    return [this.#changeSteps([{ start: this.#line, kind: 'setup', body: this.#line }], 0, at)]
  }

  #changeSteps(sections: readonly Section[], from: number, at: number): Change {
    const steps = sections.slice(from).map((section, index): Step => {
      const known = this.#steps[from + index]
      const arrived = known?.start === section.start ? known.at : this.#arrivals.at(section.start)
      const kind = this.#turns.kindOf(section.start, section.kind)
      return { id: `s${section.start}`, ...section, kind, at: arrived }
    })
    this.#steps = [...this.#steps.slice(0, from), ...steps]
    return { type: 'steps', from, steps, at }
  }
}
