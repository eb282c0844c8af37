// Learning from labelled traces, and cross-validation by trace: no trace is judged by a forest that saw it.
import { fitForest, random } from './boost.mjs'
import { loadCorpus } from './corpus.mjs'
import { rowsOf } from './rows.mjs'
import { ROWS, score } from './score.mjs'
import { detect, sentencesOf } from './traces.mjs'

const FOLDS = 5
const KINDS = ['correction', 'check', 'alternative']
const LISTS = ['corrections', 'checks', 'alternatives']

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

const FOREST = { rounds: 250, depth: 4, lambda: 1, least: 1 }
const ones = (rows) => rows.map(() => 1)

/** Fits all forests. */
export function fitAll(data) {
  const sentences = data.flatMap((d) => d.rows.sentences.filter((s) => s.learn))
  const weights = {}
  for (const [index, kind] of KINDS.entries()) {
    weights[kind] = fitForest(
      sentences.map((s) => s.row),
      sentences.map((s) => Number(s.kind === index + 1)),
      ones(sentences),
      FOREST,
    )
  }
  const outcomes = data.flatMap((d) => d.rows.outcomes)
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
    { rounds: 150, depth: 3, lambda: 1, least: 1 },
  )
  return weights
}

/** So many wrong sentences in 10,000 characters are allowed: a wrong correction costs more trust than a missed one. */
const WRONG = 3.2

const NEVER = { correction: 1, sure: 1, check: 1, alternative: 1, confirmed: 0.5 }

/** Detections on held-out traces, and the thresholds that served them best. The corpus's half is always learnt from. */
export function crossValidate(reading, data, { regions, labelsOf }) {
  const own = learnable(reading, loadCorpus('learn'))
  const models = Array.from({ length: FOLDS }, (_, fold) =>
    reading.readModel({ ...fitAll([...data.filter((d) => d.fold !== fold), ...own]), thresholds: NEVER }),
  )
  for (const d of data) {
    for (const s of d.rows.sentences) s.scores = KINDS.map((kind) => models[d.fold].forests[kind].score(s.row))
  }
  const best = (index) => bestThreshold(data, index, regions, labelsOf)
  const thresholds = {
    correction: best(0),
    sure: 0.6,
    check: best(1),
    alternative: best(2),
    confirmed: 0.6,
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
    const { f1, wrongPer10k } = score(ROWS[list], regions, labelsOf, detected)
    if (f1 > best.f1 && (index > 0 || wrongPer10k <= WRONG)) best = { f1, at: percent / 100 }
  }
  return best.at
}
