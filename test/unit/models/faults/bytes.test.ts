import assert from 'node:assert/strict'
import { chunk } from '../support/read'
import { ask } from '../support/run'
import { bareSdk, closeServers, listen, SSE, sourceAt, sse, streams } from '../support/server'

describe('bytes', () => {
  afterEach(closeServers)

  const text = 'größer 𝒙 是 “ok”\u2028'
  const events = [chunk({ reasoning: text }), chunk({ content: text }), chunk({}, 'stop')]
  const framings: readonly (readonly [string, string])[] = [
    ['LF', sse(...events, '[DONE]')],
    ['CRLF', sse(...events, '[DONE]').replaceAll('\n', '\r\n')],
    ['CR', sse(...events, '[DONE]').replaceAll('\n', '\r')],
    ['a byte order mark', `\uFEFF${sse(...events, '[DONE]')}`],
    ['no space after the colon', sse(...events, '[DONE]').replaceAll('data: ', 'data:')],
    [
      'comments, ids, retries, names and unknown fields',
      `: hi\nretry: 5\n\n${sse(...events).replaceAll('data:', 'id: 7\nevent: x\nfoo: bar\ndata:')}`,
    ],
    [
      'several data lines in an event',
      events
        .map(
          (event) =>
            `${JSON.stringify(event, null, 1)
              .split('\n')
              .map((line) => `data: ${line}`)
              .join('\n')}\n\n`,
        )
        .join(''),
    ],
    ['empty events between', sse(...events, '[DONE]').replaceAll('data: {', 'data:\n\ndata: \n\ndata: {')],
    ['space after [DONE]', sse(...events, '[DONE] ')],
  ]
  for (const [name, body] of framings) {
    it(`with ${name}, whole and one at a time: the exact text`, async () => {
      const bytes = Buffer.from(body)
      for (const size of [bytes.length, 1]) {
        const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
          bytes.subarray(i * size, (i + 1) * size),
        )
        const source = sourceAt('http://127.0.0.1:1/v1', {
          fetch: async () => new Response(streamOf(pieces), { headers: SSE }),
        })
        const { thought, answer, end, notices } = await ask(source)
        assert.deepEqual([thought, answer, end, notices], [text, text, { type: 'complete' }, []])
      }
    })
  }

  it('that are no UTF-8: flagged; the bare SDK says nothing', async () => {
    const { baseUrl } = await listen((response) => {
      response.writeHead(200, SSE)
      response.write(
        Buffer.concat([
          Buffer.from('data: {"choices":[{"delta":{"content":"a'),
          Buffer.from([0xff, 0xc3]),
          Buffer.from('b"}}]}\n\n'),
        ]),
      )
      response.end(sse(chunk({}, 'stop')))
    })
    const { answer, notices } = await ask(sourceAt(baseUrl))
    assert.deepEqual([answer, notices], ['a\uFFFD\uFFFDb', ['invalid-utf8']])
    assert.equal((await bareSdk(baseUrl)).thrown, undefined)
  })

  it('that are no UTF-8 read the same wherever the network cut them', async () => {
    const bytes = Buffer.concat([
      Buffer.from('data: {"choices":[{"delta":{"content":"ö'),
      Buffer.of(0xe6, 0x98, 0x28, 0xf0, 0x9f),
      Buffer.from('是"},"finish_reason":"stop"}]}\n\n'),
    ])
    for (const size of [bytes.length, 1, 2, 3]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      )
      const source = sourceAt('http://127.0.0.1:1/v1', {
        fetch: async () => new Response(streamOf(pieces), { headers: SSE }),
      })
      const { answer, notices } = await ask(source)
      assert.deepEqual([answer, notices], ['ö\uFFFD(\uFFFD是', ['invalid-utf8']])
    }
  })

  it('of a replacement character that the model itself wrote: not flagged', async () => {
    const { baseUrl } = await listen(streams(chunk({ content: '\uFFFD' }, 'stop')))
    assert.deepEqual((await ask(sourceAt(baseUrl))).notices, [])
  })
})

function streamOf(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  let next = 0
  return new ReadableStream({
    pull(controller) {
      const piece = pieces[next++]
      if (piece) controller.enqueue(piece)
      else controller.close()
    },
  })
}
