// Learning from labelled traces, and cross-validation by trace: no trace is judged by a forest that saw it.
import { fitForest, random } from './boost.mjs'
import { rowsOf } from './rows.mjs'
import { ROWS, score } from './score.mjs'
import { detect, sentencesOf } from './traces.mjs'

const FOLDS = 5
const KINDS = ['correction', 'check', 'alternative']
const LISTS = ['corrections', 'checks', 'alternatives']
/** How much a sentence counts that was read alone, outside the windows that were read as a whole. */
const SINGLE = 1

export function learnable(reading, { traces, regions, labelsOf, singles }) {
  const next = random(42)
  const data = traces.map((trace) => {
    const sentences = sentencesOf(reading, trace.thought)
    const mine = (list) => list.filter((item) => item.traceId === trace.id)
    const rows = rowsOf(reading, trace, sentences, mine(regions), labelsOf(trace.id), mine(singles))
    return { trace, sentences, rows, order: next() }
  })
  for (const [index, item] of data.toSorted((a, b) => a.order - b.order).entries()) item.fold = index % FOLDS
  return data
}

export function fit(data, options = {}) {
  const sentences = data.flatMap((d) => d.rows.sentences.filter((s) => s.learn))
  const weights = {}
  for (const [index, kind] of KINDS.entries()) {
    weights[kind] = fitForest(
      sentences.map((s) => s.row),
      sentences.map((s) => Number(s.kind === index + 1)),
      sentences.map((s) => (s.single ? (options.single ?? SINGLE) : 1)),
      options,
    )
  }
  const outcomes = data.flatMap((d) => d.rows.outcomes)
  const ones = (rows) => rows.map(() => 1)
  weights.confirmed = fitForest(
    outcomes.map((o) => o.row),
    outcomes.map((o) => o.yes),
    ones(outcomes),
    { rounds: 100, depth: 3 },
  )
  const pairs = data.flatMap((d) => d.rows.pairs)
  const rows = pairs.flatMap((p) => p.rows)
  weights.link = fitForest(
    rows,
    pairs.flatMap((p) => p.yes),
    ones(rows),
    { rounds: 150, depth: 4 },
  )
  return weights
}

const NEVER = { correction: 1, sure: 1, check: 1, alternative: 1, confirmed: 0.5 }

/** Detections on held-out traces, and the thresholds that served them best. */
export function crossValidate(reading, data, { regions, labelsOf }, options = {}) {
  const models = Array.from({ length: FOLDS }, (_, fold) => {
    const weights = fit(
      data.filter((d) => d.fold !== fold),
      options,
    )
    return reading.readModel({ ...weights, thresholds: NEVER })
  })
  for (const d of data) {
    for (const s of d.rows.sentences) s.scores = KINDS.map((kind) => models[d.fold].forests[kind].score(s.row))
  }
  const best = (index) => bestThreshold(data, index, regions, labelsOf)
  const thresholds = {
    correction: best(0),
    sure: options.sure ?? 0.6,
    check: best(1),
    alternative: best(2),
    confirmed: options.confirmed ?? 0.5,
  }
  const detected = new Map(
    data.map((d) => [d.trace.id, detect(reading, d.sentences, { ...models[d.fold], thresholds })]),
  )
  return { models, thresholds, detected }
}

function bestThreshold(data, index, regions, labelsOf) {
  const list = LISTS[index]
  let best = { f1: -1, at: 0.5 }
  for (let percent = 10; percent < 70; percent += 2) {
    const above = (d) => d.rows.sentences.filter((s) => s.scores[index] >= percent / 100)
    const detected = new Map(data.map((d) => [d.trace.id, { [list]: above(d) }]))
    const { f1 } = score(ROWS[list], regions, labelsOf, detected)
    if (f1 > best.f1) best = { f1, at: percent / 100 }
  }
  return best.at
}
