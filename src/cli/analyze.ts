// npm run --silent analyze -- FILE.jsonl   (or the lines on standard input)
//
// Reads thoughts as the editor does. Each line in is {"id", "thought"}; each line out is {"id", "steps", "corrections",
// "checks", "alternatives"}, with UTF-16 offsets into the thought. A line that cannot be read is named on standard
// error, the others go on, and the exit code is 1.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Recorder } from '../reading/recorder'
import {
  type Alternative,
  type Check,
  type Correction,
  type Span,
  stepEnd,
  type Trace,
  type TraceStart,
} from '../trace/trace'

const START: TraceStart = {
  id: 'analyze',
  startedAt: '1970-01-01T00:00:00.000Z',
  problem: {
    intent: 'ask',
    question: '',
    document: { uri: '', path: '', languageId: 'plaintext' },
    span: { start: 0, end: 0 },
    lines: { first: 0, last: 0 },
    text: '',
    before: '',
    after: '',
    diagnostics: [],
  },
  prompt: { instructions: '', input: '' },
  model: { endpoint: '', model: '' },
}

interface Input {
  readonly id: string | number
  readonly thought: string
}

function read(line: string): Input {
  const value: unknown = JSON.parse(line)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('not an object')
  if (!('id' in value) || (typeof value.id !== 'string' && typeof value.id !== 'number')) throw new Error('no "id"')
  if (!('thought' in value) || typeof value.thought !== 'string') throw new Error('no "thought" that is a string')
  return { id: value.id, thought: value.thought }
}

function traceOf(thought: string): Trace {
  const recorder = new Recorder(START)
  if (thought !== '') recorder.record({ type: 'text', text: 'thought', provenance: 'raw', chars: thought, at: 0 })
  recorder.record({ type: 'end', end: { type: 'complete' }, at: 0 })
  return recorder.trace
}

const span = ({ start, end }: Span): Span => ({ start, end })

function correction(found: Correction) {
  return {
    ...span(found),
    target: found.reparandum && span(found.reparandum),
    ...(found.repair && { repair: span(found.repair) }),
    type: found.type,
    ...(found.cue && { cue: span(found.cue) }),
    ...(found.sure && { sure: true }),
  }
}

function result(id: Input['id'], trace: Trace) {
  const { steps, reflections } = trace
  return {
    id,
    steps: steps.map(({ start, kind, title }, index) => ({
      start,
      end: stepEnd(trace, index),
      kind,
      ...(title && { title: trace.thought.slice(title.start, title.end) }),
    })),
    corrections: reflections.filter((found): found is Correction => found.kind === 'correction').map(correction),
    checks: reflections
      .filter((found): found is Check => found.kind === 'check')
      .map((found) => ({ ...span(found), outcome: found.outcome })),
    alternatives: reflections.filter((found): found is Alternative => found.kind === 'alternative').map(span),
  }
}

async function main(args: readonly string[]): Promise<void> {
  const [file, ...more] = args
  if (more.length > 0 || file?.startsWith('-')) throw new Error('usage: npm run --silent analyze -- FILE.jsonl')
  const lines = createInterface({
    input: file === undefined ? process.stdin : createReadStream(file),
    crlfDelay: Infinity,
  })
  let number = 0
  for await (const line of lines) {
    number++
    if (line.trim() === '') continue
    try {
      const { id, thought } = read(number === 1 ? line.replace(/^\uFEFF/, '') : line)
      process.stdout.write(`${JSON.stringify(result(id, traceOf(thought)))}\n`)
    } catch (error) {
      process.exitCode = 1
      process.stderr.write(`line ${number}: ${error instanceof Error ? error.message : String(error)}\n`)
    }
  }
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
