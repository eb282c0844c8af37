import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Recorder } from '../../../src/reading/recorder'
import type { Delta } from '../../../src/trace/delta'
import type { Trace } from '../../../src/trace/trace'
import { example } from '../trace/example'
import { chunk } from './support/read'
import { collect, outcomeOf, REQUEST } from './support/run'
import { SSE, sourceAt, sse } from './support/server'

const THOUGHT = '**Größe**\n\nFirst I take 𝒙 = 2. Wait, that is wrong: 是三。\n\n- `a < b`\n'
const ANSWER = 'So 𝒙 = 3.\n\n```ts\nlet x = "</think>"\n```\n'
const words = (text: string) => text.match(/\S+\s*|\s+/g) ?? []
const half = Math.floor(THOUGHT.length / 2)

const STREAMS: readonly {
  readonly name: string
  readonly api: 'chat' | 'responses'
  readonly events: readonly unknown[]
}[] = [
  {
    name: 'Chat Completions',
    api: 'chat',
    events: [
      ...words(THOUGHT).map((reasoning_content) => chunk({ reasoning_content })),
      ...words(ANSWER).map((content) => chunk({ content })),
      chunk({}, 'stop'),
      { choices: [], usage: { prompt_tokens: 1, completion_tokens: 2 } },
      '[DONE]',
    ],
  },
  {
    name: '<think> text',
    api: 'chat',
    events: [
      ...words(`<think>${THOUGHT}</think>${ANSWER}`).map((content) => chunk({ content })),
      chunk({}, 'stop'),
      '[DONE]',
    ],
  },
  {
    name: '<think> text whose opening tag was in the prompt',
    api: 'chat',
    events: [...words(`${THOUGHT}</think>${ANSWER}`).map((content) => chunk({ content })), chunk({}, 'stop'), '[DONE]'],
  },
  {
    name: 'the Responses API',
    api: 'responses',
    events: [
      ...[THOUGHT.slice(0, half), THOUGHT.slice(half)].flatMap((part, summary_index) =>
        words(part).map((delta) => ({
          type: 'response.reasoning_summary_text.delta',
          output_index: 0,
          summary_index,
          delta,
        })),
      ),
      ...words(ANSWER).map((delta) => ({
        type: 'response.output_text.delta',
        output_index: 1,
        content_index: 0,
        delta,
      })),
      { type: 'response.completed', response: { status: 'completed', usage: { output_tokens: 2 } } },
    ],
  },
]

/** The bytes cut at these places, each piece as the network would bring it. */
function served(bytes: Uint8Array, cuts: readonly number[]): typeof fetch {
  const places = [...new Set([0, ...cuts.map((cut) => cut % bytes.length), bytes.length])].sort((a, b) => a - b)
  return async () => {
    let next = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const start = places[next++] ?? 0
        const end = places[next]
        if (end === undefined) controller.close()
        else controller.enqueue(bytes.slice(start, end))
      },
    })
    return new Response(body, { headers: SSE })
  }
}

function traceOf(deltas: readonly Delta[]): Trace {
  const recorder = new Recorder(example)
  for (const delta of deltas) recorder.record({ ...delta, at: 0 })
  return recorder.trace
}

describe('any split of the bytes gives the same trace:', () => {
  for (const { name, api, events } of STREAMS) {
    it(name, async () => {
      const bytes = new TextEncoder().encode(sse(...events))
      const read = async (cuts: readonly number[]) => {
        const source = sourceAt('http://127.0.0.1:1/v1', { api, fetch: served(bytes, cuts) })
        return collect(source.stream(REQUEST, new AbortController().signal))
      }
      const whole = await read([])
      assert.deepEqual([outcomeOf(whole).thought, outcomeOf(whole).answer], [THOUGHT, ANSWER])
      assert.deepEqual(outcomeOf(whole).end, { type: 'complete' })
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat(100_000), { maxLength: 60 }), async (cuts) => {
          const cut = await read(cuts)
          assert.deepEqual(outcomeOf(cut), outcomeOf(whole))
          assert.deepEqual(traceOf(cut), traceOf(whole))
        }),
        { numRuns: 60 },
      )
      const byteByByte = await read(Array.from(bytes.keys()))
      assert.deepEqual(outcomeOf(byteByByte), outcomeOf(whole))
    }).timeout(20_000)
  }
})
