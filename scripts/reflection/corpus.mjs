// The repository's own labelled passages (test/corpus, one file per language), in the form of labelled traces. One half is
// learnt from, the other half (`use: "test"`) is only ever judged.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './traces.mjs'

export function loadCorpus(use) {
  const folder = path.join(root, 'test/corpus')
  const passages = readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl'))
    .flatMap((file) => {
      const lines = readFileSync(path.join(folder, file), 'utf8').split('\n').filter(Boolean)
      return lines.map((line) => ({ ...JSON.parse(line), lang: path.basename(file, '.jsonl') }))
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
    weight: 2,
  }
}
