import { LLMock } from '@copilotkit/aimock'
import { configure } from './extension'

/** Sets the extension to a server on loopback. */
export async function useServer(baseUrl: string, settings: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const api = settings['api'] ?? 'chat'
  await configure({ endpoints: [{ name: 'Mine', baseUrl, api }], endpoint: 'Mine', model: 'thinker' })
}

/** A model server that others wrote, on a free port. */
export async function startMock(): Promise<LLMock> {
  const mock = new LLMock({ port: 0 })
  await mock.start()
  return mock
}
