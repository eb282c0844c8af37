import type { Check, Correction, Reflection, Span } from '../../trace/trace'
import type { Sentence } from '../sentence'
import { type Facts, readFacts } from './facts'
import { LOOK_BACK, readFeatures, type Window } from './features'
import { pairsOf, REACH, readPair } from './link'
import { type Model, shippedModel } from './model'
import { PATIENCE, readOutcome } from './outcome'
import { cueOf, part, repairOf, turnStart, typeOf } from './spans'
import { whyOf } from './why'

export type ReflectionChange =
  | { readonly type: 'reflection'; readonly reflection: Reflection }
  | { readonly type: 'withdraw'; readonly id: string }

interface OpenCheck {
  readonly check: Check
  readonly facts: Facts
  readonly after: Facts[]
}

/** Finds corrections, checks and alternatives in sentences as they come. */
export class ReflectionDetector {
  /** The sentences judged before, nearest first; bounded. */
  #before: Facts[] = []
  /** Waits for the sentence after it. */
  #waiting: Facts | null = null
  #open: OpenCheck | null = null
  readonly #model: Model

  constructor(model: Model = shippedModel()) {
    this.#model = model
  }

  /** Takes the next sentence of the thought and says what it changes. */
  feed(sentence: Sentence): readonly ReflectionChange[] {
    const facts = readFacts(sentence)
    const changes = this.#waiting ? this.#judge(this.#waiting, facts) : []
    this.#waiting = facts
    return changes
  }

  /** The thought is over: what was still waiting for its outcome is settled. */
  finish(): readonly ReflectionChange[] {
    const changes = this.#waiting ? this.#judge(this.#waiting, null) : []
    this.#waiting = null
    return changes
  }

  #judge(facts: Facts, next: Facts | null): ReflectionChange[] {
    const window = { current: facts, before: this.#before.slice(0, LOOK_BACK), next }
    const found = this.#found(window)
    const changes: ReflectionChange[] = []
    if (found === 'correction') this.#correct(window, changes)
    else if (found === 'check') this.#check(facts, changes)
    else if (found === 'alternative') this.#alternative(facts, changes)
    if (found !== 'check') this.#settle(facts, changes)
    this.#before.unshift(facts)
    if (this.#before.length > REACH) this.#before.pop()
    return changes
  }

  /** The kind whose score stands farthest above its threshold. */
  #found(window: Window): Reflection['kind'] | null {
    const row = readFeatures(window)
    let best: Reflection['kind'] | null = null
    let margin = 1
    for (const kind of ['correction', 'check', 'alternative'] as const) {
      const score = this.#model.forests[kind].score(row) / this.#model.thresholds[kind]
      if (score >= margin) {
        margin = score
        best = kind
      }
    }
    return best
  }

  #correct(window: Window, changes: ReflectionChange[]): void {
    const facts = window.current
    const { sentence } = facts
    const turn = turnStart(facts)
    const own = turn ? part(facts, 0, turn) : null
    const self = (turn ? part(facts, turn, sentence.text.length) : null) ?? facts
    let target: Facts | null = null
    let best = 0
    for (const pair of pairsOf(self, window.next, own, this.#before)) {
      const score = this.#model.forests.link.score(readPair(pair))
      if (score > best) {
        best = score
        target = pair.candidate
      }
    }
    const type = typeOf(facts, target)
    const cue = cueOf(facts, turn)
    const repair = repairOf(self, cue, window.next, type)
    const row = readFeatures(window)
    const confidence = Math.round(this.#model.forests.correction.score(row) * 1000) / 1000
    const start = own && target === own ? sentence.start + turn : sentence.start
    const correction: Correction = {
      id: `c${start}`,
      kind: 'correction',
      type: cue ? type : 'silent',
      start,
      end: sentence.end,
      ...(cue && { cue }),
      reparandum: target ? spanOf(target) : null,
      ...(repair && { repair }),
      confidence,
      sure: confidence >= this.#model.thresholds.sure,
      why: whyOf(row, this.#model.forests.correction),
    }
    changes.push({ type: 'reflection', reflection: correction })
  }

  #check(facts: Facts, changes: ReflectionChange[]): void {
    const { sentence } = facts
    const open = this.#open
    if (open && open.after.length === 0) {
      const check: Check = { ...open.check, end: sentence.end }
      this.#open = { check, facts: open.facts, after: [] }
      changes.push({ type: 'reflection', reflection: check })
      return
    }
    const cue = cueOf(facts, 0)
    const check: Check = {
      id: `k${sentence.start}`,
      kind: 'check',
      ...spanOf(facts),
      ...(cue && { cue }),
      outcome: 'open',
    }
    this.#open = { check, facts, after: [] }
    changes.push({ type: 'reflection', reflection: check })
  }

  #alternative(facts: Facts, changes: ReflectionChange[]): void {
    const cue = cueOf(facts, 0)
    changes.push({
      type: 'reflection',
      reflection: { id: `a${facts.sentence.start}`, kind: 'alternative', ...spanOf(facts), ...(cue && { cue }) },
    })
  }

  /** Lets the open check see one sentence more. */
  #settle(facts: Facts, changes: ReflectionChange[]): void {
    const open = this.#open
    if (!open) return
    open.after.push(facts)
    if (this.#model.forests.confirmed.score(readOutcome(open.facts, open.after)) >= this.#model.thresholds.confirmed) {
      changes.push({ type: 'reflection', reflection: { ...open.check, outcome: 'confirmed' } })
      this.#open = null
    } else if (open.after.length >= PATIENCE) this.#open = null
  }
}

function spanOf(facts: Facts): Span {
  return { start: facts.sentence.start, end: facts.sentence.end }
}
