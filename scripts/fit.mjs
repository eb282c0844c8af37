#!/usr/bin/env node
// Fits the reflection detector's forests on labelled traces and writes src/reading/reflection/weights.ts.
//
//   node scripts/fit.mjs --traces FOLDER [--dry]     --dry: cross-validates only
//
// Cross-validation is by trace: no trace is scored by a forest that saw it. Thresholds are those with the best F1 of the
// held-out scores; the figures of the table are those of the whole detector on held-out traces.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fitForest, random } from './reflection/boost.mjs'
import { rowsOf } from './reflection/rows.mjs'
import { ROWS, score } from './reflection/score.mjs'
import { detect, loadReading, loadTraces, root, sentencesOf } from './reflection/traces.mjs'

const FOLDS = 5
const KINDS = ['correction', 'check', 'alternative']
const option = (name) => process.argv[process.argv.indexOf(name) + 1]

const reading = await loadReading()
const { traces, regions, labelsOf } = loadTraces(option('--traces'))
const data = traces.map((trace) => {
  const sentences = sentencesOf(reading, trace.thought)
  return {
    trace,
    sentences,
    ...rowsOf(
      reading,
      trace,
      sentences,
      regions.filter((r) => r.traceId === trace.id),
      labelsOf(trace.id),
    ),
  }
})
const settings = process.env.FIT ? JSON.parse(process.env.FIT) : {}

const next = random(42)
const shuffled = data.map((d) => [next(), d]).sort((a, b) => a[0] - b[0])
shuffled.forEach(([, d], index) => {
  d.fold = index % FOLDS
})

const ones = (rows) => rows.map(() => 1)
function fit(part) {
  const sentences = part.flatMap((d) => d.sentences.filter((s) => s.learn))
  const weights = Object.fromEntries(
    KINDS.map((kind, index) => [
      kind,
      fitForest(
        sentences.map((s) => s.row),
        sentences.map((s) => Number(s.kind === index + 1)),
        ones(sentences),
        settings,
      ),
    ]),
  )
  const outcomes = part.flatMap((d) => d.outcomes)
  weights.confirmed = fitForest(
    outcomes.map((o) => o.row),
    outcomes.map((o) => o.yes),
    ones(outcomes),
    { rounds: 100, depth: 3 },
  )
  const pairs = part.flatMap((d) => d.pairs)
  const rows = pairs.flatMap((p) => p.rows)
  weights.link = fitForest(
    rows,
    pairs.flatMap((p) => p.yes),
    ones(rows),
    { rounds: 150, depth: 4 },
  )
  return weights
}

const NO_THRESHOLDS = { correction: 1, sure: 1, check: 1, alternative: 1, confirmed: 0.5 }
const folds = Array.from({ length: FOLDS }, (_, fold) =>
  reading.readModel({ ...fit(data.filter((d) => d.fold !== fold)), thresholds: NO_THRESHOLDS }),
)

for (const d of data)
  for (const s of d.sentences) s.scores = KINDS.map((kind) => folds[d.fold].forests[kind].score(s.row))
const names = ['corrections', 'checks', 'alternatives']
function bestThreshold(index, only) {
  let best = { f1: -1, at: 0.5 }
  for (let at = 0.1; at < 0.7; at += 0.02) {
    const detected = new Map(
      data.map((d) => [d.trace.id, { [names[index]]: d.sentences.filter((s) => s.scores[index] >= at) }]),
    )
    const row = ROWS[names[index]]
    const { f1 } = score(row, regions, labelsOf, detected)
    if (f1 > best.f1) best = { f1, at: Math.round(at * 100) / 100 }
  }
  return best.at
}
const thresholds = {
  correction: bestThreshold(0),
  check: bestThreshold(1),
  alternative: bestThreshold(2),
  confirmed: 0.5,
  sure: 0.5,
}

const detected = new Map(
  data.map((d) => [
    d.trace.id,
    detect(
      reading,
      d.sentences.length ? (d.sentences && d.sentences_ ? d.sentences_ : sentencesOf(reading, d.trace.thought)) : [],
      { ...folds[d.fold], thresholds },
    ),
  ]),
)
console.log(thresholds)
for (const [name, row] of Object.entries(ROWS)) {
  const s = score(row, regions, labelsOf, detected)
  console.log(
    name.padEnd(22),
    Object.entries(s)
      .map(([k, v]) => `${k} ${Number.isInteger(v) ? v : v.toFixed(3)}`)
      .join('  '),
  )
}
for (const sure of [0.3, 0.4, 0.5, 0.6, 0.7]) {
  const s = score({ ...ROWS.corrections, only: (e) => e.confidence >= sure }, regions, labelsOf, detected)
  console.log('sure', sure, s.precision.toFixed(2), s.recall.toFixed(2), s.hit)
}
const pairs = data.flatMap((d) => d.pairs.map((p) => ({ ...p, fold: d.fold })))
const linked = pairs.filter((p) => {
  const scores = p.rows.map((row) => folds[p.fold].forests.link.score(row))
  return p.yes[scores.indexOf(Math.max(...scores))]
}).length
console.log(
  'link of gold corrections',
  linked,
  pairs.length,
  'reachable',
  pairs.filter((p) => p.yes.includes(1)).length,
  'nearest',
  pairs.filter((p) => p.yes[0]).length,
)

if (!process.argv.includes('--dry')) {
  const weights = fit(data)
  const text = [
    '// Written by scripts/fit.mjs from labelled traces. Forests are in the form that forest.ts reads.',
    `export const thresholds = ${JSON.stringify(thresholds)
      .replace(/"/g, '')
      .replace(/([:,{])/g, '$1 ')
      .replace('}', ' }')}`,
    ...Object.entries(weights).map(([name, forest]) => `export const ${name} =\n  '${forest}'`),
  ].join('\n')
  writeFileSync(path.join(root, 'src/reading/reflection/weights.ts'), `${text}\n`)
}
