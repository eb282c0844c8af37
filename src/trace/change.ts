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
  return applyAll(trace, [change])
}

/** The same for many at once; each list is copied at most once, so a batch costs its own length and not their product. */
export function applyAll(trace: Trace, changes: Iterable<Change>): Trace {
  const draft = new Draft(trace)
  for (const change of changes) draft.apply(change)
  return draft.trace
}

class Draft {
  #trace: Trace
  /** Copied from the trace when first changed. */
  #parts: Part[] | undefined
  #steps: Step[] | undefined
  #reflections: Reflection[] | undefined
  /** Of all reflections, from the first time one is asked for: most are new, and a search would cost their number. */
  #ids: Set<string> | undefined

  constructor(trace: Trace) {
    this.#trace = trace
  }

  get trace(): Trace {
    return this.#trace
  }

  apply(change: Change): void {
    this.#grow(change)
    if (change.at > this.#trace.elapsed && change.type !== 'dismiss') this.#set({ elapsed: change.at })
  }

  #set(fields: Partial<Trace>): void {
    this.#trace = { ...this.#trace, ...fields }
  }

  #grow(change: Change): void {
    switch (change.type) {
      case 'append':
        this.#append(change.text, change.chars)
        break
      case 'part':
        this.#ownParts().push(change.part)
        break
      case 'refile':
        this.#refile()
        break
      case 'steps':
        this.#ownSteps().splice(change.from, Number.POSITIVE_INFINITY, ...change.steps)
        break
      case 'reflection':
        this.#upsert(change.reflection)
        break
      case 'withdraw':
        this.#withdraw(change.id)
        break
      case 'dismiss':
        this.#dismiss(change.id, change.dismissed)
        break
      case 'usage':
        this.#set({ usage: { ...this.#trace.usage, ...change.usage } })
        break
      case 'notice':
        if (!this.#trace.notices.includes(change.notice))
          this.#set({ notices: [...this.#trace.notices, change.notice] })
        break
      case 'end':
        this.#set({ end: change.end })
        break
    }
  }

  #ownParts(): Part[] {
    this.#parts ??= this.#trace.parts.slice()
    if (this.#trace.parts !== this.#parts) this.#set({ parts: this.#parts })
    return this.#parts
  }

  #ownSteps(): Step[] {
    this.#steps ??= this.#trace.steps.slice()
    if (this.#trace.steps !== this.#steps) this.#set({ steps: this.#steps })
    return this.#steps
  }

  #ownReflections(): Reflection[] {
    this.#reflections ??= this.#trace.reflections.slice()
    if (this.#trace.reflections !== this.#reflections) this.#set({ reflections: this.#reflections })
    return this.#reflections
  }

  #append(text: TextName, chars: string): void {
    const value = this.#trace[text] + chars
    this.#set({ [text]: value })
    const last = this.#trace.parts.findLastIndex((part) => part.text === text)
    const part = this.#trace.parts[last]
    if (part) this.#ownParts()[last] = { ...part, end: value.length }
  }

  #refile(): void {
    const { thought, answer, parts } = this.#trace
    const shift = thought.length
    this.#parts = parts.map((part) =>
      part.text === 'thought' ? part : { ...part, text: 'thought', start: part.start + shift, end: part.end + shift },
    )
    this.#set({ thought: thought + answer, answer: '', parts: this.#parts })
  }

  #upsert(reflection: Reflection): void {
    const index = this.#indexOf(reflection.id)
    if (index >= 0) {
      this.#ownReflections()[index] = reflection
      return
    }
    const before = this.#trace.reflections.findLastIndex((r) => r.start <= reflection.start)
    this.#ownReflections().splice(before + 1, 0, reflection)
    this.#ids?.add(reflection.id)
  }

  #withdraw(id: string): void {
    const index = this.#indexOf(id)
    if (index < 0) return
    this.#ownReflections().splice(index, 1)
    this.#ids?.delete(id)
  }

  /** Or -1. Nearly always it is one of the last. */
  #indexOf(id: string): number {
    this.#ids ??= new Set(this.#trace.reflections.map((r) => r.id))
    return this.#ids.has(id) ? this.#trace.reflections.findLastIndex((r) => r.id === id) : -1
  }

  #dismiss(id: string, yes: boolean): void {
    const index = this.#indexOf(id)
    const reflection = this.#trace.reflections[index]
    if (!reflection) return
    const { dismissed: _, ...shown } = reflection
    this.#ownReflections()[index] = yes ? { ...shown, dismissed: true } : shown
  }
}
