/** Why an address may not be used; `plain` only warns: what is sent can be read on the way. */
export type AddressFault = 'not-a-url' | 'not-http' | 'user-info' | 'plain'

const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/

/** What is wrong with an endpoint's address, or null. */
export function addressFault(baseUrl: string): AddressFault | null {
  const url = parse(baseUrl)
  if (!url) return 'not-a-url'
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'not-http'
  if (url.username !== '' || url.password !== '') return 'user-info'
  return url.protocol === 'http:' && !LOOPBACK.test(url.hostname) ? 'plain' : null
}

/** Whether the address is one of this machine's own. */
export function isLoopback(baseUrl: string): boolean {
  return LOOPBACK.test(parse(baseUrl)?.hostname ?? '')
}

/** What a key is bound to: scheme, host and port. Null where the address is none. */
export function originOf(baseUrl: string): string | null {
  return parse(baseUrl)?.origin ?? null
}

/** What the SDK is given of an address. */
export interface Base {
  readonly baseURL: string
  /** Azure's older addresses carry their API version here. */
  readonly query: Readonly<Record<string, string>>
}

/** People paste what their provider shows: an address with the API's own path, a slash or a query at its end. */
export function baseOf(baseUrl: string): Base {
  const url = new URL(baseUrl)
  const path = url.pathname.replace(/\/(chat\/completions|responses)\/?$/, '').replace(/\/+$/, '')
  return { baseURL: url.origin + path, query: Object.fromEntries(url.searchParams) }
}

function parse(baseUrl: string): URL | null {
  try {
    return new URL(baseUrl)
  } catch {
    return null
  }
}
