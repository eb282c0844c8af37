// How steps agree with the nodes that human readers (ReasoningFlow) and a large model (Venhoff) have drawn and named, in the
// traces that carry such labels.

/** The kinds of a step that say the same as the kind of a node. */
const SAME = {
  restatement: ['setup'],
  initializing: ['setup'],
  planning: ['planning'],
  fact: ['recall'],
  'adding-knowledge': ['recall'],
  reasoning: ['deduction'],
  deduction: ['deduction'],
  assumption: ['deduction', 'example-testing'],
  example: ['example-testing'],
  'example-testing': ['example-testing'],
  reflection: ['verification', 'uncertainty', 'alternative', 'backtracking'],
  'uncertainty-estimation': ['uncertainty', 'verification'],
  backtracking: ['backtracking', 'alternative'],
  conclusion: ['conclusion', 'deduction'],
}

/** A boundary that differs by white space alone is the same. */
const NEAR = 2

/** For each scheme: steps, how many begin where a node does, and how many have the kind of the node that begins them. */
export function stepAgreement(reading, traces, sentencesOf) {
  const schemes = {}
  for (const { thought, labels } of traces) {
    if (!labels?.nodes?.length) continue
    schemes[labels.scheme] ??= {
      traces: 0,
      steps: 0,
      nodes: 0,
      inner: 0,
      atNode: 0,
      sentences: 0,
      sentencesAtNode: 0,
      kinds: 0,
      deductions: 0,
    }
    const sum = schemes[labels.scheme]
    const sentences = sentencesOf(reading, thought)
    const segmenter = new reading.Segmenter()
    for (const sentence of sentences) segmenter.feed(sentence)
    const starts = labels.nodes.map((node) => node.start)
    const begins = (offset) => starts.some((start) => Math.abs(start - offset) <= NEAR)
    const steps = segmenter.sections
    sum.traces++
    sum.steps += steps.length
    sum.nodes += labels.nodes.length
    for (const { start } of steps.slice(1)) {
      sum.inner++
      if (begins(start)) sum.atNode++
    }
    for (const { start } of sentences.slice(1)) {
      sum.sentences++
      if (begins(start)) sum.sentencesAtNode++
    }
    for (const { start, kind } of steps) {
      const node = labels.nodes.findLast((each) => each.start <= start + NEAR) ?? labels.nodes[0]
      if (SAME[node.kind]?.includes(kind)) sum.kinds++
      if (SAME[node.kind]?.includes('deduction')) sum.deductions++
    }
  }
  return schemes
}
