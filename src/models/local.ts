import { type ListedModel, readModels } from './catalog'
import type { Endpoint } from './source'

/** A server on this machine that answered, and its models. */
export interface LocalServer {
  readonly endpoint: Endpoint
  readonly models: readonly ListedModel[]
}

/** The ports on which local servers listen unless they are told otherwise. */
export const LOCAL_SERVERS: readonly { readonly name: string; readonly port: number }[] = [
  { name: 'Ollama', port: 11434 },
  { name: 'LM Studio', port: 1234 },
  { name: 'llama.cpp', port: 8080 },
  { name: 'vLLM', port: 8000 },
]

/** How long a server on this machine may take to name its models, ms. */
const LIMIT = 300

/**
 * The local servers that answer as a model server does, asked all at once, each for at most 300 ms. Asked only when the
 * user opens the picker: a request that nobody made happen is a request too many, though it goes to loopback alone.
 * @param servers those of {@link LOCAL_SERVERS} unless a test brings its own.
 */
export async function findLocalServers(
  send: typeof fetch = fetch,
  servers: readonly { readonly name: string; readonly port: number }[] = LOCAL_SERVERS,
): Promise<readonly LocalServer[]> {
  const found = await Promise.all(servers.map(async ({ name, port }) => await askLocal(send, name, port)))
  return found.filter((server) => server !== null)
}

async function askLocal(send: typeof fetch, name: string, port: number): Promise<LocalServer | null> {
  const baseUrl = `http://127.0.0.1:${port}/v1`
  try {
    const response = await send(`${baseUrl}/models`, { redirect: 'error', signal: AbortSignal.timeout(LIMIT) })
    const body: unknown = response.ok ? JSON.parse(await response.text()) : null
    const models = readModels(body)
    return models.length > 0 ? { endpoint: { name, baseUrl, api: 'chat' }, models } : null
  } catch {
    // Nobody listens there, or something that is no model server.
    return null
  }
}
