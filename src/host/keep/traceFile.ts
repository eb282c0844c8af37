import { type FileHandle, open } from 'node:fs/promises'
import * as v from 'valibot'
import { MAX_TRACE_BYTES, type ParsedTrace, parseTrace, traceSchema } from '../../trace/schema'
import type { Trace } from '../../trace/trace'

/**
 * A trace's file in the history. It is the trace's JSON in two lines, of which the first holds only `about`, the summary
 * that the list of runs shows: the list reads the beginning of each file, whatever the length of the thoughts. Readers of
 * traces drop the key. JSON has no line end of its own, so a file that was cut anywhere does not end in one.
 */

const { entries } = traceSchema

const summarySchema = v.object({
  id: entries.id,
  startedAt: entries.startedAt,
  intent: entries.problem.entries.intent,
  /** Shortened. */
  question: v.string(),
  name: entries.problem.entries.name,
  path: v.string(),
  lines: entries.problem.entries.lines,
  model: entries.model,
  /** Absent while it runs. */
  end: entries.end,
  elapsed: entries.elapsed,
  steps: v.number(),
  /** Those that are shown as a card: sure, and not dismissed. */
  corrections: v.number(),
})

/** What the list of runs says of one. */
export type TraceSummary = v.InferOutput<typeof summarySchema>

const aboutLine = v.object({ about: summarySchema })

/** A summary is a line in a list. */
const MAX_WORDS = 300
/** Bytes; longer than nearly every first line. A longer one only costs reading the whole file. */
const HEAD_BYTES = 4096

export function summaryOf(trace: Trace): TraceSummary {
  const { id, startedAt, problem, model, end, elapsed, steps, reflections } = trace
  return {
    id,
    startedAt,
    intent: problem.intent,
    question: problem.question.slice(0, MAX_WORDS),
    ...(problem.name === undefined ? {} : { name: problem.name.slice(0, MAX_WORDS) }),
    path: problem.document.path.slice(-MAX_WORDS),
    lines: problem.lines,
    model,
    ...(end ? { end: end.type === 'failed' ? { ...end, detail: end.detail.slice(0, MAX_WORDS) } : end } : {}),
    elapsed,
    steps: steps.length,
    corrections: reflections.filter((r) => r.kind === 'correction' && r.sure && !r.dismissed).length,
  }
}

export function traceFileText(trace: Trace): string {
  const about = JSON.stringify({ about: summaryOf(trace) })
  return `${about.slice(0, -1)},\n${JSON.stringify(trace).slice(1)}\n`
}

/** Takes any text for a trace's file, and says what is wrong where it is none. */
export function parseTraceText(text: string): ParsedTrace {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return { ok: false, reason: 'invalid', detail: error instanceof Error ? error.message : String(error) }
  }
  return parseTrace(json)
}

/** Rejects with the file system's error. */
export async function readTraceFile(file: string): Promise<ParsedTrace> {
  return withFile(file, async (handle) => {
    const { size } = await handle.stat()
    if (size > MAX_TRACE_BYTES) return { ok: false, reason: 'invalid', detail: `${size} > ${MAX_TRACE_BYTES} bytes` }
    return parseTraceText(await handle.readFile('utf8'))
  })
}

/** The summary in the first line, or null where the file is not whole or has none. Rejects with the file system's error. */
export async function readAbout(file: string): Promise<TraceSummary | null> {
  return withFile(file, async (handle) => {
    const { size } = await handle.stat()
    const head = await readAt(handle, 0, Math.min(size, HEAD_BYTES))
    const lineEnd = head.indexOf('\n')
    if (lineEnd < 0 || (await readAt(handle, size - 1, 1)) !== '\n' || size <= lineEnd + 1) return null
    return parseAbout(head.slice(0, lineEnd))
  })
}

function parseAbout(line: string): TraceSummary | null {
  try {
    return v.parse(aboutLine, JSON.parse(line.replace(/,$/, '}'))).about
  } catch {
    return null
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<string> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position)
  return buffer.toString('utf8', 0, bytesRead)
}

async function withFile<T>(file: string, use: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(file, 'r')
  try {
    return await use(handle)
  } finally {
    await handle.close()
  }
}
