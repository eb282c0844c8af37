import * as vscode from 'vscode'
import type { ModelRequest, ModelSource } from '../../models/source'
import type { ModelInfo, Problem, Trace, TraceStart } from '../../trace/trace'
import type { TraceStore } from '../keep/store'
import type { Log } from '../log'
import { Run } from './run'

/** The runs of this window. Each is written down while it goes on, whether or not anybody looks at it. */
export class Runs implements vscode.Disposable {
  readonly #store: Pick<TraceStore, 'begin' | 'update'>
  readonly #log: Log
  readonly #running = new Set<Run>()
  readonly #changed = new vscode.EventEmitter<void>()
  readonly #ended = new vscode.EventEmitter<Run>()
  /** A run has begun or ended. */
  readonly onDidChange = this.#changed.event
  readonly onDidEnd = this.#ended.event

  constructor(store: Pick<TraceStore, 'begin' | 'update'>, log: Log) {
    this.#store = store
    this.#log = log
  }

  /** Oldest first. */
  get running(): readonly Run[] {
    return [...this.#running]
  }

  /** A run that goes on and asks the very same: a second click is answered by the first one's run. */
  sameAs(problem: Problem, model: ModelInfo): Run | undefined {
    const asked = JSON.stringify([problem, model])
    return this.running.find(({ trace }) => JSON.stringify([trace.problem, trace.model]) === asked)
  }

  start(start: TraceStart, source: ModelSource, request: Omit<ModelRequest, 'prompt' | 'onWait'>): Run {
    const run = new Run(start)
    this.#running.add(run)
    this.#log.info(`run ${run.id} begins: ${describe(run.trace)}`)
    const journal = this.#store.begin(run.trace)
    let open = true
    run.onChange((changes) => {
      if (open) journal.append(changes)
      else this.#log.watch('a dismissal was not kept', this.#store.update(run.trace))
    })
    void run
      .think(source, request, (thrown) => this.#log.bug('a model source failed', thrown))
      .then(() => {
        open = false
        this.#log.info(`run ${run.id} ends: ${outcome(run.trace)}`)
        this.#log.watch('a trace was not kept', journal.close())
        this.#running.delete(run)
        this.#changed.fire()
        this.#ended.fire(run)
      })
    this.#changed.fire()
    return run
  }

  /** The journals are left without an end: what goes on when the window goes away is interrupted, not stopped. */
  dispose(): void {
    for (const run of this.#running) run.dispose()
    this.#changed.dispose()
    this.#ended.dispose()
  }
}

/** For the log: sizes and names of endpoints, never what was asked or said. */
function describe({ problem, model, prompt }: Trace): string {
  const { endpoint, model: name, effort = 'default' } = model
  const characters = prompt.instructions.length + prompt.input.length
  return `${problem.intent} (${problem.document.languageId}), ${characters} characters to ${endpoint}, ${name}, effort ${effort}`
}

function outcome({ end, elapsed, thought, answer, steps, reflections, notices }: Trace): string {
  const how = end?.type === 'failed' ? `failed (${end.reason})` : (end?.type ?? 'without an end')
  const counts = `${thought.length} + ${answer.length} characters, ${steps.length} steps, ${reflections.length} reflections`
  return `${how} after ${elapsed} ms, ${counts}${notices.map((notice) => `, ${notice}`).join('')}`
}
