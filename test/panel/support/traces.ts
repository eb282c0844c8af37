import type { Change } from '../../../src/trace/change'
import {
  type Check,
  type Correction,
  newTrace,
  type Part,
  type Provenance,
  type Reflection,
  type Span,
  type Step,
  type StepKind,
  type Trace,
} from '../../../src/trace/trace'

interface WrittenStep {
  readonly kind: StepKind
  readonly seconds: number
  /** A first line that is a title: `## A` or `**A**`. */
  readonly title?: string
  readonly text: string
}

interface WrittenCorrection {
  /** Words of the thought, each standing there once. */
  readonly cue?: string
  readonly retracts?: string
  readonly now?: string
  readonly type?: Correction['type']
  readonly sure?: boolean
}

export interface Written {
  readonly steps: readonly WrittenStep[]
  readonly corrections?: readonly WrittenCorrection[]
  readonly checks?: readonly { readonly words: string; readonly outcome: Check['outcome'] }[]
  readonly alternatives?: readonly string[]
  readonly answer: string
  readonly provenance?: Provenance
}

export const PROBLEM: Trace['problem'] = {
  intent: 'fix',
  question: '',
  document: { uri: 'file:///w/src/search.ts', path: 'src/search.ts', languageId: 'typescript' },
  span: { start: 0, end: 100 },
  lines: { first: 2, last: 13 },
  name: 'lowerBound',
  text: 'export function lowerBound() {}',
  before: '',
  after: '',
  diagnostics: [],
}

const START = {
  id: 't1',
  startedAt: '2026-11-24T09:00:00.000Z',
  problem: PROBLEM,
  prompt: { instructions: 'You help a person who reads your reasoning.', input: 'Document: src/search.ts\n\n…' },
  model: { endpoint: 'DeepSeek', model: 'deepseek-r1', effort: 'high' },
} as const

/** A finished trace of what is written. */
export function traceOf(written: Written, over: Partial<Trace> = {}): Trace {
  const { steps, at } = stepsOf(written.steps)
  const thought = written.steps.map(wordsOf).join('\n\n')
  const answerAt = at
  const parts: Part[] = [
    { text: 'thought', provenance: written.provenance ?? 'raw', start: 0, end: thought.length, at: 0 },
    { text: 'answer', provenance: 'raw', start: 0, end: written.answer.length, at: answerAt },
  ]
  return {
    ...newTrace(START),
    thought,
    answer: written.answer,
    parts,
    steps,
    reflections: reflectionsOf(written, thought),
    usage: { input: 812, output: 1506, reasoning: 1100 },
    end: { type: 'complete' },
    elapsed: answerAt + 3000,
    ...over,
  }
}

function wordsOf({ title, text }: WrittenStep): string {
  return title ? `${title}\n\n${text}` : text
}

function stepsOf(written: readonly WrittenStep[]): { readonly steps: readonly Step[]; readonly at: number } {
  let start = 0
  let at = 0
  const steps = written.map((step): Step => {
    const { title } = step
    const marks = title ? title.search(/[^#* ]/) : 0
    const words = title?.replace(/^[#* ]+|[* ]+$/g, '') ?? ''
    const result: Step = {
      id: `s${start}`,
      start,
      kind: step.kind,
      ...(title && { title: { start: start + marks, end: start + marks + words.length } }),
      body: title ? start + title.length + 2 : start,
      at,
    }
    start += wordsOf(step).length + 2
    at += step.seconds * 1000
    return result
  })
  return { steps, at }
}

function reflectionsOf(written: Written, thought: string): readonly Reflection[] {
  const find = (words: string): Span => {
    const start = thought.indexOf(words)
    if (start < 0 || thought.indexOf(words, start + 1) >= 0) throw new Error(`Not there once: ${words}`)
    return { start, end: start + words.length }
  }
  const corrections = (written.corrections ?? []).map((c): Correction => {
    const cue = c.cue ? find(c.cue) : undefined
    const repair = c.now ? find(c.now) : undefined
    const start = cue?.start ?? repair?.start ?? 0
    return {
      kind: 'correction',
      id: `c${start}`,
      start,
      end: repair?.end ?? cue?.end ?? start,
      type: c.type ?? 'retraction',
      reparandum: c.retracts ? find(c.retracts) : null,
      ...(cue && { cue }),
      ...(repair && { repair }),
      confidence: 0.9,
      sure: c.sure ?? true,
      why: ['wait'],
    }
  })
  const checks = (written.checks ?? []).map(({ words, outcome }): Reflection => {
    const span = find(words)
    return { kind: 'check', id: `k${span.start}`, ...span, outcome }
  })
  const alternatives = (written.alternatives ?? []).map((words): Reflection => {
    const span = find(words)
    return { kind: 'alternative', id: `a${span.start}`, ...span }
  })
  return [...corrections, ...checks, ...alternatives].sort((a, b) => a.start - b.start)
}

/** Before anything has come of it. */
export function begun(trace: Trace): Trace {
  const { end: _, ...running } = trace
  return { ...running, thought: '', answer: '', parts: [], steps: [], reflections: [], usage: {}, elapsed: 0 }
}

/**
 * The trace as the changes of a recorder: text in pieces of the given lengths (over and over), each step as soon as its
 * first character is there, each reflection as soon as its last is.
 */
export function changesOf(trace: Trace, lengths: readonly number[]): readonly Change[] {
  const changes: Change[] = []
  let turn = 0
  let steps = 0
  let reflections = 0
  for (const part of trace.parts) {
    changes.push({ type: 'part', part: { ...part, end: part.start }, at: part.at })
    for (let from = part.start; from < part.end; ) {
      const to = Math.min(part.end, from + (lengths[turn++ % lengths.length] ?? 1))
      const at = part.at
      changes.push({ type: 'append', text: part.text, chars: trace[part.text].slice(from, to), at })
      from = to
      if (part.text !== 'thought') continue
      for (let step = trace.steps[steps]; step && step.body < to; step = trace.steps[++steps])
        changes.push({ type: 'steps', from: steps, steps: [step], at: step.at })
      for (let r = trace.reflections[reflections]; r && r.end <= to; r = trace.reflections[++reflections])
        changes.push({ type: 'reflection', reflection: r, at })
    }
  }
  changes.push({ type: 'usage', usage: trace.usage, at: trace.elapsed })
  if (trace.end) changes.push({ type: 'end', end: trace.end, at: trace.elapsed })
  return changes
}

/** The mock's example: a fix with one change of mind, two checks and an alternative. */
export const SEARCH: Written = {
  steps: [
    {
      kind: 'setup',
      seconds: 3,
      text: 'The function should return the first index whose element is not below the target, and `a.length` where there is none. So the invariant is that everything left of `lo` is below the target.',
    },
    {
      kind: 'deduction',
      seconds: 6,
      text: 'With `hi = a.length - 1` the window is closed on both ends, so the loop may stop as soon as `lo < hi` fails, and `lo` is where it stopped.',
    },
    {
      kind: 'example-testing',
      seconds: 4,
      title: '**The empty array**',
      text: 'For `[]`, `hi` is −1, the loop never runs and 0 comes back, which is right.',
    },
    {
      kind: 'backtracking',
      seconds: 11,
      text: 'Take `[1, 3]` and look for 5. Wait, that is not right: the loop ends with `lo = 1`, but the answer must be 2. A closed window can never return `a.length`, so the window must be half open, with `hi = a.length`.',
    },
    {
      kind: 'alternative',
      seconds: 5,
      text: 'Alternatively I could keep the closed window and test the last element after the loop, but that is one more case to read. See src/search.ts:7 for where it stops.',
    },
    {
      kind: 'verification',
      seconds: 8,
      text: '`mid` rounds down, so `hi = mid` always shrinks the window: for $lo < hi$ we have\n\n$$\nlo \\le \\left\\lfloor \\frac{lo + hi}{2} \\right\\rfloor < hi\n$$\n\n- `[]` gives 0\n- `[1, 3]` and 5 gives 2, which was wrong before\n- `[2, 2]` and 2 gives 0\n\nSo it ends, and it ends at the right place.',
    },
    {
      kind: 'conclusion',
      seconds: 4,
      text: 'One line changes: the start value of `hi`.',
    },
  ],
  corrections: [
    {
      cue: 'Wait, that is not right',
      retracts: 'the loop may stop as soon as `lo < hi` fails',
      now: 'the window must be half open, with `hi = a.length`',
    },
  ],
  checks: [
    { words: 'the loop never runs and 0 comes back, which is right', outcome: 'confirmed' },
    { words: 'So it ends, and it ends at the right place', outcome: 'confirmed' },
  ],
  alternatives: ['Alternatively I could keep the closed window'],
  answer:
    'The window is closed on the right, so a target beyond the last element is never placed after it. Make it half open:\n\n```edit\n<<<<<<< SEARCH\n  let hi = a.length - 1\n  while (lo < hi) {\n=======\n  let hi = a.length\n  while (lo < hi) {\n>>>>>>> REPLACE\n```\n\nEverything else stays: `mid` rounds down, so the loop still ends.',
}

export const PROOF: Written = {
  steps: [
    {
      kind: 'planning',
      seconds: 2,
      title: '## Plan',
      text: 'I want the area of the figure with the corners $(0,0)$, $(4,0)$, $(4,3)$ and $(0,5)$.',
    },
    {
      kind: 'recall',
      seconds: 4,
      text: 'I first took this for the area of a triangle, with $A = \\tfrac12 b h = 10$.',
    },
    {
      kind: 'backtracking',
      seconds: 9,
      text: 'But now I see that it may be a more complex polygon. I need to reconsider my approach; perhaps I should break the figure into simpler shapes first: a trapezoid with parallel sides $5$ and $3$.',
    },
    {
      kind: 'deduction',
      seconds: 7,
      text: 'The trapezoid has the area\n\n$$A = \\frac{5 + 3}{2} \\cdot 4 = 18.$$\n\nSo the area is 18.',
    },
    {
      kind: 'backtracking',
      seconds: 5,
      text: 'No: $\\frac{8}{2} \\cdot 4$ is 16, not 18. I multiplied wrongly, so the area is 16.',
    },
    {
      kind: 'uncertainty',
      seconds: 3,
      text: 'Does the order of the corners matter? I would have to check whether the sides cross.',
    },
    {
      kind: 'verification',
      seconds: 6,
      text: 'With the shoelace formula:\n\n| corner | product $x_i y_{i+1} - x_{i+1} y_i$ |\n|---|---:|\n| 1 | 0 |\n| 2 | 12 |\n| 3 | 20 |\n| 4 | 0 |\n\nThe sum is 32 and half of it 16, as before.',
    },
  ],
  corrections: [
    {
      cue: 'But now I see that it may be a more complex polygon',
      retracts: 'I first took this for the area of a triangle, with $A = \\tfrac12 b h = 10$',
      now: 'break the figure into simpler shapes first: a trapezoid with parallel sides $5$ and $3$',
      type: 'misreading',
    },
    { cue: 'No: $\\frac{8}{2} \\cdot 4$ is 16, not 18', retracts: 'So the area is 18', now: 'the area is 16' },
  ],
  checks: [
    { words: 'Does the order of the corners matter?', outcome: 'open' },
    { words: 'The sum is 32 and half of it 16, as before', outcome: 'confirmed' },
  ],
  answer: 'The figure is a trapezoid, and its area is\n\n$$A = \\frac{5 + 3}{2} \\cdot 4 = 16.$$',
}

export const SEARCH_TRACE = traceOf(SEARCH)

export const PROOF_TRACE = traceOf(PROOF, {
  problem: { ...PROBLEM, document: { uri: 'file:///w/p.md', path: 'p.md', languageId: 'markdown' } },
})
