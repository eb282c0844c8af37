import { rmSync } from 'node:fs'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { apply, applyAll, type Change } from '../../trace/change'
import type { Trace } from '../../trace/trace'
import { PendingChanges } from '../panel/pending'
import { writeWhole, writeWholeNow } from './files'
import { batchLine, headerLine } from './journalFile'
import { traceFileText } from './traceFile'

/** What a run writes to while it lasts. */
export interface Journal {
  /** In the order in which the trace grew. Never throws: a disk that is full does not end the run. */
  append(changes: readonly Change[]): void
  /** Makes the journal a trace; one that has no end yet ends as interrupted. Never rejects. */
  close(): Promise<void>
}

export interface JournalPlace {
  readonly journal: string
  readonly trace: string
  /** Told of each write that fails; what was not written is tried again with the next. */
  onError(error: unknown): void
  /** Told when the trace's file is whole. */
  onSaved(): void
}

/** From a change to its write, ms; with the write itself less than a second. */
const FLUSH_DELAY = 500
/** How often the file says that its window lives, ms: far less than `LEASE` of the store. */
const SIGN_OF_LIFE = 60_000

export class RunJournal implements Journal {
  readonly #place: JournalPlace
  readonly #header: string
  readonly #fresh = new PendingChanges()
  /** Everything but what is fresh. */
  #trace: Trace
  /** Whole lines that are not on the disk yet. */
  #unwritten = ''
  #file: FileHandle | null = null
  /** Bytes on the disk that are known to be good. */
  #length = 0
  /** A write broke off: half a line may stand after the good bytes. */
  #torn = false
  #flushTimer: NodeJS.Timeout | null = null
  readonly #lifeTimer: NodeJS.Timeout
  #queue: Promise<void> = Promise.resolve()
  #closing: Promise<void> | null = null
  #closed = false
  #saved = false

  constructor(place: JournalPlace, trace: Trace) {
    this.#place = place
    this.#trace = trace
    this.#header = headerLine(trace)
    this.#lifeTimer = setInterval(() => this.#signOfLife(), SIGN_OF_LIFE).unref()
    this.#enqueueFlush()
  }

  get trace(): Trace {
    this.#takeFresh()
    return this.#trace
  }

  append(changes: readonly Change[]): void {
    if (this.#closing) return
    this.#fresh.add(changes)
    this.#flushTimer ??= setTimeout(() => this.#enqueueFlush(), FLUSH_DELAY)
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  /** At shutdown, when nothing is awaited any more. */
  closeNow(): void {
    if (this.#saved) return
    this.#stopTimers()
    this.#closing ??= Promise.resolve()
    try {
      writeWholeNow(this.#place.trace, traceFileText(ended(this.trace)))
      this.#saved = true
      rmSync(this.#place.journal, { force: true })
    } catch (error) {
      this.#place.onError(error)
    }
  }

  /** Tries again to make a trace of a journal that was closed while the disk refused it. */
  async retry(): Promise<void> {
    if (this.#closed && !this.#saved) await this.#save()
  }

  async #save(): Promise<void> {
    try {
      await writeWhole(this.#place.trace, traceFileText(this.#trace))
      this.#saved = true
      await rm(this.#place.journal, { force: true })
      this.#place.onSaved()
    } catch (error) {
      this.#place.onError(error)
    }
  }

  async #close(): Promise<void> {
    this.#stopTimers()
    // The end goes to the journal first: killed while the trace is written, the run still ended as it did.
    const { end } = ended(this.trace)
    if (end && !this.#trace.end) this.#fresh.add([{ type: 'end', end, at: this.#trace.elapsed }])
    await this.#enqueueFlush()
    await this.#file?.close().catch((error: unknown) => this.#place.onError(error))
    this.#file = null
    await this.#save()
    this.#closed = true
  }

  #enqueueFlush(): Promise<void> {
    if (this.#flushTimer) clearTimeout(this.#flushTimer)
    this.#flushTimer = null
    this.#queue = this.#queue.then(() => this.#flush())
    return this.#queue
  }

  async #flush(): Promise<void> {
    this.#takeFresh()
    const lines = this.#unwritten
    try {
      this.#file ??= await this.#create()
      await this.#write(this.#file, Buffer.from(lines))
      this.#unwritten = this.#unwritten.slice(lines.length)
    } catch (error) {
      this.#place.onError(error)
    }
  }

  #takeFresh(): void {
    if (this.#fresh.empty) return
    const batch = this.#fresh.take()
    this.#trace = applyAll(this.#trace, batch)
    this.#unwritten += batchLine(batch)
  }

  /** The header comes whole or not at all, so that a torn journal always says whose it is. */
  async #create(): Promise<FileHandle> {
    await writeWhole(this.#place.journal, this.#header)
    this.#length = Buffer.byteLength(this.#header)
    return open(this.#place.journal, 'r+')
  }

  async #write(file: FileHandle, bytes: Buffer): Promise<void> {
    if (this.#torn) await file.truncate(this.#length)
    this.#torn = true
    for (let done = 0; done < bytes.length; ) {
      done += (await file.write(bytes, done, bytes.length - done, this.#length + done)).bytesWritten
    }
    this.#torn = false
    this.#length += bytes.length
  }

  #signOfLife(): void {
    const now = new Date()
    this.#file?.utimes(now, now).catch(() => undefined)
  }

  #stopTimers(): void {
    clearInterval(this.#lifeTimer)
    if (this.#flushTimer) clearTimeout(this.#flushTimer)
    this.#flushTimer = null
  }
}

export function ended(trace: Trace): Trace {
  return trace.end ? trace : apply(trace, { type: 'end', end: { type: 'interrupted' }, at: trace.elapsed })
}
