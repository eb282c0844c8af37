import { stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { errorCode, nullIfMissing } from './files'
import type { Owner } from './journalFile'

/**
 * How long a file of a window that gave no sign of life is left alone, ms. It decides where process ids cannot: on another
 * machine or container, and when an id was given to another process.
 */
const LEASE = 600_000

/** Whether the window that writes the file may still be there. */
export async function isAlive(owner: Owner, file: string): Promise<boolean> {
  if (owner.host === hostname() && (owner.pid === process.pid || !processExists(owner.pid))) return false
  return !(await leaseIsOver(file))
}

/** False also where there is no such file. */
export async function leaseIsOver(file: string): Promise<boolean> {
  const found = await stat(file).catch(nullIfMissing)
  return found !== null && Date.now() - found.mtimeMs > LEASE
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}
