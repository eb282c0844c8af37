import v8 from 'node:v8'
import vm from 'node:vm'
import OpenAI from 'openai'
import { openaiSource } from '../../src/models/openai'
import { recordings } from '../../src/models/recorded/recordings'
import { Recorder } from '../../src/reading/recorder'
import type { Trace } from '../../src/trace/trace'
import { REQUEST } from '../unit/models/support/run'
import { LIMITS, SSE, sse } from '../unit/models/support/server'
import { DELTA, START } from './messages'
import { median, type Part, quantile, table } from './part'

/** How often each is measured; the first few times, what is run is compiled as well. */
const RUNS = 15

const BASE = 'http://127.0.0.1:1/v1'

/** The recorded thoughts over and over. */
function thoughts(length: number): string {
  const once = recordings()
    .map((recording) => recording.thought)
    .join('\n\n')
  return `${once}\n\n`.repeat(Math.ceil(length / once.length)).slice(0, length)
}

/** A stream that brings these thoughts, a token a delta, as vLLM sends it; some events at a time, as networks join them. */
function* piecesOf(text: string, count: number): Generator<Uint8Array> {
  const encoder = new TextEncoder()
  let events: unknown[] = []
  for (let at = 0; at < text.length; at += DELTA) {
    const delta = { content: null, reasoning_content: text.slice(at, at + DELTA) }
    const choices = [{ index: 0, delta, logprobs: null, finish_reason: null }]
    events.push({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'm', choices })
    if (events.length < count) continue
    yield encoder.encode(sse(...events))
    events = []
  }
  yield encoder.encode(sse(...events, { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }, '[DONE]'))
}

function served(pieces: Iterable<Uint8Array>): typeof fetch {
  return async () => {
    const left = pieces[Symbol.iterator]()
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const { done, value } = left.next()
        if (done) controller.close()
        else controller.enqueue(value)
      },
    })
    return new Response(body, { headers: SSE })
  }
}

async function bare(pieces: Iterable<Uint8Array>): Promise<number> {
  const client = new OpenAI({ baseURL: BASE, apiKey: 'none', logLevel: 'off', fetch: served(pieces) })
  const messages = [{ role: 'user' as const, content: 'x' }]
  const stream = await client.chat.completions.create({ model: 'm', messages, stream: true })
  let chunks = 0
  for await (const _ of stream) chunks++
  return chunks
}

async function whole(pieces: Iterable<Uint8Array>): Promise<Trace> {
  const source = openaiSource({
    endpoint: { name: 'Bench', baseUrl: BASE, api: 'chat' },
    apiKey: undefined,
    limits: { ...LIMITS, total: 600_000 },
    now: () => performance.now(),
    fetch: served(pieces),
  })
  const recorder = new Recorder(START)
  for await (const delta of source.stream(REQUEST, new AbortController().signal)) recorder.record(delta)
  return recorder.trace
}

/** Ms of CPU. */
async function cost(work: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

interface Compared {
  /** Deltas that come in one piece. */
  readonly count: number
  readonly ours: number
  readonly sdk: number
  /** Ours by the SDK's: the middle of all pairs, and where the middle half of them lies. */
  readonly times: number
  readonly from: number
  readonly to: number
}

/** The two in turn, each pair compared by itself: what else the machine does slows both. */
async function compare(count: number): Promise<Compared> {
  const pieces = [...piecesOf(thoughts(400_000), count)]
  const all: number[] = []
  const sdk: number[] = []
  for (let run = 0; run < RUNS; run++) {
    sdk.push(await cost(() => bare(pieces)))
    all.push(await cost(() => whole(pieces)))
  }
  const times = all.map((ours, run) => ours / (sdk[run] ?? 0))
  const [from, to] = [quantile(times, 0.25), quantile(times, 0.75)]
  return { count, ours: median(all), sdk: median(sdk), times: median(times), from, to }
}

function heap(): number {
  v8.setFlagsFromString('--expose-gc')
  const collect: unknown = vm.runInNewContext('gc')
  if (typeof collect === 'function') collect()
  return process.memoryUsage().heapUsed
}

/** What a long run leaves in the heap while its trace is held, bytes. */
async function weigh(length: number): Promise<number> {
  const text = thoughts(length)
  const before = heap()
  const trace = await whole(piecesOf(text, 500))
  const left = heap() - before
  return trace.thought.length === length ? left : Number.NaN
}

/** What the host does with a stream of the network, beside the bare SDK that only reads it. */
export async function run(): Promise<Part> {
  const compared: Compared[] = []
  for (const count of [500, 20, 1]) compared.push(await compare(count))
  const length = 10_000_000
  const weight = await weigh(length)
  return {
    lines: table([
      ...compared.map(({ count, ours, times, from, to }) => [
        `0.4 MB of thought, ${count} ${count === 1 ? 'delta' : 'deltas'} at a time`,
        `${ours.toFixed(0)} ms of CPU`,
        `${times.toFixed(2)} times the bare SDK's`,
        `half of the runs ${from.toFixed(2)} to ${to.toFixed(2)}`,
      ]),
      [
        'heap of 10 MB of thought',
        `${(weight / 1e6).toFixed(0)} MB`,
        `${(weight / length).toFixed(2)} times its size`,
        '',
      ],
    ]),
    results: { compared, weight, length },
  }
}
