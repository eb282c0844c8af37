import assert from 'node:assert/strict'
import type { Delta } from '../../../../src/trace/delta'
import { chunk } from '../support/read'
import { ask, outcomeOf, REQUEST } from '../support/run'
import { closeServers, listen, SSE, sourceAt, sse, streams, until } from '../support/server'

describe('stopping a run', () => {
  afterEach(closeServers)

  it('before it began asks nobody', async () => {
    const server = await listen(streams('[DONE]'))
    const { end } = await ask(sourceAt(server.baseUrl), REQUEST, AbortSignal.abort())
    assert.deepEqual(end, { type: 'stopped' })
    assert.equal(server.requests.length, 0)
  })

  it('before the headers ends it and closes the socket', async () => {
    const server = await listen(() => {})
    const stop = new AbortController()
    const outcome = ask(sourceAt(server.baseUrl), REQUEST, stop.signal)
    await until(() => server.requests.length === 1)
    stop.abort()
    assert.deepEqual((await outcome).end, { type: 'stopped' })
    await until(() => server.open() === 0)
  })

  it('in mid-stream keeps the text and closes the socket', async () => {
    const server = await listen((response) => {
      response.writeHead(200, SSE)
      response.write(sse(chunk({ reasoning: 'a' }), chunk({ content: 'b <thi' })))
    })
    const stop = new AbortController()
    const deltas: Delta[] = []
    for await (const delta of sourceAt(server.baseUrl).stream(REQUEST, stop.signal)) {
      deltas.push(delta)
      if (delta.type === 'text' && delta.text === 'answer') stop.abort()
    }
    const { thought, answer, end } = outcomeOf(deltas)
    assert.deepEqual([thought, answer, end], ['a', 'b <thi', { type: 'stopped' }])
    await until(() => server.open() === 0)
  })

  it('while it waits to ask again ends it at once', async () => {
    const server = await listen((response) => response.writeHead(503, { 'retry-after': '30' }).end())
    const stop = new AbortController()
    const { pause } = await import('../../../../src/models/retry')
    const request = { ...REQUEST, onWait: () => stop.abort() }
    const { end } = await ask(sourceAt(server.baseUrl, { pause }), request, stop.signal)
    assert.deepEqual(end, { type: 'stopped' })
  })

  it('that races with the end has exactly one end', async () => {
    const server = await listen(streams(chunk({ content: 'a' }), chunk({}, 'stop'), '[DONE]'))
    for (let i = 0; i < 20; i++) {
      const stop = new AbortController()
      setTimeout(() => stop.abort(), i / 2)
      const { answer, end } = await ask(sourceAt(server.baseUrl), REQUEST, stop.signal)
      assert.ok(end.type === 'stopped' || (end.type === 'complete' && answer === 'a'))
    }
  })

  it('by no longer reading closes the socket', async () => {
    const server = await listen((response) => response.writeHead(200, SSE).write(sse(chunk({ content: 'a' }))))
    for await (const delta of sourceAt(server.baseUrl).stream(REQUEST, new AbortController().signal)) {
      assert.equal(delta.type, 'text')
      break
    }
    await until(() => server.open() === 0)
  })
})
