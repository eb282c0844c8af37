import { setImmediate } from 'node:timers/promises'
import * as vscode from 'vscode'
import { failed } from '../../models/errors'
import type { ModelRequest, ModelSource, Wait } from '../../models/source'
import { Recorder } from '../../reading/recorder'
import { applyAll, type Change } from '../../trace/change'
import type { Delta } from '../../trace/delta'
import type { Trace, TraceStart } from '../../trace/trace'
import { PendingChanges } from '../panel/pending'
import type { ReaderChange } from '../panel/traceView'

/** How long deltas are taken at a stretch before the extension host does something else, ms. */
const SLICE = 8

/** Characters that are read at once, a few milliseconds: a provider may bring a whole thought in one delta. */
const PIECE = 4096

/** One question to one model: its trace, growing, and the way to stop it. */
export class Run implements vscode.Disposable {
  readonly readOnly = false
  readonly #changed = new vscode.EventEmitter<readonly Change[]>()
  readonly #waits = new vscode.EventEmitter<Wait>()
  readonly onChange = this.#changed.event
  readonly onWait = this.#waits.event
  readonly #recorder: Pick<Recorder, 'trace' | 'record'>
  readonly #control = new AbortController()
  readonly #dismissed = new Set<string>()
  /** The trace without the changes that nobody has asked for yet: for a single delta it is not worth building. */
  #built: Trace
  readonly #unbuilt = new PendingChanges()
  #running = true

  /** @param recorder what reads the deltas; a test may bring its own. */
  constructor(start: TraceStart, recorder: Pick<Recorder, 'trace' | 'record'> = new Recorder(start)) {
    this.#recorder = recorder
    this.#built = recorder.trace
  }

  get id(): string {
    return this.#built.id
  }

  get trace(): Trace {
    if (!this.#unbuilt.empty) this.#built = applyAll(this.#built, this.#unbuilt.take())
    return this.#built
  }

  get running(): boolean {
    return this.#running
  }

  /**
   * Asks; resolves when the trace has ended. Never throws.
   * @param onBug told of what a source must not do: throw, or stop without an end.
   */
  async think(
    source: ModelSource,
    request: Omit<ModelRequest, 'prompt' | 'onWait'>,
    onBug: (thrown: unknown) => void,
  ): Promise<void> {
    const { prompt } = this.#built
    const full: ModelRequest = { ...request, prompt, onWait: (wait) => this.#waits.fire(wait) }
    try {
      await this.#read(source.stream(full, this.#control.signal))
    } catch (thrown) {
      onBug(thrown)
    }
    if (this.running) this.#take({ type: 'end', end: failed('unknown'), at: this.trace.elapsed })
  }

  /** At any moment, before the first byte too; what has come is kept. */
  stop(): void {
    this.#control.abort()
  }

  change(change: ReaderChange): void {
    if (change.dismissed) this.#dismissed.add(change.id)
    else this.#dismissed.delete(change.id)
    this.#grow([change])
  }

  dispose(): void {
    this.stop()
    this.#changed.dispose()
    this.#waits.dispose()
  }

  async #read(deltas: AsyncIterable<Delta>): Promise<void> {
    let turn = performance.now()
    for await (const delta of deltas) {
      for (const piece of piecesOf(delta)) {
        this.#take(piece)
        if (performance.now() - turn < SLICE) continue
        await setImmediate()
        turn = performance.now()
      }
    }
  }

  #take(delta: Delta): void {
    this.#grow(this.#recorder.record(delta).map((change) => this.#stillDismissed(change)))
  }

  /** The recorder knows nothing of the reader: what it says anew of a dismissed reflection would bring it back. */
  #stillDismissed(change: Change): Change {
    if (change.type !== 'reflection' || !this.#dismissed.has(change.reflection.id)) return change
    return { ...change, reflection: { ...change.reflection, dismissed: true } }
  }

  #grow(changes: readonly Change[]): void {
    if (changes.length === 0) return
    this.#unbuilt.add(changes)
    if (changes.some(({ type }) => type === 'end')) this.#running = false
    this.#changed.fire(changes)
  }
}

/** However a text is cut, the trace is the same. */
function* piecesOf(delta: Delta): Iterable<Delta> {
  if (delta.type !== 'text' || delta.chars.length <= PIECE) {
    yield delta
    return
  }
  for (let at = 0; at < delta.chars.length; at += PIECE) yield { ...delta, chars: delta.chars.slice(at, at + PIECE) }
}
