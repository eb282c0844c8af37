// The reading's own code for Node.js, and the labelled traces of a folder (traces, labels and regions as JSON Lines).
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** The modules of src/reading that fitting and evaluating need, bundled. */
export async function loadReading() {
  const folder = mkdtempSync(path.join(tmpdir(), 'reflection-'))
  const outfile = path.join(folder, 'reading.mjs')
  const modules = [
    'sentence',
    'segment',
    'reflection/facts',
    'reflection/features',
    'reflection/link',
    'reflection/outcome',
    'reflection/phrases',
    'reflection/spans',
    'reflection/model',
    'reflection/detector',
    'reflection/cues/cue',
  ]
  await build({
    stdin: {
      contents: modules.map((m) => `export * from './${m}'`).join('\n'),
      resolveDir: path.join(root, 'src/reading'),
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    logLevel: 'error',
  })
  try {
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export function sentencesOf(reading, text) {
  const splitter = new reading.SentenceSplitter()
  return [...splitter.feed(text), ...splitter.finish()]
}

/** What the detector finds in a text, in the form that is scored. */
export function detect(reading, sentences, model) {
  const detector = new reading.ReflectionDetector(model)
  const shown = new Map()
  /** How many sentences have come since the one that a mark begins in, when it is first shown. */
  const delays = []
  let withdrawn = 0
  const take = (changes, now) => {
    for (const change of changes) {
      if (change.type === 'withdraw') {
        shown.delete(change.id)
        withdrawn++
      } else {
        const { id, start } = change.reflection
        if (!shown.has(id)) delays.push(now - sentences.findIndex((s) => s.end > start))
        shown.set(id, change.reflection)
      }
    }
  }
  sentences.forEach((sentence, now) => {
    take(detector.feed(sentence), now)
  })
  take(detector.finish(), sentences.length - 1)
  const all = [...shown.values()].sort((a, b) => a.start - b.start)
  return {
    delays,
    withdrawn,
    corrections: all.filter((r) => r.kind === 'correction').map((r) => ({ ...r, target: r.reparandum })),
    checks: all.filter((r) => r.kind === 'check'),
    alternatives: all.filter((r) => r.kind === 'alternative'),
  }
}

export const lines = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

export function loadTraces(folder) {
  const labels = Map.groupBy
    ? Map.groupBy(lines(path.join(folder, 'labels.jsonl')), (l) => l.traceId)
    : lines(path.join(folder, 'labels.jsonl')).reduce(
        (map, l) => map.set(l.traceId, [...(map.get(l.traceId) ?? []), l]),
        new Map(),
      )
  return {
    traces: lines(path.join(folder, 'traces.jsonl')),
    regions: lines(path.join(folder, 'regions.jsonl')),
    labelsOf: (id) => labels.get(id) ?? [],
    singles: lines(path.join(root, 'scripts/reflection/labels.jsonl')),
    windows: lines(path.join(root, 'scripts/reflection/windows.jsonl')),
  }
}
