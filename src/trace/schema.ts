import * as v from 'valibot'
import {
  CORRECTION_TYPES,
  EFFORTS,
  FAILURE_REASONS,
  INTENTS,
  type Reflection,
  type Span,
  STEP_KINDS,
  TRACE_FORMAT,
  TRACE_VERSION,
  type Trace,
} from './trace'

/**
 * What a file must be to be taken for a trace. The JSON Schema that ships (`schemas/reasoning.schema.json`) is generated
 * from this one. Unknown keys are dropped, `__proto__` among them: the result is built anew, never merged.
 */

/** UTF-16 units in one text: ten times the longest thought that was measured; more would only fill the memory. */
export const MAX_TEXT_CHARACTERS = 32_000_000
/** Of a trace's file, bytes: the two texts at four bytes a unit, and spans. */
export const MAX_TRACE_BYTES = 160_000_000
/** Of parts, of steps and of marks: one for every 32 characters of the longest text. */
const MAX_ITEMS = 1_000_000
/** Of a question, of what a server said, or of what a language server reports, UTF-16 units: longer ones are no sentences. */
const MAX_WORDS = 100_000
/** On either side of what was asked about, UTF-16 units: twenty times what the extension sends along. */
const MAX_CONTEXT = 1_000_000
/** Of an address or a path, UTF-16 units: twice the longest that file systems have. */
const MAX_PATH = 8192
/** Of what has a name, UTF-16 units. */
const MAX_NAME = 1024
/** Of what the extension names itself: marks, traces, cues and languages. */
const MAX_ID = { mark: 32, trace: 64, cue: 64, language: 256 } as const
/** Diagnostics; the extension sends twenty. */
const MAX_REPORTED = 1000
/** Reasons that one mark has, and notices that one trace has: more than there are kinds of them. */
const MAX_WHY = 16
const MAX_NOTICES = 64

const offset = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_TEXT_CHARACTERS))
const time = v.pipe(v.number(), v.minValue(0), v.finite())
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const words = (max: number) => v.pipe(v.string(), v.maxLength(max))
const list = <const S extends v.GenericSchema>(item: S) => v.pipe(v.array(item), v.maxLength(MAX_ITEMS))

const spanFields = { start: offset, end: offset }
const span = v.object(spanFields)
const text = v.picklist(['thought', 'answer'])

const part = v.object({ text, ...spanFields, provenance: v.picklist(['raw', 'summary', 'hidden']), at: time })

const step = v.object({
  id: words(MAX_ID.mark),
  start: offset,
  kind: v.picklist(STEP_KINDS),
  title: v.exactOptional(span),
  body: offset,
  at: time,
})

const markFields = {
  id: words(MAX_ID.mark),
  ...spanFields,
  cue: v.exactOptional(span),
  dismissed: v.exactOptional(v.literal(true)),
}

const reflection = v.variant('kind', [
  v.object({
    kind: v.literal('correction'),
    ...markFields,
    type: v.picklist(CORRECTION_TYPES),
    reparandum: v.nullable(span),
    repair: v.exactOptional(span),
    confidence: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    sure: v.boolean(),
    why: v.pipe(v.array(words(MAX_ID.cue)), v.maxLength(MAX_WHY)),
  }),
  v.object({ kind: v.literal('check'), ...markFields, outcome: v.picklist(['open', 'confirmed']) }),
  v.object({ kind: v.literal('alternative'), ...markFields }),
])

const problem = v.object({
  intent: v.picklist(INTENTS),
  question: words(MAX_WORDS),
  document: v.object({ uri: words(MAX_PATH), path: words(MAX_PATH), languageId: words(MAX_ID.language) }),
  span,
  lines: v.object({ first: count, last: count }),
  name: v.exactOptional(words(MAX_NAME)),
  text: words(MAX_TEXT_CHARACTERS),
  before: words(MAX_CONTEXT),
  after: words(MAX_CONTEXT),
  diagnostics: v.pipe(
    v.array(
      v.object({
        severity: v.picklist(['error', 'warning', 'information', 'hint']),
        message: words(MAX_WORDS),
        source: v.exactOptional(words(MAX_NAME)),
        line: count,
      }),
    ),
    v.maxLength(MAX_REPORTED),
  ),
})

const end = v.variant('type', [
  v.object({ type: v.picklist(['complete', 'length', 'tool-calls', 'cut', 'stopped', 'interrupted']) }),
  v.object({ type: v.literal('failed'), reason: v.picklist(FAILURE_REASONS), detail: words(MAX_WORDS) }),
])

export const traceSchema = v.object({
  format: v.literal(TRACE_FORMAT),
  version: v.literal(TRACE_VERSION),
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  startedAt: v.pipe(v.string(), v.isoTimestamp()),
  retryOf: v.exactOptional(words(MAX_ID.trace)),
  problem,
  prompt: v.object({ instructions: words(MAX_TEXT_CHARACTERS), input: words(MAX_TEXT_CHARACTERS) }),
  model: v.object({
    endpoint: words(MAX_NAME),
    model: words(MAX_NAME),
    effort: v.exactOptional(v.picklist(EFFORTS)),
    demo: v.exactOptional(v.literal(true)),
  }),
  thought: words(MAX_TEXT_CHARACTERS),
  answer: words(MAX_TEXT_CHARACTERS),
  parts: list(part),
  steps: list(step),
  reflections: list(reflection),
  usage: v.object({ input: v.exactOptional(count), output: v.exactOptional(count), reasoning: v.exactOptional(count) }),
  notices: v.pipe(
    v.array(
      v.picklist([
        'summary-refused',
        'parameter-dropped',
        'no-finish-reason',
        'invalid-utf8',
        'final-text-differs',
        'retried',
        'resumed',
      ]),
    ),
    v.maxLength(MAX_NOTICES),
  ),
  end: v.exactOptional(end),
  elapsed: time,
})

export type ParsedTrace =
  | { readonly ok: true; readonly trace: Trace }
  /** `detail` names the place in the file, for the person who wrote or broke it. */
  | { readonly ok: false; readonly reason: 'not-a-trace' | 'newer-version' | 'invalid'; readonly detail: string }

/** Takes what `JSON.parse` gave. Beyond the schema, every span must lie in its text and the steps must ascend. */
export function parseTrace(json: unknown): ParsedTrace {
  const head = v.safeParse(v.object({ format: v.literal(TRACE_FORMAT), version: v.number() }), json)
  if (!head.success) return { ok: false, reason: 'not-a-trace', detail: '' }
  if (head.output.version > TRACE_VERSION) {
    return { ok: false, reason: 'newer-version', detail: String(head.output.version) }
  }
  const parsed = v.safeParse(traceSchema, json, { abortEarly: true })
  if (!parsed.success) {
    const [issue] = parsed.issues
    return { ok: false, reason: 'invalid', detail: `${v.getDotPath(issue) ?? ''}: ${issue.message}`.slice(0, 300) }
  }
  const trace: Trace = parsed.output
  const detail = misplaced(trace)
  return detail === null ? { ok: true, trace } : { ok: false, reason: 'invalid', detail }
}

/** The path of the first span that lies outside its text or out of order, or null. */
function misplaced(trace: Trace): string | null {
  const { length } = trace.thought
  const part = trace.parts.findIndex((p) => !within(p, trace[p.text].length))
  if (part >= 0) return `parts.${part}`
  const step = trace.steps.findIndex((s, i) => {
    const title = s.title ?? { start: s.start, end: s.body }
    return (
      s.start <= (trace.steps[i - 1]?.start ?? -1) || s.start > title.start || s.body > length || !within(title, length)
    )
  })
  if (step >= 0) return `steps.${step}`
  const ids = new Set<string>()
  const reflection = trace.reflections.findIndex((r) => {
    const repeated = ids.has(r.id)
    ids.add(r.id)
    return repeated || spansOf(r).some((s) => !within(s, length))
  })
  return reflection >= 0 ? `reflections.${reflection}` : null
}

function within(span: Span, length: number): boolean {
  return span.start <= span.end && span.end <= length
}

function spansOf(reflection: Reflection): readonly Span[] {
  const spans: (Span | null | undefined)[] = [reflection, reflection.cue]
  if (reflection.kind === 'correction') spans.push(reflection.reparandum, reflection.repair)
  return spans.filter((s) => s !== null && s !== undefined)
}
