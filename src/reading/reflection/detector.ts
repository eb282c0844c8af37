import type { Alternative, Check, Correction, Reflection, Span } from '../../trace/trace'
import type { Sentence } from '../sentence'
import { confesses, denies } from './confession'
import { type Facts, readFacts } from './facts'
import { LOOK_BACK, readFeatures, type Window } from './features'
import { pairsOf, REACH, readPair } from './link'
import { decide, type Model, scoresOf, shippedModel } from './model'
import { PATIENCE, readOutcome } from './outcome'
import { cueOf, part, repairOf, turnStart, turnsAtStart, typeOf } from './spans'
import { whyOf } from './why'

export type ReflectionChange =
  | { readonly type: 'reflection'; readonly reflection: Reflection }
  | { readonly type: 'withdraw'; readonly id: string }

interface OpenCheck {
  check: Check
  readonly facts: Facts
  /** Its last sentence that was judged to be a check. */
  readonly last: Facts
  readonly after: Facts[]
  /** Those of `after` that it may go on in. */
  readonly reach: Facts[]
  /** Its block is over, or something else was marked. */
  bounded: boolean
}

/**
 * How many sentences after its own a check goes on for once it is confirmed, within its block and up to the next mark. A
 * check that is open goes on for one, and so does a correction; an alternative for none: what agrees best with the
 * passages that readers marked on real traces.
 */
const CONFIRMED_REACH = 3

/**
 * Finds corrections, checks and alternatives in sentences as they come. A sentence is judged when the one after it has
 * come, and its kind is final; a check waits a few sentences more for its outcome. One that is followed at once by a
 * correction is withdrawn, and the correction begins where it began.
 */
export class ReflectionDetector {
  /** The sentences judged before, nearest first; bounded. */
  #before: Facts[] = []
  /** Waits for the sentence after it. */
  #waiting: Facts | null = null
  /** Checks that wait for their outcome, the latest last: at most as many as sentences that one waits. */
  #open: OpenCheck[] = []
  /** What the sentence before was made, if it was made anything. */
  #last: Reflection | null = null
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
    for (const open of this.#open.splice(0)) this.#close(open, changes)
    return changes
  }

  #judge(facts: Facts, next: Facts | null): ReflectionChange[] {
    const window = { current: facts, before: this.#before.slice(0, LOOK_BACK), next }
    const row = readFeatures(window)
    const scores = scoresOf(this.#model, window, row)
    const kind = confesses(facts.sentence) ? 'correction' : decide(scores, this.#model.thresholds)
    const changes: ReflectionChange[] = []
    if (!kind && this.#last?.kind === 'correction' && sameBlock(facts, this.#before[0])) {
      changes.push({ type: 'reflection', reflection: { ...this.#last, end: facts.sentence.end } })
    }
    if (kind === 'correction') this.#last = this.#correct(window, row, scores.correction, changes)
    else if (kind === 'check') this.#last = this.#check(facts, changes)
    else this.#last = kind === 'alternative' ? this.#alternative(facts, changes) : null
    this.#settle(facts, kind !== null, changes)
    this.#before.unshift(facts)
    if (this.#before.length > REACH) this.#before.pop()
    return changes
  }

  #correct(window: Window, row: Uint8Array, score: number, changes: ReflectionChange[]): Correction {
    const facts = window.current
    const floor = confesses(facts.sentence) ? this.#model.thresholds.sure : 0
    const confidence = Math.max(floor, Math.round(score * 1000) / 1000)
    const last = this.#last
    const correction: Correction =
      last?.kind === 'correction' && !turnsAtStart(facts)
        ? { ...last, end: facts.sentence.end, confidence: Math.max(last.confidence, confidence) }
        : {
            ...this.#passage(window, changes),
            confidence,
            sure: false,
            why: whyOf(row, this.#model.forests.correction),
          }
    const denial = correction.reparandum !== null && denies(facts.sentence)
    const judged = {
      ...correction,
      sure: correction.sure || denial || correction.confidence >= this.#model.thresholds.sure,
    }
    changes.push({ type: 'reflection', reflection: judged })
    return judged
  }

  /**
   * The spans of a new correction. A check that led to it becomes part of it, unless it retracts a guess of the check; any
   * other check has waited long enough.
   */
  #passage(window: Window, changes: ReflectionChange[]): Omit<Correction, 'confidence' | 'sure' | 'why'> {
    const facts = window.current
    const { sentence } = facts
    const turn = turnStart(facts)
    const own = turn ? part(facts, 0, turn) : null
    const self = (own && part(facts, turn, sentence.text.length)) ?? facts
    const open = !own && this.#last?.kind === 'check' ? (this.#open.at(-1) ?? null) : null
    const claims = open ? this.#before.filter((f) => f.sentence.start < open.check.start || f.guess > 0) : this.#before
    const target = this.#target(self, window.next, own, claims)
    const absorbed = open && (!target || target.sentence.end <= open.check.start) ? open : null
    if (absorbed) {
      changes.push({ type: 'withdraw', id: absorbed.check.id })
      this.#open.pop()
    }
    const from = absorbed?.check.start ?? sentence.start
    const cue = cueOf(facts, target === own ? turn : 0)
    const type = cue ? typeOf(facts, target) : 'silent'
    const repair = repairOf(self, cue, window.next, type)
    const start = own && target === own ? sentence.start + turn : from
    return {
      id: `c${start}`,
      kind: 'correction',
      type,
      start,
      end: sentence.end,
      ...(cue && { cue }),
      reparandum: target ? spanOf(target) : null,
      ...(repair && { repair }),
    }
  }

  #target(self: Facts, next: Facts | null, own: Facts | null, before: readonly Facts[]): Facts | null {
    let target: Facts | null = null
    let best = Number.NEGATIVE_INFINITY
    for (const pair of pairsOf(self, next, own, before)) {
      const score = this.#model.forests.link.logit(readPair(pair))
      if (score <= best) continue
      best = score
      target = pair.candidate
    }
    return target
  }

  /** A check right after a check goes on with it. */
  #check(facts: Facts, changes: ReflectionChange[]): Check {
    const { sentence } = facts
    const going = this.#last?.kind === 'check' ? this.#open.pop() : undefined
    const cue = cueOf(facts, 0)
    const check: Check = going
      ? { ...going.check, end: sentence.end }
      : { id: `k${sentence.start}`, kind: 'check', ...spanOf(facts), ...(cue && { cue }), outcome: 'open' }
    const after = going?.after ?? []
    this.#open.push({ check, facts: going?.facts ?? facts, last: facts, after, reach: [], bounded: false })
    changes.push({ type: 'reflection', reflection: check })
    return check
  }

  #alternative(facts: Facts, changes: ReflectionChange[]): Alternative {
    const cue = cueOf(facts, 0)
    const alternative: Alternative = {
      id: `a${facts.sentence.start}`,
      kind: 'alternative',
      ...spanOf(facts),
      ...(cue && { cue }),
    }
    changes.push({ type: 'reflection', reflection: alternative })
    return alternative
  }

  /** Lets the open checks see one sentence more. What is plain is said at once, the rest when it has waited long enough. */
  #settle(facts: Facts, marked: boolean, changes: ReflectionChange[]): void {
    this.#open = this.#open.filter((open) => {
      if (open.facts === facts) return true
      open.after.push(facts)
      if (open.last !== facts) this.#goOn(open, facts, marked, changes)
      const plain = this.#outcome(open) >= this.#model.thresholds.plain
      if (!plain && open.after.length < PATIENCE) return true
      this.#close(open, changes)
      return false
    })
  }

  #goOn(open: OpenCheck, facts: Facts, marked: boolean, changes: ReflectionChange[]): void {
    open.bounded ||= marked || open.reach.length === CONFIRMED_REACH || !sameBlock(facts, open.last)
    if (open.bounded) return
    open.reach.push(facts)
    if (open.reach.length > 1) return
    open.check = { ...open.check, end: facts.sentence.end }
    changes.push({ type: 'reflection', reflection: open.check })
  }

  #close(open: OpenCheck, changes: ReflectionChange[]): void {
    if (open.after.length === 0 || this.#outcome(open) < this.#model.thresholds.confirmed) return
    const end = open.reach.at(-1)?.sentence.end ?? open.check.end
    changes.push({ type: 'reflection', reflection: { ...open.check, end, outcome: 'confirmed' } })
  }

  #outcome(open: OpenCheck): number {
    return this.#model.forests.confirmed.score(readOutcome(open.facts, open.after))
  }
}

function sameBlock(facts: Facts, other: Facts | undefined): boolean {
  return facts.sentence.blockStart === other?.sentence.blockStart
}

function spanOf(facts: Facts): Span {
  return { start: facts.sentence.start, end: facts.sentence.end }
}
