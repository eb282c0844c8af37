import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { TraceStore, type Trouble } from '../../../../src/host/keep/store'
import { applyAll, type Change } from '../../../../src/trace/change'
import { newTrace, type Trace } from '../../../../src/trace/trace'
import { example } from '../../trace/example'

const folders: string[] = []

/** For `afterEach`: nothing that a test wrote outlives it. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'keep-'))
  folders.push(folder)
  return folder
}

export interface Opened {
  readonly store: TraceStore
  readonly troubles: Trouble[]
}

export function openStore(folder: string, limit = 100): Opened {
  const store = new TraceStore(folder, () => limit, { info: () => undefined, warn: () => undefined })
  const troubles: Trouble[] = []
  store.onTrouble((trouble) => troubles.push(trouble))
  return { store, troubles }
}

export const files = (folder: string): readonly string[] => readdirSync(folder).sort()

/** A run that has not begun to think. */
export function asked(id: string, startedAt = example.startedAt): Trace {
  const { problem, prompt, model } = example
  return newTrace({ id, startedAt, problem, prompt, model })
}

export function finished(id: string, startedAt = example.startedAt): Trace {
  return { ...example, id, startedAt }
}

/** How the example came to be what it is, in pieces of `size` characters. */
export function growth(size: number): readonly Change[] {
  const { thought, answer, steps, reflections } = example
  const changes: Change[] = [{ type: 'part', part: part('thought'), at: 10 }]
  for (let from = 0; from < thought.length; from += size) {
    changes.push({ type: 'append', text: 'thought', chars: thought.slice(from, from + size), at: 10 + from })
  }
  changes.push({ type: 'steps', from: 0, steps, at: 800 })
  for (const reflection of reflections) changes.push({ type: 'reflection', reflection, at: 810 })
  changes.push({ type: 'part', part: part('answer'), at: 900 })
  changes.push({ type: 'append', text: 'answer', chars: answer, at: 910 })
  changes.push({ type: 'usage', usage: example.usage, at: 990 })
  return changes
}

export const END: Change = { type: 'end', end: { type: 'complete' }, at: 1000 }

function part(text: 'thought' | 'answer') {
  return { text, start: 0, end: 0, provenance: 'raw', at: text === 'thought' ? 10 : 900 } as const
}

export function grown(id: string, changes: readonly Change[]): Trace {
  return applyAll(asked(id), changes)
}

export const FULL = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })

/** Runs the action while all file handles have other methods: the file system's faults cannot be had otherwise. */
export async function withFileHandles(
  methods: (prototype: FileHandle) => Readonly<Record<string, unknown>>,
  action: () => Promise<void>,
): Promise<void> {
  const handle = await open(tmpdir())
  const prototype: FileHandle = Object.getPrototypeOf(handle)
  await handle.close()
  const broken = methods(prototype)
  const sound = Object.fromEntries(Object.keys(broken).map((name) => [name, Reflect.get(prototype, name)]))
  Object.assign(prototype, broken)
  try {
    await action()
  } finally {
    Object.assign(prototype, sound)
  }
}
