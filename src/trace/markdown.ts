import { fenced } from './fence'
import { type Correction, type Reflection, type Span, type Step, stepAt, stepEnd, type Trace } from './trace'

/** The words of the document that are not the model's; the caller has them in the user's language. */
export interface MarkdownLabels {
  /** What was asked, e.g. "Find and fix lowerBound". */
  readonly title: string
  readonly provenance: string
  readonly problem: string
  readonly thoughts: string
  readonly answer: string
  /** How the run ended where it did not complete, in one sentence; empty otherwise. */
  readonly end: string
  readonly step: (number: number) => string
  readonly kind: (kind: Step['kind']) => string
  readonly retracts: string
  readonly because: string
  readonly now: string
  readonly confirmed: string
  readonly open: string
  readonly alternative: string
  /** What the answer holds although the thought took it back, a sentence each. */
  readonly lookAgain: readonly string[]
}

/** The trace as a Markdown document: steps in the model's own words, each change of mind below its step, the answer. */
export function traceToMarkdown(trace: Trace, labels: MarkdownLabels): string {
  const { problem, model } = trace
  const place = `${problem.document.path}:${problem.lines.first + 1}–${problem.lines.last + 1}`
  const facts = [
    place,
    [model.endpoint, model.model, model.effort].filter(Boolean).join(' · '),
    labels.provenance,
    trace.startedAt,
  ]
  const blocks = [`# ${oneLine(labels.title)}`, facts.map((fact) => `- ${oneLine(fact)}`).join('\n')]
  if (problem.question) blocks.push(quoted(problem.question))
  blocks.push(`## ${labels.problem}`, fenced(problem.text, problem.document.languageId))
  if (trace.steps.length > 0)
    blocks.push(`## ${labels.thoughts}`, ...trace.steps.flatMap((_, i) => stepBlocks(trace, i, labels)))
  if (labels.end) blocks.push(`*${labels.end}*`)
  if (trace.answer.trim()) blocks.push(`## ${labels.answer}`, trace.answer.trim())
  if (labels.lookAgain.length > 0) blocks.push(labels.lookAgain.map((words) => `> ${oneLine(words)}`).join('  \n'))
  return `${blocks.join('\n\n')}\n`
}

function stepBlocks(trace: Trace, index: number, labels: MarkdownLabels): string[] {
  const step = trace.steps[index]
  if (!step) return []
  const span = { start: step.start, end: stepEnd(trace, index) }
  const title = step.title ? `${oneLine(slice(trace, step.title))} ` : ''
  const marks = trace.reflections.filter((r) => !r.dismissed && r.start >= span.start && r.start < span.end)
  return [
    `### ${index + 1}. ${title}(${labels.kind(step.kind)})`,
    slice(trace, { start: step.body, end: span.end }).trim(),
    ...marks.map((mark) => markBlock(trace, mark, labels)),
  ].filter((block) => block !== '')
}

function markBlock(trace: Trace, mark: Reflection, labels: MarkdownLabels): string {
  switch (mark.kind) {
    case 'correction':
      return correctionBlock(trace, mark, labels)
    case 'check':
      return `> ${mark.outcome === 'confirmed' ? `✓ ${labels.confirmed}` : `? ${labels.open}`}: ${oneLine(slice(trace, mark))}`
    case 'alternative':
      return `> ◇ ${labels.alternative}: ${oneLine(slice(trace, mark))}`
  }
}

function correctionBlock(trace: Trace, correction: Correction, labels: MarkdownLabels): string {
  const { reparandum, cue, repair } = correction
  const rows: string[] = []
  if (reparandum) {
    const from = labels.step(stepAt(trace.steps, reparandum.start) + 1)
    rows.push(`> **${labels.retracts}** (${from}): ~~${oneLine(slice(trace, reparandum))}~~`)
  }
  if (cue) rows.push(`> **${labels.because}**: ${oneLine(slice(trace, cue))}`)
  rows.push(`> **${labels.now}**: ${oneLine(slice(trace, repair ?? correction))}`)
  return rows.join('  \n')
}

function slice(trace: Trace, span: Span): string {
  return trace.thought.slice(span.start, span.end)
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function quoted(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')
}
