import { type Failure, statusOf } from './errors'
import { at } from './json'

/** How often a request is sent in all. */
const TRIES = 4

/** The first pause where the server names none, doubled each time, ms. */
const FIRST_PAUSE = 500

/** The longest pause that a server may ask for; beyond it the user is asked, ms. */
const LONGEST_PAUSE = 60_000

const PASSING: ReadonlySet<Failure['reason']> = new Set(['rate-limited', 'server-error', 'connection-lost'])

/**
 * How long to wait before the request is sent again, ms; null where it is not. Only for a request that brought nothing
 * yet.
 * @param tries how often it has been sent.
 * @param date now, ms since 1970.
 */
export function retryPause(thrown: unknown, failure: Failure, tries: number, date: number): number | null {
  const headers = headersOf(thrown)
  if (tries >= TRIES || !PASSING.has(failure.reason) || headers('x-should-retry') === 'false') return null
  const asked = askedPause(headers, date)
  if (asked !== null) return asked <= LONGEST_PAUSE ? asked : null
  return mayPass(statusOf(thrown)) ? FIRST_PAUSE * 2 ** (tries - 1) : null
}

/** Whether it may help to ask again: a broken connection, a server that is busy or out of order. */
export function mayPass(status: number | undefined): boolean {
  return status === undefined || status === 408 || status === 429 || status >= 500
}

/** How often in a row a kept response is taken up again; with doubled pauses that is a minute without network. */
const RESUMES = 7

/** How long to wait before a kept response is taken up again, ms; null after too many times. */
export function resumePause(resumes: number): number | null {
  return resumes < RESUMES ? FIRST_PAUSE * 2 ** resumes : null
}

/** What the server asked for, in words for the failure's detail; empty where it did not. */
export function askedWait(thrown: unknown, date: number): string {
  const ms = askedPause(headersOf(thrown), date)
  return ms === null ? '' : `Retry-After: ${Math.ceil(ms / 1000)} s`
}

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), or OpenAI's `retry-after-ms`; ms. */
function askedPause(headers: (name: string) => string, date: number): number | null {
  const exact = Number.parseFloat(headers('retry-after-ms'))
  if (exact >= 0) return exact
  const text = headers('retry-after')
  const seconds = Number(text)
  if (text !== '' && seconds >= 0) return seconds * 1000
  const until = Date.parse(text)
  return Number.isNaN(until) ? null : Math.max(0, until - date)
}

function headersOf(thrown: unknown): (name: string) => string {
  const headers = at(thrown, 'headers')
  return (name) => (headers instanceof Headers ? (headers.get(name) ?? '') : '')
}

/** Waits, or gives up as soon as the signal says so; never throws. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
    if (signal.aborted) done()
  })
}
