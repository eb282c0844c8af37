// The repository's own labelled texts, in the form of labelled traces, one file per language or subject: short passages
// (test/corpus) and whole thoughts (test/corpus/thoughts). Every second passage and every sixth thought (`use: "test"`) is
// only ever judged, the others are learnt from.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './traces.mjs'

/** How much a sentence counts beside one of a real trace, by what served held-out traces best. */
const WEIGHTS = { passages: 0.35, thoughts: 0.2 }

/** Both, by name. */
export function loadCorpus(use) {
  const folder = path.join(root, 'test/corpus')
  return {
    passages: load(folder, use, WEIGHTS.passages),
    thoughts: load(path.join(folder, 'thoughts'), use, WEIGHTS.thoughts),
  }
}

function load(folder, use, weight) {
  const passages = readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => {
      const lines = readFileSync(path.join(folder, file), 'utf8').split('\n').filter(Boolean)
      return lines.map((line) => ({ ...JSON.parse(line), lang: file.slice(0, 2) }))
    })
    .filter((passage) => passage.use === use)
  const labels = new Map(passages.map((p) => [p.id, p.labels.map((label) => ({ ...label, traceId: p.id }))]))
  return {
    traces: passages.map((p) => ({ id: p.id, thought: p.text })),
    regions: passages.map((p) => ({
      traceId: p.id,
      start: 0,
      end: p.text.length,
      skip: [],
      lang: p.lang,
      domain: p.domain,
    })),
    labelsOf: (id) => labels.get(id) ?? [],
    singles: [],
    windows: [],
    weight,
  }
}
