import { hostname } from 'node:os'
import * as v from 'valibot'
import { applyAll, type Change } from '../../trace/change'
import { type ParsedTrace, parseTrace, traceSchema } from '../../trace/schema'
import type { Trace } from '../../trace/trace'

/**
 * What a journal is on the disk. The first line says whose it is and holds the trace as it was when the run began; each
 * later line is the list of changes that one flush wrote. A line counts whole or not at all: after each, the trace is one
 * that the recorder stood at.
 */

const JOURNAL_FORMAT = 'second-thoughts.journal'
const JOURNAL_VERSION = 1

const { entries } = traceSchema
const at = entries.elapsed
const text = entries.parts.item.entries.text
const id = v.pipe(v.string(), v.maxLength(32))

const change = v.variant('type', [
  v.object({ type: v.literal('append'), text, chars: v.string(), at }),
  v.object({ type: v.literal('part'), part: entries.parts.item, at }),
  v.object({ type: v.literal('refile'), at }),
  v.object({
    type: v.literal('steps'),
    from: v.pipe(v.number(), v.integer(), v.minValue(0)),
    steps: v.array(entries.steps.item),
    at,
  }),
  v.object({ type: v.literal('reflection'), reflection: entries.reflections.item, at }),
  v.object({ type: v.literal('withdraw'), id, at }),
  v.object({ type: v.literal('dismiss'), id, dismissed: v.boolean(), at }),
  v.object({ type: v.literal('usage'), usage: entries.usage, at }),
  v.object({ type: v.literal('notice'), notice: entries.notices.item, at }),
  v.object({ type: v.literal('end'), end: entries.end.wrapped, at }),
])
const changes: v.GenericSchema<unknown, readonly Change[]> = v.array(change)

const head = v.object({ format: v.literal(JOURNAL_FORMAT), version: v.number() })
const header = v.object({
  pid: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Process ids mean something on their own machine or container only. */
  host: v.string(),
  trace: v.unknown(),
})

export interface Owner {
  readonly pid: number
  readonly host: string
}

export type ReadJournal =
  | {
      readonly ok: true
      readonly owner: Owner
      readonly trace: Trace
      /** False: a line other than a torn last one could not be read; `trace` is what stood before it. */
      readonly intact: boolean
    }
  | { readonly ok: false; readonly reason: 'newer-version' | 'invalid' }

export function headerLine(trace: Trace): string {
  const owner: Owner = { pid: process.pid, host: hostname() }
  return `${JSON.stringify({ format: JOURNAL_FORMAT, version: JOURNAL_VERSION, ...owner, trace })}\n`
}

export function batchLine(batch: readonly Change[]): string {
  return `${JSON.stringify(batch)}\n`
}

/** Replays a journal as far as it goes. Linear. */
export function readJournal(content: string): ReadJournal {
  const lines = content.split('\n')
  // What stands after the last line end is empty, or the line that was being written when the process died.
  lines.pop()
  const [first = '', ...batches] = lines
  const json = parsed(first)
  const { output: known, success } = v.safeParse(head, json)
  if (success && known.version > JOURNAL_VERSION) return { ok: false, reason: 'newer-version' }
  const whose = v.safeParse(header, json)
  const begun: ParsedTrace = parseTrace(whose.success ? whose.output.trace : null)
  if (!success || !whose.success || !begun.ok) return { ok: false, reason: 'invalid' }
  const owner: Owner = { pid: whose.output.pid, host: whose.output.host }
  return { ok: true, owner, ...replay(begun.trace, batches) }
}

function replay(begun: Trace, batches: readonly string[]): { trace: Trace; intact: boolean } {
  let trace = begun
  for (const line of batches) {
    const batch = v.safeParse(changes, parsed(line))
    if (!batch.success) return { trace, intact: false }
    trace = applyAll(trace, batch.output)
  }
  const whole = parseTrace(trace)
  return whole.ok ? { trace, intact: true } : { trace: begun, intact: false }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}
