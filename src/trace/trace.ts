/**
 * A trace: everything one run of a reasoning model was asked, was seen to think and answered.
 *
 * It is two texts, the thought and the answer, each verbatim and only ever appended to, and spans over them. Nothing in
 * a span is copied text: whatever the panel says about the reasoning can be shown in the model's own words.
 * All offsets are UTF-16 indices; all times are milliseconds since the run began, unless a name says otherwise.
 */

/** Rises when a reader of an older version could misread a newer file; adding an optional field does not raise it. */
export const TRACE_VERSION = 1

export const TRACE_FORMAT = 'second-thoughts.reasoning'

export type TextName = 'thought' | 'answer'

/** Half-open: `end` is the offset after the last character. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A span that says which of the two texts it lies in. */
export interface Ref extends Span {
  readonly text: TextName
}

/**
 * What a reader may take the thoughts for: the model's own tokens, the provider's summary of them, or nothing
 * (the provider says that it thought, and withholds the text).
 */
export type Provenance = 'raw' | 'summary' | 'hidden'

/**
 * A run of one text as it arrived. Parts are in order of arrival, and those of one text are adjacent; a boundary between
 * two parts of a text is a hard block break although no separator stands there. A hidden part is empty.
 */
export interface Part extends Ref {
  readonly provenance: Provenance
  /** When its first character arrived, ms. */
  readonly at: number
}

export const STEP_KINDS = [
  'setup',
  'planning',
  'recall',
  'deduction',
  'example-testing',
  'verification',
  'uncertainty',
  'alternative',
  'backtracking',
  'conclusion',
] as const
export type StepKind = (typeof STEP_KINDS)[number]

/** A step of the thought. It ends where the next one starts (`stepEnd`), the last one where the thought ends. */
export interface Step {
  /** Stable while the run grows and across reloads: `s` and the start offset. */
  readonly id: string
  readonly start: number
  readonly kind: StepKind
  /** A heading or bold first line of the text itself, without its markup; never invented. */
  readonly title?: Span
  /** Where the text after the title begins; `start` where there is no title. */
  readonly body: number
  /** When its first character arrived, ms. */
  readonly at: number
}

export const CORRECTION_TYPES = [
  'retraction',
  'approach-abandonment',
  'misreading',
  'refinement',
  'trial-rejected',
  'silent',
] as const
export type CorrectionType = (typeof CORRECTION_TYPES)[number]

interface Mark extends Span {
  /** Stable while the run grows and across reloads: `c`, `k` or `a` and the offset where the passage starts. */
  readonly id: string
  /** The words that triggered it (the interregnum); absent where the change of mind is silent. */
  readonly cue?: Span
  /** Hidden by the reader. */
  readonly dismissed?: true
}

/** An earlier statement of the model's own is rejected or replaced. Its three spans are named as in speech repair. */
export interface Correction extends Mark {
  readonly kind: 'correction'
  readonly type: CorrectionType
  /** What is retracted, always before `start`… or null where no earlier statement could be named. */
  readonly reparandum: Span | null
  /** What replaces it; absent until it has been said, or where nothing does. */
  readonly repair?: Span
  /** 0 to 1. */
  readonly confidence: number
  /** Worth a card; the others are a faint mark. */
  readonly sure: boolean
  /** The names of the most telling features, strongest first: why it was flagged. */
  readonly why: readonly string[]
}

/** A doubt or re-check. One that ends in a correction is only the correction. */
export interface Check extends Mark {
  readonly kind: 'check'
  readonly outcome: 'open' | 'confirmed'
}

/** Another option is proposed, and nothing earlier is rejected. */
export interface Alternative extends Mark {
  readonly kind: 'alternative'
}

/** Spans over the thought. */
export type Reflection = Correction | Check | Alternative

export const INTENTS = ['explain', 'fix', 'solve', 'check', 'ask'] as const
export type Intent = (typeof INTENTS)[number]

export interface Diagnostic {
  readonly severity: 'error' | 'warning' | 'information' | 'hint'
  readonly message: string
  readonly source?: string
  /** Zero-based line in the document. */
  readonly line: number
}

/** What is asked, as it stood in the editor when it was asked. */
export interface Problem {
  readonly intent: Intent
  /** The user's own words (intent `ask`); empty otherwise. */
  readonly question: string
  readonly document: {
    /** The URI as a string; the only document that a fix may be applied to. */
    readonly uri: string
    /** Relative to the workspace where there is one. */
    readonly path: string
    readonly languageId: string
  }
  /** UTF-16 offsets of `text` in the document as it was. */
  readonly span: Span
  /** Zero-based, inclusive. */
  readonly lines: { readonly first: number; readonly last: number }
  /** The function, heading or other name of what was selected, where one is known. */
  readonly name?: string
  readonly text: string
  /** A bounded amount of the text around it. */
  readonly before: string
  readonly after: string
  readonly diagnostics: readonly Diagnostic[]
}

/** Exactly what went to the model. */
export interface Prompt {
  readonly instructions: string
  readonly input: string
}

export const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'] as const
export type Effort = (typeof EFFORTS)[number]

export interface ModelInfo {
  /** The endpoint's name as the user configured it, e.g. `OpenAI`; `Recorded (demo)` for the recorded model. */
  readonly endpoint: string
  readonly model: string
  readonly effort?: Effort
  /** The thoughts are a recording written for the samples: no model was asked. */
  readonly demo?: true
}

/** Tokens, as the provider counted them; absent where it did not say. */
export interface Usage {
  readonly input?: number
  readonly output?: number
  readonly reasoning?: number
}

/** The closed set of reasons for which a run can fail. */
export const FAILURE_REASONS = [
  'no-key',
  'unauthorized',
  'forbidden',
  'no-credit',
  'model-not-found',
  'bad-request',
  'rate-limited',
  'server-error',
  'not-an-api',
  'empty-response',
  'unknown-host',
  'refused-connection',
  'tls',
  'proxy',
  'redirected',
  'connection-lost',
  'bad-stream',
  'first-token-timeout',
  'idle-timeout',
  'total-timeout',
  'too-large',
  'content-filter',
  'unknown-problem',
  'unknown',
] as const
export type FailureReason = (typeof FAILURE_REASONS)[number]

/**
 * How a run ended. `cut`: the stream stopped without saying that it was done. `stopped`: by the user. `interrupted`:
 * the editor went away while it ran.
 */
export type End =
  | { readonly type: 'complete' | 'length' | 'tool-calls' | 'cut' | 'stopped' | 'interrupted' }
  | {
      readonly type: 'failed'
      readonly reason: FailureReason
      /** The server's own words, redacted and shortened; empty where it said nothing. */
      readonly detail: string
    }

/** Something the reader should know of the run that is no failure. */
export type Notice =
  | 'summary-refused'
  | 'parameter-dropped'
  | 'no-finish-reason'
  | 'invalid-utf8'
  | 'final-text-differs'
  | 'retried'
  /** The connection broke and the response was taken up again where it stood: nothing is missing. */
  | 'resumed'

export interface Trace {
  readonly format: typeof TRACE_FORMAT
  readonly version: typeof TRACE_VERSION
  readonly id: string
  /** ISO 8601, UTC. */
  readonly startedAt: string
  /** The id of the run that this one asks again. */
  readonly retryOf?: string
  readonly problem: Problem
  readonly prompt: Prompt
  readonly model: ModelInfo
  readonly thought: string
  readonly answer: string
  readonly parts: readonly Part[]
  readonly steps: readonly Step[]
  /** Ordered by `start`. */
  readonly reflections: readonly Reflection[]
  readonly usage: Usage
  readonly notices: readonly Notice[]
  /** Absent while it runs. */
  readonly end?: End
  /** How long the run has lasted, ms; the time of the latest change while it runs. */
  readonly elapsed: number
}

/** What is known when a run begins. */
export type TraceStart = Pick<Trace, 'id' | 'startedAt' | 'retryOf' | 'problem' | 'prompt' | 'model'>

export function newTrace(start: TraceStart): Trace {
  return {
    format: TRACE_FORMAT,
    version: TRACE_VERSION,
    ...start,
    thought: '',
    answer: '',
    parts: [],
    steps: [],
    reflections: [],
    usage: {},
    notices: [],
    elapsed: 0,
  }
}

/** Where step `index` ends: where the next begins, or where the thought ends. */
export function stepEnd(trace: Pick<Trace, 'steps' | 'thought'>, index: number): number {
  return trace.steps[index + 1]?.start ?? trace.thought.length
}

/** The index of the step that holds `offset`, or -1 before the first. Logarithmic. */
export function stepAt(steps: readonly Step[], offset: number): number {
  let low = 0
  let high = steps.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((steps[middle]?.start ?? Number.POSITIVE_INFINITY) <= offset) low = middle + 1
    else high = middle
  }
  return low - 1
}
