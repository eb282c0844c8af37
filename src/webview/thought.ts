import type { Block } from '../reading/blocks'
import type { Change } from '../trace/change'
import { type Step, stepAt, stepEnd, type Trace } from '../trace/trace'
import { BlockList } from './blockList'
import type { Chunk, Looks } from './chunk'
import { h } from './dom'
import { corrects } from './folding'
import { thoughtLook } from './looks'
import { type MarkOptions, Marks } from './marks'
import type { Mounts } from './mounts'
import { Run } from './run'
import type { Schedule } from './schedule'
import { StepView } from './stepView'
import type { Sliced } from './text'

/** Made anew whenever steps may fold otherwise than before. */
export interface ThoughtOptions {
  readonly readOnly: boolean
  readonly marks: MarkOptions
  isFolded(step: Step, corrects: boolean): boolean
}

/** The thought as steps. It is told of each change as it comes, and draws what they came to. */
export class Thought {
  readonly element = h('div', { class: 'steps' })
  readonly #mounts: Mounts
  readonly #looks: Looks
  readonly #clipped = new WeakMap<Block, Block>()
  #trace: Trace
  #options: ThoughtOptions
  #blocks: BlockList
  #marks: Marks
  /** What stands before the first step, for as long as no step has been made out. */
  #preface: Run
  #views: StepView[] = []
  #drawn: Trace | null = null

  constructor(trace: Trace, options: ThoughtOptions, mounts: Mounts, schedule: Schedule) {
    this.#trace = trace
    this.#options = options
    this.#mounts = mounts
    this.#blocks = BlockList.of(trace, 'thought')
    this.#marks = new Marks(trace, options.marks)
    this.#looks = {
      of: (block) => thoughtLook(this.#blocks.text, block, this.#marks, this.#options.readOnly),
      drawn: (element) => schedule.embellish(element),
    }
    const preface = h('div', { class: 'preface body' })
    this.element.append(preface)
    this.#preface = new Run(preface, mounts, () => this.text, this.#looks)
  }

  get marks(): Marks {
    return this.#marks
  }

  get text(): Sliced {
    return this.#blocks.text
  }

  get views(): readonly StepView[] {
    return this.#views
  }

  /** @param trace what the change made of it. */
  grow(change: Change, trace: Trace): void {
    if (change.type === 'append' && change.text === 'thought') this.#blocks.feed(change.chars)
    else if (change.type === 'part' && change.part.text === 'thought') this.#blocks.break()
    else if (change.type === 'end') this.#blocks.finish()
    else if (change.type === 'refile') this.#blocks = BlockList.of(trace, 'thought')
  }

  /** @param inSight what is new has come at the tail, and the reader is there. */
  draw(trace: Trace, options: ThoughtOptions, inSight: boolean): void {
    const before = this.#drawn
    const judgedAnew = this.#options !== options || before?.end !== trace.end
    const shownAnew = this.#options.marks !== options.marks
    this.#trace = trace
    this.#options = options
    this.#drawn = trace
    const stepsChanged = before?.steps !== trace.steps
    const marked = stepsChanged || shownAnew || before.reflections !== trace.reflections
    if (marked) this.#marks = new Marks(trace, options.marks, this.#marks)
    const kept = stepsChanged ? this.#keepSteps() : this.#views.length
    this.#updateViews(marked || judgedAnew ? 0 : this.#views.length, kept, inSight)
    this.#showBlocks(Math.max(0, Math.min(kept, this.#views.length) - 1), inSight)
    if (marked) this.refresh()
  }

  /** Draws again what looks otherwise now. */
  refresh(): void {
    for (const run of [this.#preface, ...this.#views.map((view) => view.run)]) run.refresh()
  }

  /** The chunk that holds an offset, rendered, in a step that is open. */
  chunkAt(offset: number): Chunk | null {
    const view = this.#views[stepAt(this.#trace.steps, offset)]
    return (view?.run ?? this.#preface).chunkAt(offset)
  }

  dispose(): void {
    this.#preface.dispose()
    for (const view of this.#views) view.dispose()
  }

  /** Drops the views of steps that are no more, and says how many of the first ones stand. */
  #keepSteps(): number {
    const { steps } = this.#trace
    const different = this.#views.findIndex((view, i) => view.id !== steps[i]?.id)
    const kept = different < 0 ? this.#views.length : different
    for (const view of this.#views.splice(kept)) view.dispose()
    return kept
  }

  /** @param from the first step that may look otherwise; @param kept how many are not new. */
  #updateViews(from: number, kept: number, inSight: boolean): void {
    for (const [i, step] of this.#trace.steps.entries()) {
      if (i < from) continue
      const facts = this.#factsOf(step, i)
      const view = this.#views[i]
      if (view) view.facts = facts
      else {
        const fresh = new StepView(facts, this.#mounts, () => this.text, this.#looks)
        this.#views.push(fresh)
        this.element.append(fresh.section)
        this.#mounts.add(fresh, inSight && i >= kept)
      }
    }
  }

  #factsOf(step: Step, index: number): StepView['facts'] {
    const end = stepEnd(this.#trace, index)
    return {
      number: index + 1,
      step,
      end,
      duration: duration(this.#trace, index),
      marks: this.#marks,
      folded: this.#options.isFolded(step, corrects(this.#marks, { start: step.start, end })),
    }
  }

  #showBlocks(from: number, inSight: boolean): void {
    const { steps } = this.#trace
    const { closed, open } = this.#blocks
    const first = steps[0]?.start ?? Number.POSITIVE_INFINITY
    this.#preface.show(closed.slice(0, this.#blocks.from(first)), open && open.start < first ? open : null, inSight)
    for (let i = from; i < steps.length; i++) {
      const step = steps[i]
      const next = steps[i + 1]?.start ?? Number.POSITIVE_INFINITY
      if (!step) return
      const blocks = closed.slice(this.#blocks.from(step.start), this.#blocks.from(next))
      const growing = open && open.start >= step.start && open.start < next ? open : null
      this.#views[i]?.run.show(this.#bodyOf(blocks, step), growing && clip(growing, step, this.text), inSight)
    }
  }

  /** Without the title, which stands in the heading. */
  #bodyOf(blocks: readonly Block[], step: Step): readonly Block[] {
    return blocks.flatMap((block) => {
      if (block.start >= step.body) return [block]
      if (block.end <= step.body) return []
      const known = this.#clipped.get(block)
      const clipped = known?.start === step.body ? known : clip(block, step, this.text)
      if (clipped) this.#clipped.set(block, clipped)
      return clipped ? [clipped] : []
    })
  }
}

function clip(block: Block, step: Step, text: Sliced): Block | null {
  if (block.start >= step.body) return block
  const start = step.body + text.slice(step.body, block.end).search(/\S|$/)
  return start < block.end ? { ...block, start } : null
}

/** A step lasts until the next begins, the last one until the answer begins or the run ends. */
function duration(trace: Trace, index: number): number | null {
  const step = trace.steps[index]
  if (!step || trace.elapsed < 1000) return null
  const next = trace.steps[index + 1]
  if (next) return next.at - step.at
  const answer = trace.parts.find((part) => part.text === 'answer' && part.at >= step.at)
  if (answer) return answer.at - step.at
  return trace.end ? trace.elapsed - step.at : null
}
