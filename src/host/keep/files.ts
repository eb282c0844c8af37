import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { traceSchema } from '../../trace/schema'

/** Traces hold private code: only their owner reads them. */
const FILE_MODE = 0o600
const FOLDER_MODE = 0o700

export const TRACE_EXTENSION = '.reasoning.json'
export const JOURNAL_EXTENSION = '.journal'
export const BESIDE_EXTENSION = '.tmp'

/** File names are made of ids that passed this and of nothing else, so that no id leads out of the folder. */
export function isTraceId(id: string): boolean {
  return v.is(traceSchema.entries.id, id)
}

/** The id in a file's name, or null where the name is not one that the store gives. */
export function idOf(file: string, extension: string): string | null {
  const id = file.endsWith(extension) ? file.slice(0, -extension.length) : ''
  return isTraceId(id) ? id : null
}

let written = 0

/** No two writes share it, whichever window they are in. */
function besideName(target: string): string {
  return `${target}.${process.pid}-${written++}${BESIDE_EXTENSION}`
}

/**
 * Writes the whole file or leaves it as it was: written beside, flushed to the disk, renamed. Makes the folder.
 * Rejects with the file system's error.
 */
export async function writeWhole(target: string, content: string): Promise<void> {
  const beside = besideName(target)
  await mkdir(path.dirname(target), { recursive: true, mode: FOLDER_MODE })
  try {
    const file = await open(beside, 'wx', FILE_MODE)
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, target)
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined)
    throw error
  }
}

/** The same, for the moment of shutdown, when nothing is awaited any more. */
export function writeWholeNow(target: string, content: string): void {
  const beside = besideName(target)
  mkdirSync(path.dirname(target), { recursive: true, mode: FOLDER_MODE })
  try {
    const file = openSync(beside, 'wx', FILE_MODE)
    try {
      writeFileSync(file, content)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(beside, target)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}

/**
 * Renames a file that cannot be read, so that it is neither met again nor lost. Returns its new path, or null where it is
 * gone: another window was faster.
 */
export async function setAside(file: string): Promise<string | null> {
  for (let n = 1; ; n++) {
    const aside = n === 1 ? `${file}.damaged` : `${file}.${n}.damaged`
    if (await exists(aside)) continue
    return await rename(file, aside).then(() => aside, nullIfMissing)
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}

/** For what reads a file: one that is not there is nothing; anything else is thrown on. */
export function nullIfMissing(error: unknown): null {
  if (errorCode(error) === 'ENOENT') return null
  throw error
}

/** The file system's word for what went wrong, "ENOSPC" say; the error's own words where it has none. */
export function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.message : String(error)
}
