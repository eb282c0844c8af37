// Learning from labelled traces, and cross-validation by trace: no trace is judged by a forest that saw it.
import { fitForest, random } from './boost.mjs'
import { loadCorpus } from './corpus.mjs'
import { loadFurther } from './further.mjs'
import { fitPhrases } from './phrases.mjs'
import { rowsOf } from './rows.mjs'
import { ROWS, score } from './score.mjs'
import { detect, sentencesOf } from './traces.mjs'

const FOLDS = 5

/** So often the traces are dealt into folds, since one deal is worth .02 of F1 more or less than another. */
const ROUNDS = 3

const KINDS = ['correction', 'check', 'alternative']
const LISTS = ['corrections', 'checks', 'alternatives']

/** `weight` is that of each sentence beside the others. */
export function learnable(reading, { traces, regions, labelsOf, singles, windows, weight = 1 }) {
  const data = traces.map((trace) => {
    const sentences = sentencesOf(reading, trace.thought)
    const mine = (list) => list.filter((item) => item.traceId === trace.id)
    const read = mine(windows)
    const areas = [...mine(regions), ...read.map(({ start, end }) => ({ start, end, skip: [] }))]
    const labels = [...labelsOf(trace.id), ...read.flatMap((window) => window.labels)]
    const rows = rowsOf(reading, trace, sentences, areas, labels, mine(singles))
    return { trace, sentences, rows }
  })
  for (const { rows, sentences } of data)
    for (const [i, row] of rows.sentences.entries()) {
      row.weight *= weight
      row.passage = passageOf(sentences, i)
    }
  return data
}

/** A mark goes on in the sentence after its own, within its block. */
function passageOf(sentences, i) {
  const [own, next] = [sentences[i], sentences[i + 1]]
  return { start: own.start, end: next?.blockStart === own.blockStart ? next.end : own.end }
}

/** What is only learnt from: the repository's own texts, and the further traces in a folder, where one is given. */
export function learnableBeside(reading, furtherFolder) {
  const further = furtherFolder ? [loadFurther(furtherFolder)] : []
  return [...Object.values(loadCorpus('learn')), ...further].flatMap((texts) => learnable(reading, texts))
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

/** How likely a check has to be confirmed, in the end, to be called so: the best of these. */
const CONFIRMED = [0.45, 0.5, 0.55, 0.6]

const NEVER = { correction: 1, sure: 1, check: 1, alternative: 1, confirmed: 1, plain: 1 }

/**
 * Detections on held-out traces, in each round, and the thresholds that served them best. What is `beside` the traces is
 * always learnt from.
 */
export function crossValidate(reading, data, beside, gold) {
  const rounds = Array.from({ length: ROUNDS }, (_, round) => {
    const foldOf = deal(data, round)
    const models = Array.from({ length: FOLDS }, (_, fold) => {
      const others = data.filter((d) => foldOf.get(d) !== fold)
      return reading.readModel({ ...fitAll(reading, [...others, ...beside]), thresholds: NEVER })
    })
    const modelOf = (d) => models[foldOf.get(d)]
    const scores = new Map()
    for (const d of data) for (const s of d.rows.sentences) scores.set(s, reading.scoresOf(modelOf(d), s.window, s.row))
    return { modelOf, scores }
  })
  const best = bestThresholds(reading, data, rounds, gold)
  const detectAll = (thresholds) =>
    rounds.map(
      ({ modelOf }) =>
        new Map(data.map((d) => [d.trace.id, detect(reading, d.sentences, { ...modelOf(d), thresholds })])),
    )
  const tried = CONFIRMED.map((confirmed) => {
    const thresholds = { ...best, confirmed, plain: 0.84 }
    const detected = detectAll(thresholds)
    return { thresholds, detected, ...score(ROWS.checks, gold.regions, gold.labelsOf, detected) }
  })
  return tried.reduce((most, one) => (one.outcome > most.outcome ? one : most))
}

function deal(data, round) {
  const next = random(42 + round)
  const order = data.map((d) => ({ d, at: next() })).sort((a, b) => a.at - b.at)
  return new Map(order.map(({ d }, index) => [d, index % FOLDS]))
}

/** So many wrong marks in 10,000 characters are allowed: a wrong correction costs more trust than a missed one. */
const WRONG = 2.5

/** Of the corrections that are worth a card, so many are right. */
const SURE = 0.76

/** Thresholds are set one after the other, each with those before it in force. */
function bestThresholds(reading, data, rounds, { regions, labelsOf }) {
  const thresholds = { ...NEVER }
  const rate = (index, at, isOne) => {
    const found = rounds.map(({ scores }) => {
      const marks = (d) => d.rows.sentences.filter((s) => isOne(scores.get(s))).map((s) => s.passage)
      return new Map(data.map((d) => [d.trace.id, { [LISTS[index]]: marks(d) }]))
    })
    return { at, ...score(ROWS[LISTS[index]], regions, labelsOf, found) }
  }
  const steps = Array.from({ length: 80 }, (_, i) => (i + 10) / 100)
  const sure = steps.map((at) => rate(0, at, (scores) => scores.correction >= at))
  thresholds.sure = sure.find((t) => t.precision >= SURE)?.at ?? 1
  for (const index of [0, 2, 1, 2]) {
    const kind = KINDS[index]
    const tried = steps.map((at) =>
      rate(index, at, (scores) => reading.decide(scores, { ...thresholds, [kind]: at }) === kind),
    )
    const allowed = tried.filter((t) => index > 0 || t.wrongPer10k <= WRONG)
    thresholds[kind] = allowed.reduce((most, one) => (one.f1 > most.f1 ? one : most)).at
  }
  return thresholds
}
