import { applyAll, type Change } from '../trace/change'
import type { Delta } from '../trace/delta'
import { newTrace, type Provenance, type TextName, type Trace, type TraceStart } from '../trace/trace'
import { ThoughtReader } from './thoughtReader'

type TextDelta = Extract<Delta, { readonly type: 'text' }>

/**
 * The only writer of a trace: it turns what a model source emits into changes. How the text was cut into deltas shows in
 * nothing but the times.
 */
export class Recorder {
  /** The trace without the changes that nobody has asked for yet: building it costs more than reading four characters. */
  #built: Trace
  readonly #unbuilt: Change[] = []
  /** What is to be appended after those, in one. */
  #tail: { readonly text: TextName; chars: string; at: number } | null = null
  readonly #reader = new ThoughtReader()
  readonly #lengths: Record<TextName, number> = { thought: 0, answer: 0 }
  #lastPart: { readonly text: TextName; readonly provenance: Provenance } | null = null
  /** The provenance of each text's last part. */
  readonly #provenances: Partial<Record<TextName, Provenance>> = {}
  /** The texts whose next characters open a new part. */
  readonly #broken = new Set<TextName>()
  #ended = false
  #changes: Change[] = []

  constructor(start: TraceStart) {
    this.#built = newTrace(start)
  }

  get trace(): Trace {
    this.#endTail()
    if (this.#unbuilt.length > 0) this.#built = applyAll(this.#built, this.#unbuilt.splice(0))
    return this.#built
  }

  /**
   * Takes what the model source emitted and says how the trace changed; the changes are already in `trace`. What comes
   * after the end changes nothing.
   */
  record(delta: Delta): readonly Change[] {
    if (this.#ended) return []
    this.#take(delta)
    const changes = this.#changes
    this.#changes = []
    return changes
  }

  #take(delta: Delta): void {
    switch (delta.type) {
      case 'text':
        this.#append(delta)
        break
      case 'part':
        if (delta.provenance === 'hidden') this.#hide(delta.text, delta.at)
        else this.#broken.add(delta.text)
        break
      case 'refile':
        this.#refile(delta.at)
        break
      case 'usage':
        this.#change(delta)
        break
      case 'notice':
        if (!this.trace.notices.includes(delta.notice)) this.#change(delta)
        break
      case 'end':
        this.#changeAll(this.#reader.finish(delta.at))
        this.#change(delta)
        this.#ended = true
    }
  }

  #append({ text, chars, provenance: said, goesOn, at }: TextDelta): void {
    if (chars === '') return
    // A text that has come is not hidden, whatever was said of it.
    const provenance = said === 'hidden' ? 'raw' : said
    if (goesOn && this.#provenances[text] === provenance && !this.#broken.has(text))
      this.#lastPart = { text, provenance }
    this.#openPart(text, provenance, at)
    this.#change({ type: 'append', text, chars, at })
    if (text === 'thought') this.#changeAll(this.#reader.feed(chars, at))
    else if (this.#lengths.thought === 0) this.#reader.expect(this.#lengths.answer, at)
    this.#lengths[text] += chars.length
  }

  /** Opens a part where the text does not simply go on. */
  #openPart(text: TextName, provenance: Provenance, at: number): void {
    const last = this.#lastPart
    if (last?.text === text && last.provenance === provenance && !this.#broken.has(text)) return
    this.#broken.delete(text)
    this.#addPart(text, provenance, at)
    if (text === 'thought') this.#changeAll(this.#reader.break(at))
  }

  #addPart(text: TextName, provenance: Provenance, at: number): void {
    const start = this.#lengths[text]
    this.#lastPart = { text, provenance }
    this.#provenances[text] = provenance
    this.#change({ type: 'part', part: { text, provenance, start, end: start, at }, at })
  }

  /** Thoughts were withheld here; withheld once more says nothing new. */
  #hide(text: TextName, at: number): void {
    if (this.#lastPart?.text !== text || this.#lastPart.provenance !== 'hidden') this.#addPart(text, 'hidden', at)
  }

  /** Where a thought has come, or was withheld, after the answer began, the answer stays where it is. */
  #refile(at: number): void {
    const { answer, parts } = this.trace
    const torn =
      parts.findLastIndex(({ text }) => text === 'thought') > parts.findIndex(({ text }) => text === 'answer')
    if (answer === '' || this.#lengths.thought > 0 || torn) return
    this.#change({ type: 'refile', at })
    this.#lengths.thought = answer.length
    this.#lengths.answer = 0
    if (this.#lastPart) this.#lastPart = { ...this.#lastPart, text: 'thought' }
    if (this.#provenances.answer) this.#provenances.thought = this.#provenances.answer
    delete this.#provenances.answer
    if (this.#broken.delete('answer')) this.#broken.add('thought')
    for (const part of parts.filter(({ text }) => text === 'answer')) {
      if (part.start > 0) this.#changeAll(this.#reader.break(at))
      this.#changeAll(this.#reader.feed(answer.slice(part.start, part.end), at, true))
    }
  }

  #changeAll(changes: readonly Change[]): void {
    for (const change of changes) this.#change(change)
  }

  #change(change: Change): void {
    this.#changes.push(change)
    if (change.type !== 'append') {
      this.#endTail()
      this.#unbuilt.push(change)
    } else if (this.#tail?.text === change.text) {
      this.#tail.chars += change.chars
      this.#tail.at = Math.max(this.#tail.at, change.at)
    } else {
      this.#endTail()
      this.#tail = { text: change.text, chars: change.chars, at: change.at }
    }
  }

  #endTail(): void {
    if (this.#tail) this.#unbuilt.push({ type: 'append', ...this.#tail })
    this.#tail = null
  }
}
