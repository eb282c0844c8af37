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
  for (const { thought, labels } of traces.filter((trace) => trace.labels?.nodes?.length)) {
    const sentences = sentencesOf(reading, thought)
    const segmenter = new reading.Segmenter()
    for (const sentence of sentences) segmenter.feed(sentence)
    const counts = agreement(labels.nodes, segmenter.sections, sentences)
    schemes[labels.scheme] ??= { traces: 0 }
    const sum = schemes[labels.scheme]
    sum.traces++
    for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count
  }
  return schemes
}

function agreement(nodes, steps, sentences) {
  const begins = ({ start }) => nodes.some((node) => Math.abs(node.start - start) <= NEAR)
  const nodeOf = ({ start }) => nodes.findLast((node) => node.start <= start + NEAR) ?? nodes[0]
  const isOf = (step, kind) => SAME[nodeOf(step).kind]?.includes(kind)
  return {
    nodes: nodes.length,
    steps: steps.length,
    inner: steps.length - 1,
    atNode: steps.slice(1).filter(begins).length,
    sentences: sentences.length - 1,
    sentencesAtNode: sentences.slice(1).filter(begins).length,
    kinds: steps.filter((step) => isOf(step, step.kind)).length,
    deductions: steps.filter((step) => isOf(step, 'deduction')).length,
  }
}
