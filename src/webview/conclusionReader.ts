import { asksForValue, givenTexts } from '../problem/given'
import { returned } from '../reading/claims/returned'
import { Trail } from '../reading/claims/trail'
import { SentenceSplitter, sentencesOf } from '../reading/sentence'
import { stepAt, type Trace } from '../trace/trace'
import type { ConvergenceSteps } from '../words/answer'
import { type Conclusions, NOTHING_FOUND } from './conclusions'
import type { Sliced } from './text'

/** Characters of the thought that are read at once: a few milliseconds. What is left is read in the frames that follow. */
const SLICE = 32_768

/** Reads the thought once, as it grows, for what it says its answer is; and the answer when it is complete. */
export class ConclusionReader {
  readonly #splitter = new SentenceSplitter()
  readonly #trail: Trail
  #at = 0
  #over = false
  #conclusions = NOTHING_FOUND
  #of: Pick<Trace, 'reflections' | 'steps' | 'end'> | null = null

  constructor(trace: Trace) {
    this.#trail = new Trail([trace.problem.question, trace.problem.text].join('\n'))
  }

  get conclusions(): Conclusions {
    return this.#conclusions
  }

  /** Reads on; false while there is more to be read. */
  read(trace: Trace, thought: Sliced): boolean {
    const to = Math.min(trace.thought.length, this.#at + SLICE)
    for (const part of trace.parts) {
      if (part.text !== 'thought' || part.end <= this.#at || part.start >= to) continue
      if (part.start >= this.#at && part.start > 0) this.#feed(this.#splitter.break())
      this.#feed(this.#splitter.feed(thought.slice(Math.max(part.start, this.#at), Math.min(part.end, to))))
    }
    this.#at = to
    const all = to === trace.thought.length
    if (all && trace.end && !this.#over) {
      this.#over = true
      this.#feed(this.#splitter.finish())
    }
    if (all) this.#conclude(trace)
    return all
  }

  #feed(sentences: ReturnType<SentenceSplitter['feed']>): void {
    for (const sentence of sentences) this.#trail.feed(sentence)
  }

  #conclude(trace: Trace): void {
    if (!trace.end) {
      this.#conclusions = this.#soFar(trace)
      return
    }
    const { reflections, steps, end } = trace
    if (this.#of?.reflections === reflections && this.#of.steps === steps && this.#of.end === end) return
    this.#of = { reflections, steps, end }
    const convergence = this.#convergence(trace)
    this.#conclusions = {
      stable: convergence?.since ?? null,
      convergence,
      returned: returned(trace, givenTexts(trace)),
    }
  }

  /** The step that is thought at the moment may yet say otherwise; with the answer's first word the thought is over. */
  #soFar({ steps, answer }: Trace): Conclusions {
    const since = this.#trail.stableSince
    const step = since === null ? 0 : stepAt(steps, since) + 1
    const stable = step > 0 && (step < steps.length || answer !== '') ? step : null
    return stable === this.#conclusions.stable ? this.#conclusions : { ...NOTHING_FOUND, stable }
  }

  #convergence(trace: Trace): ConvergenceSteps | null {
    if (trace.end?.type !== 'complete') return null
    const found = this.#trail.ending(sentencesOf(trace.answer), asksForValue(trace))
    if (!found) return null
    const step = (offset: number) => stepAt(trace.steps, offset) + 1
    return { first: step(found.first), changes: found.changes, since: step(found.since) }
  }
}
