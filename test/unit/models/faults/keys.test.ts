import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import { heap } from '../support/heap'
import { chunk } from '../support/read'
import { ask, collect, REQUEST } from '../support/run'
import { closeServers, listen, sourceAt, sse, streams, until } from '../support/server'

const KEY = 'sentinel-7d1c9e55b0f34a'
const ENVIRONMENT = {
  OPENAI_API_KEY: 'environment-key',
  OPENAI_ADMIN_KEY: 'environment-admin',
  OPENAI_ORG_ID: 'environment-organisation',
  OPENAI_PROJECT_ID: 'environment-project',
  OPENAI_BASE_URL: 'http://127.0.0.1:9/environment',
  OPENAI_CUSTOM_HEADERS: 'Authorization: Bearer environment-header\nX-Secret: environment-secret',
}

describe('keys', () => {
  afterEach(closeServers)

  it('are found in nothing that a failing server makes of them', async () => {
    const echo = `The key ${KEY} (${encodeURIComponent(KEY)}, ${KEY.slice(0, 12)}…) is no good`
    const answers = [
      (response: Parameters<ReturnType<typeof streams>>[0]) =>
        response
          .writeHead(401, { 'content-type': 'application/json' })
          .end(JSON.stringify({ error: { message: echo } })),
      (response: Parameters<ReturnType<typeof streams>>[0]) => response.writeHead(200).end(`<p>${echo}</p>`),
      streams({ error: { message: echo } }),
      (response: Parameters<ReturnType<typeof streams>>[0]) =>
        response.writeHead(200).end(`${sse(chunk({ content: 'a' }))}data: ${echo}\n\n`),
    ]
    for (const answer of answers) {
      const server = await listen(answer)
      const deltas = await collect(
        sourceAt(server.baseUrl, { apiKey: KEY }).stream(REQUEST, new AbortController().signal),
      )
      assert.equal(server.requests[0]?.headers.authorization, `Bearer ${KEY}`)
      assert.equal(deltas.at(-1)?.type, 'end')
      assert.ok(!JSON.stringify(deltas).includes(KEY.slice(0, 9)), JSON.stringify(deltas))
    }
  })

  it('and addresses of the environment are neither used nor sent', async () => {
    const before = { ...process.env }
    Object.assign(process.env, ENVIRONMENT)
    try {
      for (const apiKey of [undefined, KEY]) {
        const server = await listen(streams(chunk({ content: 'a' }, 'stop')))
        assert.equal((await ask(sourceAt(server.baseUrl, { apiKey }))).answer, 'a')
        const sent = JSON.stringify(server.requests)
        assert.ok(!sent.includes('environment'), sent)
        assert.equal(server.requests[0]?.headers.authorization, apiKey && `Bearer ${apiKey}`)
      }
    } finally {
      for (const name of Object.keys(ENVIRONMENT)) delete process.env[name]
      Object.assign(process.env, before)
    }
  })

  it('go without a description of the machine', async () => {
    const server = await listen(streams(chunk({ content: 'a' }, 'stop')))
    await ask(sourceAt(server.baseUrl))
    const names = Object.keys(server.requests[0]?.headers ?? {})
    assert.deepEqual(
      names.filter((name) => name.startsWith('x-')),
      [],
    )
  })
})

describe('many runs', () => {
  afterEach(closeServers)

  it('three at once do not mix', async () => {
    const server = await listen((response, index) => {
      const letter = 'abc'[index] ?? '?'
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      let left = 40
      const timer = setInterval(() => {
        response.write(sse(chunk({ reasoning: letter })))
        if (--left === 0) {
          clearInterval(timer)
          response.end(sse(chunk({ content: letter }, 'stop')))
        }
      }, 1)
    })
    const outcomes = await Promise.all([1, 2, 3].map(() => ask(sourceAt(server.baseUrl))))
    assert.deepEqual(outcomes.map(({ answer }) => answer).sort(), ['a', 'b', 'c'])
    for (const { thought, answer } of outcomes) assert.equal(thought, answer.repeat(40))
  })

  it('a hundred in turn leave no socket, no listener and no heap behind', async () => {
    const text = 'thought '.repeat(20_000)
    const server = await listen(streams(chunk({ reasoning: text }), chunk({ content: 'a' }, 'stop'), '[DONE]'))
    const source = sourceAt(server.baseUrl)
    const signal = new AbortController().signal
    const some = async (runs: number) => {
      for (let i = 0; i < runs; i++) await ask(source, REQUEST, signal)
      return heap()
    }
    const before = await some(20)
    const after = await some(100)
    await until(() => server.open() === 0)
    assert.deepEqual(getEventListeners(signal, 'abort'), [])
    // A leak would be 100 × 160 kB.
    assert.ok(after - before < 16_000_000, `${after - before} bytes`)
  }).timeout(60_000)
})
