import type { End, Notice, Part, Reflection, Step, TextName, Trace, Usage } from './trace'

/**
 * One growth of a trace. Changes are what the recorder emits, the journal holds and the page receives; a trace is what
 * `apply` makes of all of them in order.
 */
export type Change =
  /** Appends to the last part of that text, unless a `part` change opened a new one just before. */
  | { readonly type: 'append'; readonly text: TextName; readonly chars: string; readonly at: number }
  /** Opens a part; its `end` equals its `start`. */
  | { readonly type: 'part'; readonly part: Part; readonly at: number }
  /** The whole answer so far becomes the end of the thought, and the answer is empty. */
  | { readonly type: 'refile'; readonly at: number }
  /** Replaces the steps from index `from` on. */
  | { readonly type: 'steps'; readonly from: number; readonly steps: readonly Step[]; readonly at: number }
  /** Adds a reflection, or replaces the one with its id. */
  | { readonly type: 'reflection'; readonly reflection: Reflection; readonly at: number }
  | { readonly type: 'withdraw'; readonly id: string; readonly at: number }
  | { readonly type: 'dismiss'; readonly id: string; readonly dismissed: boolean; readonly at: number }
  | { readonly type: 'usage'; readonly usage: Usage; readonly at: number }
  | { readonly type: 'notice'; readonly notice: Notice; readonly at: number }
  | { readonly type: 'end'; readonly end: End; readonly at: number }

/** Pure; shares with the old trace whatever did not change. A change that cannot apply (an unknown id) leaves it as it is. */
export function apply(trace: Trace, change: Change): Trace {
  const grown = applyBody(trace, change)
  return change.at > grown.elapsed && change.type !== 'dismiss' ? { ...grown, elapsed: change.at } : grown
}

export function applyAll(trace: Trace, changes: Iterable<Change>): Trace {
  let result = trace
  for (const change of changes) result = apply(result, change)
  return result
}

function applyBody(trace: Trace, change: Change): Trace {
  switch (change.type) {
    case 'append':
      return append(trace, change.text, change.chars)
    case 'part':
      return { ...trace, parts: [...trace.parts, change.part] }
    case 'refile':
      return refile(trace)
    case 'steps':
      return { ...trace, steps: [...trace.steps.slice(0, change.from), ...change.steps] }
    case 'reflection':
      return { ...trace, reflections: upsert(trace.reflections, change.reflection) }
    case 'withdraw':
      return { ...trace, reflections: trace.reflections.filter((r) => r.id !== change.id) }
    case 'dismiss':
      return {
        ...trace,
        reflections: trace.reflections.map((r) => (r.id === change.id ? dismissed(r, change.dismissed) : r)),
      }
    case 'usage':
      return { ...trace, usage: { ...trace.usage, ...change.usage } }
    case 'notice':
      return trace.notices.includes(change.notice) ? trace : { ...trace, notices: [...trace.notices, change.notice] }
    case 'end':
      return { ...trace, end: change.end }
  }
}

function append(trace: Trace, text: TextName, chars: string): Trace {
  const value = trace[text] + chars
  const last = trace.parts.findLastIndex((part) => part.text === text)
  const part = trace.parts[last]
  if (!part) return { ...trace, [text]: value }
  const parts = trace.parts.slice()
  parts[last] = { ...part, end: value.length }
  return { ...trace, [text]: value, parts }
}

function refile(trace: Trace): Trace {
  const shift = trace.thought.length
  return {
    ...trace,
    thought: trace.thought + trace.answer,
    answer: '',
    parts: trace.parts.map((part) =>
      part.text === 'thought' ? part : { ...part, text: 'thought', start: part.start + shift, end: part.end + shift },
    ),
  }
}

/** Reflections are few beside characters, and nearly always new ones come last. */
function upsert(reflections: readonly Reflection[], reflection: Reflection): readonly Reflection[] {
  const index = reflections.findIndex((r) => r.id === reflection.id)
  if (index >= 0) return reflections.with(index, reflection)
  const before = reflections.findLastIndex((r) => r.start <= reflection.start)
  return reflections.toSpliced(before + 1, 0, reflection)
}

function dismissed(reflection: Reflection, yes: boolean): Reflection {
  const { dismissed: _, ...shown } = reflection
  return yes ? { ...shown, dismissed: true } : shown
}
