import assert from 'node:assert/strict'
import type { Api } from '../../../../src/models/source'
import type { End, Notice, Usage } from '../../../../src/trace/trace'
import { ask, type Outcome } from '../support/run'
import { SSE, sourceAt, sse } from '../support/server'

/** A stream as one server sends it, in words of our own, and what the user gets of it. */
export interface Dialect {
  readonly server: string
  readonly api?: Api
  /** Events, or the whole body where its framing matters. */
  readonly stream: readonly unknown[] | string
  /** In order of arrival. */
  readonly parts: Outcome['parts']
  readonly usage?: Usage
  readonly end?: End['type']
  readonly notices?: readonly Notice[]
}

/** Through the SDK, in one piece and in pieces of five bytes: the same to the character. */
export function reads({ server, api = 'chat', stream, parts, usage, end, notices }: Dialect): void {
  it(server, async () => {
    const body = Buffer.from(typeof stream === 'string' ? stream : sse(...stream))
    for (const size of [body.length, 5]) {
      const outcome = await ask(sourceAt('http://127.0.0.1:1/v1', { api, fetch: async () => inPieces(body, size) }))
      assert.deepEqual(outcome.parts, parts)
      assert.deepEqual(outcome.usage, usage ?? {})
      assert.equal(outcome.end.type, end ?? 'complete')
      assert.deepEqual(outcome.notices, notices ?? [])
    }
  })
}

function inPieces(body: Buffer, size: number): Response {
  let at = 0
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= body.length) return controller.close()
      controller.enqueue(body.subarray(at, at + size))
      at += size
    },
  })
  return new Response(stream, { headers: SSE })
}

/** What stands in the place of `delta` in one chunk. */
export function delta(fields: unknown, more: Readonly<Record<string, unknown>> = {}): unknown {
  return { object: 'chat.completion.chunk', choices: [{ index: 0, delta: fields, finish_reason: null }], ...more }
}

export function finish(reason: string, more: Readonly<Record<string, unknown>> = {}): unknown {
  return { object: 'chat.completion.chunk', choices: [{ index: 0, delta: {}, finish_reason: reason }], ...more }
}

export const DONE = '[DONE]'

export const thought = (chars: string) => ['thought', 'raw', chars] as const
export const summary = (chars: string) => ['thought', 'summary', chars] as const
export const answer = (chars: string) => ['answer', 'raw', chars] as const
export const hidden = ['thought', 'hidden', ''] as const
