#!/usr/bin/env node
// How well reflections are found: the detector beside baselines.
//
//   npm run evaluate                          the shipped detector on what it did not learn from of test/corpus
//   npm run evaluate -- --traces FOLDER       labelled traces that it learnt from, cross-validated by trace, three times (some minutes)
//                                             (--further FOLDER: with the further ones that scripts/fit.mjs takes)
//   npm run evaluate -- --traces FOLDER --shipped    labelled traces that it never saw
//
// F1 carries the range that holds 95 of 100 resamplings of the traces.
import { random } from './reflection/boost.mjs'
import { loadCorpus } from './reflection/corpus.mjs'
import { crossValidate, learnable, learnableBeside } from './reflection/learn.mjs'
import { countAll, ROWS, rates } from './reflection/score.mjs'
import { stepAgreement } from './reflection/steps.mjs'
import { detect, loadReading, loadTraces, sentencesOf } from './reflection/traces.mjs'

const RESAMPLINGS = 400

/** Sentence by sentence: what holds one of these words is a correction, and retracts the sentence before. */
const BASELINES = {
  '"wait"': /\bwait\b|等等|等一下/i,
  'keyword list':
    /\b(?:wait|hmm|actually|alternatively|however|but wait|let me (?:re)?check|on second thought|oops)\b|等等|其实|不对|不过/i,
  'strict patterns':
    /\b(?:wait, no|no, (?:wait|that)|that'?s (?:not right|wrong|incorrect)|i (?:made an? (?:mistake|error)|was wrong|mis(?:read|understood))|scrap that|on second thought|correction:)|不对|我(?:搞|算|看|记|弄)?错了/i,
}

function baseline(pattern, sentences) {
  const corrections = []
  sentences.forEach((sentence, index) => {
    if (pattern.test(sentence.text)) corrections.push({ ...sentence, target: sentences[index - 1] ?? null })
  })
  return { corrections, checks: [], alternatives: [] }
}

function range(row, gold, detected) {
  const ids = gold.traces.map((t) => t.id)
  const counts = ids.map((id) =>
    countAll(
      row,
      gold.regions.filter((r) => r.traceId === id),
      gold.labelsOf,
      detected,
    ),
  )
  const next = random(1)
  const scores = Array.from({ length: RESAMPLINGS }, () => {
    const sum = { gold: 0, hit: 0, wrong: 0, chars: 0 }
    for (let i = 0; i < ids.length; i++) {
      const picked = counts[Math.floor(next() * ids.length)]
      for (const key of Object.keys(sum)) sum[key] += picked[key]
    }
    return rates(sum).f1
  }).sort((a, b) => a - b)
  return `${two(scores[Math.floor(RESAMPLINGS * 0.025)])}–${two(scores[Math.floor(RESAMPLINGS * 0.975)])}`
}

const two = (value) => value.toFixed(2).replace(/^0/, '')

function print(title, gold, runs) {
  console.log(`\n## ${title}\n`)
  console.log('| | | F1 (95 %) | precision | recall | wrong per 10,000 chars | link | outcome | labels |')
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |')
  for (const [name, row] of Object.entries(ROWS)) {
    for (const [run, detected] of Object.entries(runs)) {
      const r = rates(countAll(row, gold.regions, gold.labelsOf, detected))
      if (r.gold === 0 || (run !== 'ours' && (row.kind !== 'corrections' || row.only))) continue
      const cells = [name, run, `${two(r.f1)} (${range(row, gold, detected)})`, two(r.precision), two(r.recall)]
      const rest = [
        r.wrongPer10k.toFixed(1),
        r.link === undefined ? '' : two(r.link),
        r.outcome === undefined ? '' : two(r.outcome),
        r.gold,
      ]
      console.log(`| ${[...cells, ...rest].join(' | ')} |`)
    }
  }
}

function printSteps(schemes) {
  console.log('\n## steps beside nodes that others have drawn\n')
  console.log('| | traces | nodes | steps | begin at a node | (any sentence) | of its kind | (all deduction) |')
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- |')
  for (const [name, s] of Object.entries(schemes)) {
    const shares = [s.atNode / s.inner, s.sentencesAtNode / s.sentences, s.kinds / s.steps, s.deductions / s.steps]
    console.log(`| ${[name, s.traces, s.nodes, s.steps, ...shares.map(two)].join(' | ')} |`)
  }
}

const reading = await loadReading()
const option = (name) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined)
const folder = option('--traces')

function evaluate(title, gold, held) {
  const data = gold.traces.map((trace) => ({ id: trace.id, sentences: sentencesOf(reading, trace.thought) }))
  const ours = held
    ? crossValidate(reading, learnable(reading, gold), learnableBeside(reading, option('--further')), gold).detected
    : [new Map(data.map((d) => [d.id, detect(reading, d.sentences)]))]
  const others = Object.entries(BASELINES).map(([name, pattern]) => [
    name,
    [new Map(data.map((d) => [d.id, baseline(pattern, d.sentences)]))],
  ])
  print(`${title} (${gold.traces.length})`, gold, { ours, ...Object.fromEntries(others) })
  const found = ours.flatMap((round) => [...round.values()])
  const delays = found.flatMap((each) => each.delays).sort((a, b) => a - b)
  const withdrawn = found.reduce((sum, each) => sum + each.withdrawn, 0)
  const share = ((100 * withdrawn) / delays.length).toFixed(1)
  const median = delays[Math.floor(delays.length / 2)]
  console.log(
    `\n${(delays.length / ours.length).toFixed(0)} marks were shown, the median ${median} sentence after the one that they begin in;`,
  )
  console.log(`${share} % of them were checks that became part of the correction which followed.`)
}

if (!folder) {
  for (const [name, texts] of Object.entries(loadCorpus('test')))
    evaluate(`${name} of test/corpus, not learnt from`, texts, false)
} else {
  const held = !process.argv.includes('--shipped')
  const gold = loadTraces(folder)
  evaluate(held ? 'traces, cross-validated by trace' : 'traces', gold, held)
  printSteps(stepAgreement(reading, gold.traces, sentencesOf))
}
