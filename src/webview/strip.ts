import * as l10n from '@vscode/l10n'
import { html, nothing, svg, type TemplateResult } from 'lit/html.js'
import type { StepKind, Trace } from '../trace/trace'
import { stableWords } from '../words/answer'
import { correctionCount, stepCount } from '../words/facts'
import { kindWords } from '../words/kinds'
import { stepRangeWords, trialsWords } from '../words/marks'
import type { Marks } from './marks'
import { shownIn, stepsOf, type Trials, type Turn } from './turns'

/** More marks than this cannot be told apart, nor afforded: then one stands for several steps. */
const MOST_MARKS = 120

/** The height of the arcs' band, CSS pixels. */
const ARCS = 16

interface StripMark {
  /** Of the step that it goes to. */
  readonly stepId: string
  /** The steps that it stands for, counted from one. */
  readonly first: number
  readonly last: number
  readonly kind: StepKind
  readonly label: string
  /** It stands for a group of trials, and goes to that. */
  readonly trials: Trials | null
}

/**
 * The steps at a glance: one mark each, in order, an arc from each correction to what it corrects, and a line from the step
 * on from which the answer is the same. One stop of the Tab key; the arrow keys go from mark to mark.
 * @param stable that step, counted from one; null where it is not known.
 * @param stop the step whose mark Tab reaches.
 */
export function strip(
  trace: Trace,
  marks: Marks,
  stable: number | null,
  current: string | null,
  stop: string | null,
): TemplateResult | typeof nothing {
  const { steps } = trace
  if (steps.length === 0) return nothing
  const shown = stripMarks(trace, marks)
  const numberOf = (id: string | null) => steps.findIndex((step) => step.id === id) + 1
  const markOf = (step: number) => shown.find(({ first, last }) => step >= first && step <= last)
  const tab = markOf(numberOf(stop)) ?? shown.at(-1)
  const now = markOf(numberOf(current))
  const place = (step: number) => shown.findIndex(({ first, last }) => step >= first && step <= last)
  const arcs = marks.turns.flatMap((turn) => arcsOf(turn, place))
  return html`
    <div class="strip" role="group" aria-label=${stripWords(trace, marks, stable)}>
      ${arcs.length > 0 ? arcsDrawn(arcs, shown.length) : nothing}
      <div class="marks">${shown.map(
        (mark) => html`<button
          class="mark kind-${mark.kind}${mark.trials ? ' several' : ''}"
          data-do=${mark.trials ? 'to-trials' : 'step'}
          data-id=${mark.trials?.id ?? mark.stepId}
          data-step=${mark.stepId}
          tabindex=${mark === tab ? '0' : '-1'}
          aria-current=${mark === now ? 'step' : nothing}
          aria-label=${mark.label}
          title=${mark.label}
        ></button>`,
      )}</div>
      ${stable ? restDrawn(place(stable), shown.length, stable) : nothing}
    </div>
  `
}

/** Of several steps under one mark, the change of mind is what shows. */
function stripMarks({ steps }: Trace, marks: Marks): readonly StripMark[] {
  const size = Math.ceil(steps.length / MOST_MARKS)
  const turning = marks.turns.filter((turn) => shownIn(turn).length > 0)
  const turns = new Set(turning.map((turn) => stepsOf(turn).first))
  const trials = new Map(size > 1 ? [] : turning.flatMap((turn) => wholeSteps(turn, turning)))
  const result: StripMark[] = []
  for (let from = 0; from < steps.length; ) {
    const group = trials.get(from + 1)
    const to = group ? stepsOf(group).last : Math.min(from + size, steps.length)
    const turn = steps.slice(from, to).findIndex((_, i) => turns.has(from + i + 1))
    const number = from + Math.max(0, turn) + 1
    const step = steps[number - 1]
    if (!step) break
    const kind = turn >= 0 ? 'backtracking' : step.kind
    const label = group
      ? l10n.t('{0}: {1}', capital(stepRangeWords(from + 1, to)), trialsWords(shownIn(group).length))
      : l10n.t('Step {0}: {1}', number, kindWords(kind))
    result.push({ stepId: step.id, first: from + 1, last: to, kind, label, trials: group ?? null })
    from = to
  }
  return result
}

/** A group of trials has one mark where no other correction stands in its steps; by the first of these. */
function wholeSteps(turn: Turn, all: readonly Turn[]): readonly (readonly [number, Trials])[] {
  if (!('trials' in turn)) return []
  const { first, last } = stepsOf(turn)
  const meets = (other: Turn) => stepsOf(other).first <= last && stepsOf(other).last >= first
  return all.some((other) => other !== turn && meets(other)) ? [] : [[first, turn]]
}

interface Arc {
  readonly from: number
  readonly to: number
}

/** A group of trials has one arc, from where it begins, where that leads out of it. */
function arcsOf(turn: Turn, place: (step: number) => number): readonly Arc[] {
  if (shownIn(turn).length === 0) return []
  const target = 'trials' in turn ? turn.trials[0]?.target : turn.target
  const [from, to] = [place(stepsOf(turn).first), place(target ?? 0)]
  return target && !('trials' in turn && from === to) ? [{ from, to }] : []
}

/** All in one path, each once: a long thought has hundreds, most of which share their marks. */
function arcsDrawn(arcs: readonly Arc[], count: number): TemplateResult {
  const x = (mark: number) => ((mark + 0.5) / count) * 1000
  const paths = arcs.map((arc) => {
    const from = x(arc.from)
    const to = x(arc.to)
    const top = Math.max(-4, ARCS - 8 - Math.abs(from - to) / 25)
    return `M${from} ${ARCS} C${from} ${top} ${to} ${top} ${to} ${ARCS}`
  })
  const path = svg`<path d=${[...new Set(paths)].join('')} />`
  return html`<svg class="arcs" viewBox="0 0 1000 ${ARCS}" preserveAspectRatio="none" aria-hidden="true">${path}</svg>`
}

/** A line under the marks, with a stroke where it begins. */
function restDrawn(mark: number, count: number, step: number): TemplateResult {
  const from = (Math.max(0, mark) / count) * 1000 + 1
  const path = svg`<path d="M${from} 0 V3 H1000" />`
  return html`<svg class="rest" viewBox="0 0 1000 4" preserveAspectRatio="none" aria-hidden="true">${svg`<title>${stableWords(step)}</title>`}${path}</svg>`
}

/** "5 steps, 1 correction: step 4 corrects step 2; answer stable since step 5". */
function stripWords({ steps }: Trace, marks: Marks, stable: number | null): string {
  const shown = marks.turns.filter((turn) => shownIn(turn).length > 0)
  const count = shown.reduce((sum, turn) => sum + shownIn(turn).length, 0)
  const links = shown.map(turnWords)
  const words =
    count === 0
      ? stepCount(steps.length)
      : l10n.t('{0}, {1}: {2}', stepCount(steps.length), correctionCount(count), links.join('; '))
  return stable ? `${words}; ${stableWords(stable)}` : words
}

function turnWords(turn: Turn): string {
  if ('trials' in turn) {
    const { first, last } = stepsOf(turn)
    return l10n.t('{0}: {1}', stepRangeWords(first, last), trialsWords(shownIn(turn).length))
  }
  const { step, target } = turn
  return target
    ? l10n.t('step {0} corrects step {1}', step, target)
    : l10n.t('step {0} corrects something earlier', step)
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
