#!/usr/bin/env node
// Fits the reflection detector's forests on labelled traces and writes src/reading/reflection/weights.ts.
//
//   node scripts/fit.mjs --traces FOLDER [--further FOLDER] [--dry]
//
// --further: checkouts of the public repositories that hold further traces (reflection/sources.jsonl), which are only learnt
// from. --dry: cross-validates only.
//
// Thresholds are those with the best F1 on held-out traces; the figures that are printed are those of the whole detector
// on held-out traces.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { crossValidate, fitAll, learnable, learnableBeside } from './reflection/learn.mjs'
import { ROWS, score } from './reflection/score.mjs'
import { loadReading, loadTraces, root } from './reflection/traces.mjs'

const option = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined)
const reading = await loadReading()
const gold = loadTraces(option('--traces'))
const data = learnable(reading, gold)
const beside = learnableBeside(reading, option('--further'))

const { thresholds, detected } = crossValidate(reading, data, beside, gold)
console.log(thresholds)
for (const [name, row] of Object.entries(ROWS)) {
  const rates = score(row, gold.regions, gold.labelsOf, detected)
  const shown = Object.entries(rates).map(
    ([key, value]) => `${key} ${Number.isInteger(value) ? value : value.toFixed(value > 20 ? 1 : 3)}`,
  )
  console.log(name.padEnd(22), shown.join('  '))
}
for (const sure of [0.3, 0.4, 0.5, 0.6, 0.7]) {
  const only = (event) => event.confidence >= sure
  const { precision, recall, hit } = score({ ...ROWS.corrections, only }, gold.regions, gold.labelsOf, detected)
  console.log(
    `from confidence ${sure}: precision ${precision.toFixed(2)}, recall ${recall.toFixed(2)}, ${hit.toFixed(0)} right`,
  )
}

if (!process.argv.includes('--dry')) {
  const fitted = fitAll(reading, [...data, ...beside])
  const tables = Object.entries(fitted).map(([name, texts]) => {
    const entries = Object.entries(texts).map(([kind, text]) => `  ${kind}:\n    '${text}',\n`)
    return `export const ${name} = {\n${entries.join('')}}`
  })
  const limits = Object.entries(thresholds).map(([name, value]) => `${name}: ${value}`)
  const lines = [
    '// Written by scripts/fit.mjs from labelled traces, in the forms that forest.ts and phrases.ts read.',
    `export const thresholds = { ${limits.join(', ')} }`,
    ...tables,
  ]
  writeFileSync(path.join(root, 'src/reading/reflection/weights.ts'), `${lines.join('\n')}\n`)
}
