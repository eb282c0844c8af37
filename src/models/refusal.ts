import { at, type Fields, isFields, list, string } from './json'

/** The shape in which the SDK reads why a request was refused. */
interface Refusal {
  readonly message: string
  readonly param?: unknown
  readonly code?: unknown
  readonly type?: unknown
  readonly status?: unknown
}

/** The most that is read of a refusal, bytes: a server may go on for ever. */
const MOST = 1024 * 1024

/**
 * The SDK takes a server's words from the field `error` of the body and forgets every other body: a list (Gemini), the
 * error itself (Mistral, vLLM, Cerebras), FastAPI's `detail`. These are put into the one shape that it knows, so that
 * the words are told and a parameter that they name can be left out.
 */
export async function readable(response: Response): Promise<Response> {
  if (response.ok || response.status < 400) return response
  const { status, statusText, headers } = response
  const text = await startOf(response)
  const refusal = refusalIn(parsed(text))
  const body = refusal ? JSON.stringify({ error: refusal }) : text
  return new Response(body, { status, statusText, headers })
}

async function startOf(response: Response): Promise<string> {
  const body = response.body?.getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let length = 0; body && length < MOST; ) {
    const { done, value } = await body.read()
    if (done) return text + decoder.decode()
    length += value.length
    text += decoder.decode(value, { stream: true })
  }
  await body?.cancel().catch(() => {})
  return text
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return null
  }
}

/** Null where there is nothing to be read. */
function refusalIn(body: unknown): Refusal | null {
  const first = Array.isArray(body) ? body[0] : body
  if (!isFields(first)) return null
  const error = first['error'] || list(first['errors'])[0]
  if (isFields(error)) return { ...error, message: wordsOf(error) }
  const [detail] = list(first['detail'])
  return { ...first, ...(isFields(detail) && { param: string(list(detail['loc']).at(-1)) }), message: wordsOf(first) }
}

function wordsOf(body: Fields): string {
  const words = ['message', 'msg', 'error', 'detail', 'error_description', 'title'].map((name) => string(body[name]))
  const details = list(body['detail']).map((each) => `${list(at(each, 'loc')).join('.')}: ${string(at(each, 'msg'))}`)
  return words.find((text) => text !== '') ?? (details.join(' ') || JSON.stringify(body))
}
