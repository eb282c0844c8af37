import type { Api } from '../models/source'

/** A recorded answer of a server, as it is served again. */
export interface Recording {
  readonly api: Api
  readonly contentType: string
  readonly body: string | Uint8Array
}

const EVENTS = 'text/event-stream'

/** What stands before the value in a line of a server-sent event stream. */
const FIELD = /^(?:data|event|id|retry)?:/
const RESPONSES = /"type"\s*:\s*"response\.|"object"\s*:\s*"response"/

/** Null where the file is no recording: a request, an expectation, a note or code. */
export function recordingOf(file: string, bytes: Uint8Array): Recording | null {
  if (/\.req\.json$|\.md$|\.[cm]?js$/.test(file)) return null
  const text = new TextDecoder().decode(bytes)
  const api: Api = RESPONSES.test(text) ? 'responses' : 'chat'
  if (file.endsWith('.chunks.txt')) return { api, contentType: EVENTS, body: payloadsIn(text) }
  if (isEvents(text)) return { api, contentType: EVENTS, body: bytes }
  const body = bodyIn(text)
  return (
    body && { api: Array.isArray(body['output']) ? 'responses' : api, contentType: 'application/json', body: bytes }
  )
}

/** Payloads a line, as events; where the framing was left around them it is taken off. */
function payloadsIn(text: string): string {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '' && !/^(?:event|id|retry)?:/.test(line))
  return lines.map((line) => `data: ${line.replace(/^data:/, '')}\n\n`).join('')
}

function isEvents(text: string): boolean {
  const lines = text.trimStart().split(/\r\n|\r|\n/, 200)
  return FIELD.test(lines[0] ?? '') && lines.some((line) => line.startsWith('data:'))
}

/** The value of a whole body, or the first of a list of them; null where it is none. */
function bodyIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    const first: unknown = Array.isArray(value) ? value[0] : value
    return isBody(first) ? first : null
  } catch {
    return null
  }
}

/** A completion, a response, an event of either, or an error in the shape of any server. */
function isBody(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const { object, type, message, code, output } = Object.fromEntries(Object.entries(value))
  return (
    'choices' in value ||
    'error' in value ||
    Array.isArray(output) ||
    object === 'response' ||
    object === 'error' ||
    (typeof type === 'string' && type.startsWith('response.')) ||
    (typeof message === 'string' && typeof type === 'string' && code !== undefined)
  )
}
