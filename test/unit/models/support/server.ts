import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import net, { type AddressInfo } from 'node:net'
import OpenAI from 'openai'
import { type OpenAISourceOptions, openaiSource } from '../../../../src/models/openai'
import type { Limits, ModelSource } from '../../../../src/models/source'

const closers: (() => void)[] = []

/** For `afterEach`: nothing that a test opened outlives it. */
export function closeServers(): void {
  for (const close of closers.splice(0)) close()
}

export interface Loopback {
  readonly baseUrl: string
  readonly port: number
  /** Requests so far, with their bodies. */
  readonly requests: readonly {
    readonly headers: IncomingMessage['headers']
    readonly body: string
    readonly url: string
  }[]
  /** Answers whose connection is still open. A pool may keep an idle connection beside them. */
  open(): number
  /** Connections, those that a pool keeps idle among them; the server ends these after five seconds. */
  connections(): Promise<number>
}

/** An HTTP server that behaves as the test says; `index` counts requests from 0. */
export async function listen(answer: (response: ServerResponse, index: number) => void): Promise<Loopback> {
  let open = 0
  const requests: { headers: IncomingMessage['headers']; body: string; url: string }[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      requests.push({ headers: request.headers, body: Buffer.concat(chunks).toString(), url: request.url ?? '' })
      open++
      response.on('close', () => open--)
      answer(response, requests.length - 1)
    })
  })
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  const port = await portOf(server)
  const connections = () =>
    new Promise<number>((resolve, reject) =>
      server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
    )
  return { baseUrl: `http://127.0.0.1:${port}/v1`, port, requests, open: () => open, connections }
}

/** A server below HTTP: it gets the socket once the request has come. */
export async function listenRaw(answer: (socket: net.Socket) => void): Promise<{ readonly baseUrl: string }> {
  const server = net.createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => answer(socket))
  })
  const sockets = new Set<net.Socket>()
  server.on('connection', (socket) => sockets.add(socket))
  closers.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { baseUrl: `http://127.0.0.1:${await portOf(server)}/v1` }
}

function portOf(server: net.Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address: AddressInfo | string | null = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}

export const SSE = { 'content-type': 'text/event-stream' }

export function sse(...events: readonly unknown[]): string {
  return events.map((event) => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`).join('')
}

/** Answers with a whole stream and ends. */
export const streams =
  (...events: readonly unknown[]) =>
  (response: ServerResponse): void => {
    response.writeHead(200, SSE)
    response.end(sse(...events))
  }

/** Long enough for a busy machine, so that only what a test shortens can run out. */
export const LIMITS: Limits = { firstToken: 20_000, idle: 20_000, total: 20_000 }

export type Options = Partial<Omit<OpenAISourceOptions, 'limits' | 'endpoint'>> & {
  readonly api?: 'chat' | 'responses'
  readonly background?: boolean
  readonly limits?: Partial<Limits>
}

/** The extension's way to that server; pauses before retries are skipped. */
export function sourceAt(
  baseUrl: string,
  { api = 'chat', background = false, limits, ...rest }: Options = {},
): ModelSource {
  return openaiSource({
    endpoint: { name: 'Loopback', baseUrl, api, background },
    apiKey: undefined,
    now: () => performance.now(),
    pause: async () => {},
    ...rest,
    limits: { ...LIMITS, ...limits },
  })
}

/** What the bare SDK would have made of it: its chunks, and what it threw. */
export async function bareSdk(
  baseUrl: string,
  signal = new AbortController().signal,
): Promise<{ readonly chunks: readonly unknown[]; readonly thrown: unknown }> {
  const chunks: unknown[] = []
  const client = new OpenAI({ baseURL: baseUrl, apiKey: 'none', logLevel: 'off' })
  try {
    const stream = await client.chat.completions.create(
      { model: 'm', messages: [{ role: 'user', content: 'x' }], stream: true },
      { signal },
    )
    for await (const chunk of stream) chunks.push(chunk)
    return { chunks, thrown: undefined }
  } catch (thrown) {
    return { chunks, thrown }
  }
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Waits for something that will be so soon; fails after two seconds. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    if (isSo()) return
    await sleep(5)
  }
  throw new Error('it never came to be so')
}
