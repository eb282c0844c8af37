import { readdir, readFile, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { ParsedTrace } from '../../trace/schema'
import type { Trace } from '../../trace/trace'
import { Emitter } from './emitter'
import {
  BESIDE_EXTENSION,
  errorCode,
  idOf,
  isTraceId,
  JOURNAL_EXTENSION,
  nullIfMissing,
  setAside,
  TRACE_EXTENSION,
  writeWhole,
} from './files'
import { ended, type Journal, RunJournal } from './journal'
import { readJournal } from './journalFile'
import { isAlive, leaseIsOver } from './lease'
import { readAbout, readTraceFile, summaryOf, type TraceSummary, traceFileText } from './traceFile'

export type { Journal } from './journal'
export type { TraceSummary } from './traceFile'

/** Something about the files that the user should know, each told once. */
export type Trouble =
  /** `file` is the path under which it was set aside. */
  | { readonly type: 'damaged'; readonly file: string }
  | { readonly type: 'newer-version'; readonly file: string }
  /** `code` is the file system's: ENOSPC, EACCES … */
  | { readonly type: 'not-written'; readonly code: string }

/** No trace of that id is there (any more). */
export type LoadedTrace = ParsedTrace | { readonly ok: false; readonly reason: 'missing'; readonly detail: '' }

const MISSING: LoadedTrace = { ok: false, reason: 'missing', detail: '' }

export interface StoreLog {
  info(message: string): void
  warn(message: string): void
}

/** Files that are read at the same time. */
const AT_ONCE = 16

/**
 * The runs of all windows, in one folder: a journal while a run goes on, a trace afterwards. No window holds a list: each
 * question reads the folder, and each file is replaced as a whole.
 */
export class TraceStore {
  readonly #folder: string
  readonly #limit: () => number
  readonly #log: StoreLog
  /** The runs of this window, and those that could not be made a trace yet. */
  readonly #journals = new Map<string, RunJournal>()
  /** The last write to each trace, so that they come in order. */
  readonly #writes = new Map<string, Promise<void>>()
  readonly #explained = new Set<string>()
  #writeFails = false
  readonly #change = new Emitter<void>()
  readonly #trouble = new Emitter<Trouble>()

  /** @param limit How many traces are kept; asked each time. */
  constructor(folder: string, limit: () => number, log: StoreLog) {
    this.#folder = folder
    this.#limit = limit
    this.#log = log
  }

  readonly onDidChange = this.#change.event
  readonly onTrouble = this.#trouble.event

  /** Throws where the id is not one that a file can be named by, or is in use. */
  begin(trace: Trace): Journal {
    if (!isTraceId(trace.id) || this.#journals.has(trace.id)) throw new Error(`no journal for ${trace.id}`)
    const journal = new RunJournal(
      {
        journal: this.#path(trace.id, JOURNAL_EXTENSION),
        trace: this.#path(trace.id, TRACE_EXTENSION),
        onError: (error) => this.#notWritten(error),
        onSaved: () => this.#saved(trace.id),
      },
      trace,
    )
    this.#journals.set(trace.id, journal)
    this.#change.fire()
    return journal
  }

  /** Newest first; the runs of this window that go on have no `end`. */
  async list(): Promise<readonly TraceSummary[]> {
    const open = [...this.#journals.values()].map((journal) => summaryOf(journal.trace))
    const ids = (await this.#ids(TRACE_EXTENSION)).filter((id) => !this.#journals.has(id))
    const kept = await eachAtOnce(ids, (id) => this.#summary(id))
    return [...open, ...kept.filter((summary) => summary !== null)].sort(newestFirst)
  }

  /** What it gives for a trace of a newer version is for the caller to explain. */
  async load(id: string): Promise<LoadedTrace> {
    if (!isTraceId(id)) return MISSING
    const own = this.#journals.get(id)
    if (own) return { ok: true, trace: own.trace }
    await this.#writes.get(id)
    return (await this.#read(id)) ?? (await this.#readFromJournal(id)) ?? MISSING
  }

  /** Replaces a trace that is kept: a mark was dismissed after the end. One that was deleted meanwhile stays deleted. */
  update(trace: Trace): Promise<void> {
    return this.#inOrder(trace.id, async () => {
      const file = this.#path(trace.id, TRACE_EXTENSION)
      if (this.#journals.has(trace.id) || !(await stat(file).catch(() => null))) return
      await writeWhole(file, traceFileText(ended(trace)))
      this.#change.fire()
    })
  }

  /** Does nothing to a run that goes on. */
  delete(id: string): Promise<void> {
    return this.#inOrder(id, async () => {
      if (this.#journals.has(id)) return
      await rm(this.#path(id, TRACE_EXTENSION), { force: true })
      this.#change.fire()
    })
  }

  /** Deletes every trace; not the runs that go on, nor what was set aside. */
  async clear(): Promise<void> {
    // What a window that died left as a journal would come back as a trace later.
    await this.recover()
    for (const id of await this.#ids(TRACE_EXTENSION)) await this.delete(id)
  }

  /** Makes traces of the journals whose window is gone, and removes what a killed write left and what is over the limit. */
  async recover(): Promise<void> {
    for (const id of await this.#ids(JOURNAL_EXTENSION)) {
      if (!this.#journals.has(id)) await this.#attempt(id, () => this.#readFromJournal(id))
    }
    for (const file of await this.#files()) {
      const left = path.join(this.#folder, file)
      if (file.endsWith(BESIDE_EXTENSION) && (await leaseIsOver(left))) await rm(left, { force: true })
    }
    await this.#prune()
  }

  /** Writes what is open, at once: at shutdown nothing is awaited. */
  dispose(): void {
    for (const journal of this.#journals.values()) journal.closeNow()
    this.#change.dispose()
    this.#trouble.dispose()
  }

  async #summary(id: string): Promise<TraceSummary | null> {
    return this.#attempt(id, async () => {
      const file = this.#path(id, TRACE_EXTENSION)
      const about = await readAbout(file)
      if (about?.id === id) return about
      const read = await this.#read(id)
      if (read?.ok === false && read.reason === 'newer-version') this.#explainNewer(file)
      return read?.ok ? summaryOf(read.trace) : null
    })
  }

  /** Null: there is no such file. A file that cannot be read is set aside. */
  async #read(id: string): Promise<LoadedTrace | null> {
    const file = this.#path(id, TRACE_EXTENSION)
    const found = await readTraceFile(file).catch(nullIfMissing)
    const read = found?.ok && found.trace.id !== id ? misnamed(found.trace) : found
    if (read && !read.ok && read.reason !== 'newer-version') await this.#setAside(file)
    return read
  }

  /**
   * What a journal holds, ended as interrupted where its window is gone, and kept as a trace then; a run of another
   * window is read as far as it has come. Null: there is no such file.
   */
  async #readFromJournal(id: string): Promise<LoadedTrace | null> {
    const file = this.#path(id, JOURNAL_EXTENSION)
    const content = await readFile(file, 'utf8').catch(nullIfMissing)
    if (content === null) return null
    const journal = readJournal(content)
    if (!journal.ok) {
      if (journal.reason === 'newer-version') this.#explainNewer(file)
      else await this.#setAside(file)
      return { ok: false, reason: journal.reason, detail: path.basename(file) }
    }
    if (await isAlive(journal.owner, file)) return { ok: true, trace: journal.trace }
    const trace = ended(journal.trace)
    // Killed between the two, its window left a whole trace beside the journal.
    const saved = await this.#read(id)
    if (saved?.ok || saved?.reason === 'newer-version') this.#log.info(`${id} was saved already`)
    else await writeWhole(this.#path(id, TRACE_EXTENSION), traceFileText(trace))
    if (journal.intact) await rm(file, { force: true })
    else await this.#setAside(file)
    this.#change.fire()
    return saved?.ok ? saved : { ok: true, trace }
  }

  async #prune(): Promise<void> {
    const kept = (await this.list()).filter(({ id }) => !this.#journals.has(id))
    for (const { id } of kept.slice(Math.max(1, this.#limit()))) await this.delete(id)
  }

  #saved(id: string): void {
    this.#journals.delete(id)
    this.#writeFails = false
    this.#change.fire()
    void this.#attempt(id, async () => {
      for (const journal of this.#journals.values()) await journal.retry()
      await this.#prune()
    })
  }

  #notWritten(error: unknown): void {
    this.#log.warn(`Not written: ${errorCode(error)}`)
    if (!this.#writeFails) this.#trouble.fire({ type: 'not-written', code: errorCode(error) })
    this.#writeFails = true
  }

  #explainNewer(file: string): void {
    if (!this.#explained.has(file)) this.#trouble.fire({ type: 'newer-version', file })
    this.#explained.add(file)
  }

  async #setAside(file: string): Promise<void> {
    const aside = await setAside(file)
    if (aside === null) return
    this.#log.warn(`Set aside ${path.basename(aside)}`)
    this.#trouble.fire({ type: 'damaged', file: aside })
    this.#change.fire()
  }

  /** One file that cannot be read does not keep the others from being read. */
  async #attempt<T>(id: string, action: () => Promise<T>): Promise<T | null> {
    try {
      return await action()
    } catch (error) {
      this.#log.warn(`${id}: ${errorCode(error)}`)
      return null
    }
  }

  #inOrder(id: string, action: () => Promise<void>): Promise<void> {
    if (!isTraceId(id)) return Promise.resolve()
    const write = (this.#writes.get(id) ?? Promise.resolve()).then(action).catch((error: unknown) => {
      this.#notWritten(error)
    })
    this.#writes.set(id, write)
    void write.then(() => {
      if (this.#writes.get(id) === write) this.#writes.delete(id)
    })
    return write
  }

  async #ids(extension: string): Promise<readonly string[]> {
    return (await this.#files()).map((file) => idOf(file, extension)).filter((id) => id !== null)
  }

  async #files(): Promise<readonly string[]> {
    return (await this.#attempt('The folder', () => readdir(this.#folder).catch(nullIfMissing))) ?? []
  }

  #path(id: string, extension: string): string {
    return path.join(this.#folder, `${id}${extension}`)
  }
}

function misnamed(trace: Trace): ParsedTrace {
  return { ok: false, reason: 'invalid', detail: `id: ${trace.id}` }
}

function newestFirst(a: TraceSummary, b: TraceSummary): number {
  return a.startedAt < b.startedAt ? 1 : a.startedAt > b.startedAt ? -1 : 0
}

async function eachAtOnce<A, B>(items: readonly A[], work: (item: A) => Promise<B>): Promise<readonly B[]> {
  const results: B[] = []
  for (let from = 0; from < items.length; from += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(work))))
  }
  return results
}
