import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { listModels } from '../../../../src/models/catalog'
import { failureOf } from '../../../../src/models/errors'
import { findLocalServers } from '../../../../src/models/local'
import { ask } from '../support/run'
import { closeServers, listen, SSE, sourceAt, sse, streams, until } from '../support/server'

const KEY = 'sentinel-7d1c9e55b0f34a'

type Answer = (response: ServerResponse, index: number) => void

/** What begins a response that is kept, so that the next request is for more of it, or ends it. */
const begun = sse(
  { type: 'response.created', sequence_number: 0, response: { id: 'resp_1', status: 'queued' } },
  { type: 'response.output_text.delta', sequence_number: 1, output_index: 0, content_index: 0, delta: 'a' },
)
const kept = { api: 'responses', background: true, apiKey: KEY } as const

/** A way in which the extension asks a server. */
interface Way {
  readonly name: string
  /** Which of the requests it is, from 0, and what answers those before it. */
  readonly index: number
  readonly before?: Answer
  readonly path: RegExp
  /** What the user gets of it. */
  go(baseUrl: string, port: number): Promise<unknown>
}

const WAYS: readonly Way[] = [
  {
    name: 'Chat Completions',
    index: 0,
    path: /\/chat\/completions$/,
    go: (baseUrl) => ask(sourceAt(baseUrl, { apiKey: KEY })),
  },
  {
    name: 'the Responses API',
    index: 0,
    path: /\/responses$/,
    go: (baseUrl) => ask(sourceAt(baseUrl, { api: 'responses', apiKey: KEY })),
  },
  {
    name: 'the rest of a kept response',
    index: 1,
    path: /\/responses\/resp_1\?/,
    before: (response) => response.writeHead(200, SSE).write(begun, () => setTimeout(() => response.destroy(), 5)),
    go: (baseUrl) => ask(sourceAt(baseUrl, kept)),
  },
  {
    name: 'the end of a kept response',
    index: 1,
    path: /\/responses\/resp_1\/cancel$/,
    before: (response) => response.writeHead(200, SSE).write(begun),
    go: (baseUrl) => ask(sourceAt(baseUrl, { ...kept, limits: { idle: 30 } })),
  },
  {
    name: 'the list of models',
    index: 0,
    path: /\/models$/,
    go: async (baseUrl) => {
      const endpoint = { name: 'x', baseUrl, api: 'chat' } as const
      const listed = listModels({ endpoint, apiKey: KEY }, new AbortController().signal)
      return await listed.catch((thrown: unknown) => failureOf(thrown, [KEY]))
    },
  },
  {
    name: 'servers on this machine',
    index: 0,
    path: /\/models$/,
    go: (_, port) => findLocalServers(fetch, [{ name: 'x', port }]),
  },
]

const ADDRESSES = [
  'ftp://127.0.0.1/v1',
  'file:///etc/passwd',
  'data:application/json,{}',
  'nonsense',
  'https://user:secret@127.0.0.1/v1',
] as const

for (const { name, index, path, before, go } of WAYS) {
  describe(`asking for ${name}`, () => {
    afterEach(closeServers)

    const serve = async (answer: Answer) => {
      const server = await listen((response, i) => (i < index ? before?.(response, i) : answer(response, i)))
      const got = await go(server.baseUrl, server.port)
      await until(() => server.requests.length > index)
      assert.match(server.requests[index]?.url ?? '', path)
      return { server, got }
    }

    it('follows no redirect: neither text nor key goes elsewhere', async () => {
      for (const status of [301, 302, 303, 307, 308]) {
        const other = await listen(streams('[DONE]'))
        const location = `${other.baseUrl}/elsewhere`
        await serve((response) => response.writeHead(status, { location }).end())
        assert.equal(other.requests.length, 0, `${status}`)
      }
    })

    it('gives back no key that the server repeats', async () => {
      const echo = `The key ${KEY} (${KEY.slice(0, 12)}…) is no good`
      const bodies = [JSON.stringify({ error: { message: echo, code: KEY } }), JSON.stringify({ detail: echo }), echo]
      for (const body of bodies) {
        const { got } = await serve((response) => response.writeHead(403).end(body))
        assert.ok(!JSON.stringify(got).includes(KEY.slice(0, 9)), JSON.stringify(got))
      }
    })

    it('sends the key to that server alone, and in no address', async () => {
      const { server } = await serve((response) => response.writeHead(404).end('{}'))
      const sent = name === 'servers on this machine' ? undefined : `Bearer ${KEY}`
      for (const { headers, url, body } of server.requests) {
        assert.equal(headers.authorization, sent)
        assert.ok(!`${url}${body}`.includes(KEY.slice(0, 9)))
      }
    })
  })
}

describe('an address that must not be used', () => {
  for (const baseUrl of ADDRESSES) {
    it(`is not asked: ${baseUrl.replace(/:.*@/, '://…@')}`, async () => {
      const fetch = () => assert.fail('asked')
      for (const api of ['chat', 'responses'] as const) {
        const { end } = await ask(sourceAt(baseUrl, { api, fetch, apiKey: KEY }))
        assert.deepEqual(end, { type: 'failed', reason: 'not-an-api', detail: '' })
      }
      const endpoint = { name: 'x', baseUrl, api: 'chat' } as const
      const listed = listModels({ endpoint, apiKey: KEY, fetch }, new AbortController().signal)
      const failure = await listed.catch((thrown: unknown) => failureOf(thrown, [KEY]))
      assert.deepEqual(failure, { type: 'failed', reason: 'not-an-api', detail: '' })
    })
  }
})
