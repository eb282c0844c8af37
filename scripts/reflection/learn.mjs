// Learning from labelled traces, and cross-validation by trace: no trace is judged by a forest that saw it.
import { fitForest, random } from './boost.mjs'
import { loadCorpus } from './corpus.mjs'
import { fitPhrases } from './phrases.mjs'
import { rowsOf } from './rows.mjs'
import { ROWS, score } from './score.mjs'
import { detect, sentencesOf } from './traces.mjs'

const FOLDS = 5
const KINDS = ['correction', 'check', 'alternative']
const LISTS = ['corrections', 'checks', 'alternatives']

/** `weight` is that of each sentence beside the others. */
export function learnable(reading, { traces, regions, labelsOf, singles, windows, weight = 1 }) {
  const next = random(42)
  const data = traces.map((trace) => {
    const sentences = sentencesOf(reading, trace.thought)
    const mine = (list) => list.filter((item) => item.traceId === trace.id)
    const read = mine(windows)
    const areas = [...mine(regions), ...read.map(({ start, end }) => ({ start, end, skip: [] }))]
    const labels = [...labelsOf(trace.id), ...read.flatMap((window) => window.labels)]
    const rows = rowsOf(reading, trace, sentences, areas, labels, mine(singles))
    return { trace, sentences, rows, order: next() }
  })
  for (const { rows } of data) for (const row of rows.sentences) row.weight *= weight
  for (const [index, item] of data.toSorted((a, b) => a.order - b.order).entries()) item.fold = index % FOLDS
  return data
}

/** What of the repository's own texts is learnt from. */
export function learnableCorpus(reading) {
  return Object.values(loadCorpus('learn')).flatMap((texts) => learnable(reading, texts))
}

const FOREST = { rounds: 250, depth: 4, lambda: 1, least: 1 }

/** Fits everything but the thresholds. */
export function fitAll(reading, data) {
  const sentences = data.flatMap((d) => d.rows.sentences.filter((s) => s.learn))
  const weight = sentences.map((s) => s.weight)
  const forests = {}
  const phrases = {}
  for (const [index, kind] of KINDS.entries()) {
    const yes = sentences.map((s) => Number(s.kind === index + 1))
    forests[kind] = fitForest(
      sentences.map((s) => s.row),
      yes,
      weight,
      FOREST,
    )
    phrases[kind] = fitPhrases(
      reading,
      sentences.map((s) => s.phrases),
      yes,
      weight,
    )
  }
  const outcomes = data.flatMap((d) => d.rows.outcomes)
  forests.confirmed = fitForest(
    outcomes.map((o) => o.row),
    outcomes.map((o) => o.yes),
    outcomes.map((o) => o.weight),
    { rounds: 200, depth: 3, featureShare: 0.15 },
  )
  const pairs = data.flatMap((d) => d.rows.pairs)
  const rows = pairs.flatMap((p) => p.rows)
  forests.link = fitForest(
    rows,
    pairs.flatMap((p) => p.yes),
    pairs.flatMap((p) => p.yes.map(() => p.weight)),
    { rounds: 300, depth: 3, lambda: 1, least: 1 },
  )
  return { forests, phrases }
}

const NEVER = { correction: 1, sure: 1, check: 1, alternative: 1, confirmed: 1, plain: 1 }

/** Detections on held-out traces, and the thresholds that served them best. The corpus is always learnt from. */
export function crossValidate(reading, data, { regions, labelsOf }) {
  const own = learnableCorpus(reading)
  const models = Array.from({ length: FOLDS }, (_, fold) =>
    reading.readModel({ ...fitAll(reading, [...data.filter((d) => d.fold !== fold), ...own]), thresholds: NEVER }),
  )
  for (const d of data) {
    for (const s of d.rows.sentences) s.scores = reading.scoresOf(models[d.fold], s.window, s.row)
  }
  const thresholds = { ...bestThresholds(reading, data, regions, labelsOf), confirmed: 0.5, plain: 0.84 }
  const detected = new Map(
    data.map((d) => [d.trace.id, detect(reading, d.sentences, { ...models[d.fold], thresholds })]),
  )
  return { models, thresholds, detected }
}

/** So many wrong sentences in 10,000 characters are allowed: a wrong correction costs more trust than a missed one. */
const WRONG = 2.6

/** Of the corrections that are worth a card, so many are right. */
const SURE = 0.75

/** Thresholds are set one after the other, each with those before it in force. */
function bestThresholds(reading, data, regions, labelsOf) {
  const thresholds = { ...NEVER }
  const rate = (index, at, isOne) => {
    const found = data.map((d) => [d.trace.id, { [LISTS[index]]: d.rows.sentences.filter(isOne) }])
    return { at, ...score(ROWS[LISTS[index]], regions, labelsOf, new Map(found)) }
  }
  const steps = Array.from({ length: 80 }, (_, i) => (i + 10) / 100)
  const sure = steps.map((at) => rate(0, at, (s) => s.scores.correction >= at))
  thresholds.sure = sure.find((t) => t.precision >= SURE)?.at ?? 1
  for (const index of [0, 2, 1, 2]) {
    const kind = KINDS[index]
    const tried = steps.map((at) =>
      rate(index, at, (s) => reading.decide(s.scores, { ...thresholds, [kind]: at }) === kind),
    )
    const allowed = tried.filter((t) => index > 0 || t.wrongPer10k <= WRONG)
    thresholds[kind] = allowed.reduce((most, one) => (one.f1 > most.f1 ? one : most)).at
  }
  return thresholds
}
