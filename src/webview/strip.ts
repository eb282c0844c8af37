import * as l10n from '@vscode/l10n'
import { html, nothing, svg, type TemplateResult } from 'lit/html.js'
import type { StepKind, Trace } from '../trace/trace'
import { correctionCount, stepCount } from '../words/facts'
import { kindWords } from '../words/kinds'
import type { Marks, PlacedCorrection } from './marks'

/** More marks than this cannot be told apart, nor afforded: then one stands for several steps. */
const MOST_MARKS = 120

/** The height of the arcs' band, CSS pixels. */
const ARCS = 16

export interface StripMark {
  /** Of the first step that it stands for. */
  readonly stepId: string
  readonly kind: StepKind
  readonly label: string
}

/**
 * The steps at a glance: one mark each, in order, and an arc from each correction to what it corrects. One stop of the
 * Tab key; the arrow keys go from mark to mark.
 * @param stop the step whose mark Tab reaches.
 */
export function strip(
  trace: Trace,
  marks: Marks,
  current: string | null,
  stop: string | null,
): TemplateResult | typeof nothing {
  const { steps } = trace
  if (steps.length === 0) return nothing
  const size = Math.ceil(steps.length / MOST_MARKS)
  const shown = stripMarks(trace, marks, size)
  const arcs = marks.corrections.filter(({ correction, target }) => !correction.dismissed && target)
  const tab = (shown.find((mark) => mark.stepId === stop) ?? shown.at(-1))?.stepId
  return html`
    <div class="strip" role="group" aria-label=${stripWords(trace, marks)}>
      ${arcs.length > 0 ? arcsOf(arcs, shown.length, size) : nothing}
      <div class="marks">${shown.map(
        ({ stepId, kind, label }) => html`<button
          class="mark kind-${kind}"
          data-do="step"
          data-id=${stepId}
          tabindex=${stepId === tab ? '0' : '-1'}
          aria-current=${stepId === current ? 'step' : nothing}
          title=${label}
        ><span class="unseen">${label}</span></button>`,
      )}</div>
    </div>
  `
}

/** Of several steps under one mark, the change of mind is what shows. */
function stripMarks({ steps }: Trace, marks: Marks, size: number): readonly StripMark[] {
  const turns = new Set(marks.corrections.filter(({ correction }) => !correction.dismissed).map(({ step }) => step))
  const result: StripMark[] = []
  for (let from = 0; from < steps.length; from += size) {
    const group = steps.slice(from, from + size)
    const turn = group.findIndex((_, i) => turns.has(from + i + 1))
    const step = group[Math.max(0, turn)]
    if (!step) break
    const number = from + Math.max(0, turn) + 1
    const kind = turn >= 0 ? 'backtracking' : step.kind
    result.push({ stepId: step.id, kind, label: l10n.t('Step {0}: {1}', number, kindWords(step.kind)) })
  }
  return result
}

function arcsOf(arcs: readonly PlacedCorrection[], count: number, size: number): TemplateResult {
  const x = (step: number) => ((Math.floor((step - 1) / size) + 0.5) / count) * 1000
  return html`<svg class="arcs" viewBox="0 0 1000 ${ARCS}" preserveAspectRatio="none" aria-hidden="true">${arcs.map(
    ({ step, target }) => {
      const from = x(step)
      const to = x(target ?? step)
      const top = Math.max(-4, ARCS - 8 - Math.abs(from - to) / 25)
      return svg`<path d="M${from} ${ARCS} C${from} ${top} ${to} ${top} ${to} ${ARCS}" />`
    },
  )}</svg>`
}

/** "5 steps, 1 correction: step 4 corrects step 2". */
function stripWords({ steps }: Trace, marks: Marks): string {
  const shown = marks.corrections.filter(({ correction }) => !correction.dismissed)
  if (shown.length === 0) return stepCount(steps.length)
  const links = shown.map(({ step, target }) =>
    target ? l10n.t('step {0} corrects step {1}', step, target) : l10n.t('step {0} corrects something earlier', step),
  )
  return l10n.t('{0}, {1}: {2}', stepCount(steps.length), correctionCount(shown.length), links.join('; '))
}
