import type { Change } from '../trace/change'
import type { Step } from '../trace/trace'
import { Arrivals } from './arrivals'
import { type ReflectionChange, ReflectionDetector } from './reflection/detector'
import { type Section, Segmenter } from './segment'
import { type Sentence, SentenceSplitter } from './sentence'

/** Reads the thought as it grows: sentences, and from them steps and reflections. */
export class ThoughtReader {
  readonly #splitter = new SentenceSplitter()
  readonly #segmenter = new Segmenter()
  readonly #detector = new ReflectionDetector()
  #arrivals = new Arrivals()
  #length = 0
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
    this.#length += chars.length
    return this.#read(this.#splitter.feed(chars), at)
  }

  /** A hard break: no sentence, block or step goes over it. */
  break(at: number): readonly Change[] {
    const changes = this.#read(this.#splitter.break(), at)
    this.#segmenter.break()
    return changes
  }

  /** The thought is over. */
  finish(at: number): readonly Change[] {
    const changes = [...this.#read(this.#splitter.finish(), at), ...stamped(this.#detector.finish(), at)]
    if (this.#segmenter.sections.length > 0 || this.#steps.length === 0) return changes
    this.#steps = []
    return [...changes, { type: 'steps', from: 0, steps: [], at }]
  }

  #read(sentences: readonly Sentence[], at: number): readonly Change[] {
    let from: number | null = null
    const reflections: Change[] = []
    for (const sentence of sentences) {
      const changed = this.#segmenter.feed(sentence)
      if (changed !== null) from = Math.min(from ?? changed, changed)
      reflections.push(...stamped(this.#detector.feed(sentence), at))
    }
    if (from !== null) return [this.#changeSteps(this.#segmenter.sections, from, at), ...reflections]
    const first = this.#firstStep()
    return first ? [this.#changeSteps([first], 0, at)] : reflections
  }

  /** Until a sentence has come there is a step all the same, so that no text stands outside of one. */
  #firstStep(): Section | null {
    if (this.#steps.length > 0) return null
    const open = this.#splitter.open
    return open && { start: open.start, kind: 'setup', body: open.start }
  }

  #changeSteps(sections: readonly Section[], from: number, at: number): Change {
    const steps = sections.slice(from).map((section, index): Step => {
      const known = this.#steps[from + index]
      const arrived = known?.start === section.start ? known.at : this.#arrivals.at(section.start)
      return { id: `s${section.start}`, ...section, at: arrived }
    })
    this.#steps = [...this.#steps.slice(0, from), ...steps]
    return { type: 'steps', from, steps, at }
  }
}

function stamped(changes: readonly ReflectionChange[], at: number): readonly Change[] {
  return changes.map((change) => ({ ...change, at }))
}
