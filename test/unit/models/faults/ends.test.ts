import assert from 'node:assert/strict'
import { chunk } from '../support/read'
import { ask } from '../support/run'
import { bareSdk, closeServers, listen, listenRaw, SSE, sourceAt, sse, streams } from '../support/server'

const a = chunk({ content: 'a' })
const stop = chunk({}, 'stop')

describe('a stream that ends', () => {
  afterEach(closeServers)

  it('without any mark of its end: partial; the bare SDK calls it fine', async () => {
    const { baseUrl } = await listen(streams(chunk({ reasoning: 'x' }), a))
    const outcome = await ask(sourceAt(baseUrl))
    assert.deepEqual([outcome.thought, outcome.answer, outcome.end], ['x', 'a', { type: 'cut' }])
    const bare = await bareSdk(baseUrl)
    assert.deepEqual([bare.chunks.length, bare.thrown], [2, undefined])
  })

  it('with [DONE] and no finish reason: complete, and it is said', async () => {
    const { baseUrl } = await listen(streams(a, '[DONE]'))
    const { end, notices } = await ask(sourceAt(baseUrl))
    assert.deepEqual([end, notices], [{ type: 'complete' }, ['no-finish-reason']])
  })

  it('with a finish reason and no [DONE]: complete', async () => {
    const { baseUrl } = await listen(streams(a, stop))
    const { end, notices } = await ask(sourceAt(baseUrl))
    assert.deepEqual([end, notices], [{ type: 'complete' }, []])
  })

  it('at the length limit', async () => {
    const { baseUrl } = await listen(streams(a, chunk({}, 'length'), '[DONE]'))
    assert.deepEqual((await ask(sourceAt(baseUrl))).end, { type: 'length' })
  })

  it('with response.incomplete or response.failed: the reason', async () => {
    const delta = { type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: 'a' }
    const incomplete = {
      type: 'response.incomplete',
      response: { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } },
    }
    const failure = {
      type: 'response.failed',
      response: { status: 'failed', error: { code: 'server_error', message: 'Oops.' } },
    }
    const { baseUrl } = await listen((response, i) => streams(delta, i === 0 ? incomplete : failure)(response))
    const source = sourceAt(baseUrl, { api: 'responses' })
    assert.deepEqual((await ask(source)).end, { type: 'length' })
    const { answer, end } = await ask(source)
    assert.deepEqual([answer, end], ['a', { type: 'failed', reason: 'server-error', detail: 'Oops.' }])
  })

  it('while the server lingers: complete at once after [DONE] and after response.completed', async () => {
    const lingers = (...events: readonly unknown[]) =>
      listen((response) => response.writeHead(200, SSE).write(sse(...events)))
    const chat = await lingers(a, stop, '[DONE]')
    assert.deepEqual((await ask(sourceAt(chat.baseUrl))).end, { type: 'complete' })
    const responses = await lingers({
      type: 'response.completed',
      response: { status: 'completed', output: [{ content: [{ type: 'output_text', text: 'a' }] }] },
    })
    assert.deepEqual((await ask(sourceAt(responses.baseUrl, { api: 'responses' }))).end, { type: 'complete' })
  })

  it('while the server lingers after the finish reason: complete, after a moment for the usage', async () => {
    const { baseUrl } = await listen((response) => response.writeHead(200, SSE).write(sse(a, stop)))
    const { answer, end } = await ask(sourceAt(baseUrl, { limits: { idle: 30 } }))
    assert.deepEqual([answer, end], ['a', { type: 'complete' }])
  })

  it('while the server lingers after a last blank behind the finish reason: complete as well', async () => {
    const { baseUrl } = await listen((response) => {
      response.writeHead(200, SSE).write(sse(a, stop))
      setTimeout(() => response.write(sse(chunk({ content: '\n' }))), 20)
    })
    const { answer, end } = await ask(sourceAt(baseUrl, { limits: { idle: 100 } }))
    assert.deepEqual([answer, end], ['a\n', { type: 'complete' }])
  })

  it('by a reset of the connection: partial', async () => {
    const { baseUrl } = await listenRaw((socket) => {
      const body = sse(a)
      socket.write(
        `HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n`,
      )
      setTimeout(() => socket.resetAndDestroy(), 20)
    })
    const { answer, end } = await ask(sourceAt(baseUrl))
    assert.equal(answer, 'a')
    assert.equal(end.type === 'failed' && end.reason, 'connection-lost')
  })

  it('with an error: the text, and the error', async () => {
    for (const error of [
      { error: { message: 'Overloaded', code: 529 } },
      { object: 'error', message: 'Overloaded', code: 529 },
    ]) {
      const { baseUrl } = await listen(streams(chunk({ reasoning: 'x' }), a, error))
      const outcome = await ask(sourceAt(baseUrl))
      assert.deepEqual([outcome.thought, outcome.answer], ['x', 'a'])
      assert.deepEqual(outcome.end, { type: 'failed', reason: 'server-error', detail: 'Overloaded' })
    }
  })

  it('by Responses with an error in any shape: the text, and the error', async () => {
    const delta = { type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: 'a' }
    for (const error of [{ message: 'Gone', code: 500 }, { detail: 'Gone' }, { errors: [{ message: 'Gone' }] }]) {
      const { baseUrl } = await listen(streams(delta, error))
      const { answer, end } = await ask(sourceAt(baseUrl, { api: 'responses' }))
      assert.deepEqual([answer, end], ['a', { type: 'failed', reason: 'server-error', detail: 'Gone' }])
    }
  })

  it('with an error event, whatever its data are', async () => {
    for (const data of ['{"message":"Overloaded"}', '{"error":{"message":"Overloaded"}}', 'Overloaded']) {
      const { baseUrl } = await listen((response) =>
        response.writeHead(200, SSE).end(`${sse(a)}event: error\ndata: ${data}\n\n`),
      )
      const { answer, end } = await ask(sourceAt(baseUrl))
      assert.deepEqual([answer, end], ['a', { type: 'failed', reason: 'server-error', detail: 'Overloaded' }])
    }
  })

  it('after output began is never silently asked for again', async () => {
    const server = await listenRaw((socket) => {
      const body = sse(chunk({ reasoning: 'x' }))
      socket.write(
        `HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n`,
      )
      setTimeout(() => socket.destroy(), 20)
    })
    const { thought, notices, end } = await ask(sourceAt(server.baseUrl))
    assert.deepEqual([thought, notices], ['x', []])
    assert.equal(end.type === 'failed' && end.reason, 'connection-lost')
  })

  it('with something that is no JSON: partial', async () => {
    const { baseUrl } = await listen((response) =>
      response.writeHead(200, SSE).end(`${sse(a)}data: {"choices": oops}\n\n${sse(a)}`),
    )
    const { answer, end } = await ask(sourceAt(baseUrl))
    assert.equal(answer, 'a')
    assert.equal(end.type === 'failed' && end.reason, 'bad-stream')
  })

  it('with half an event: partial', async () => {
    const { baseUrl } = await listen((response) =>
      response.writeHead(200, SSE).end(`${sse(a)}data: {"choices": [{"del`),
    )
    const { answer, end } = await ask(sourceAt(baseUrl))
    assert.deepEqual([answer, end], ['a', { type: 'cut' }])
  })

  it('with a whole event but no line end after it: that event counts', async () => {
    const { baseUrl } = await listen((response) =>
      response.writeHead(200, SSE).end(`${sse(a)}data: ${JSON.stringify(chunk({ content: 'b' }, 'stop'))}`),
    )
    const { answer, end } = await ask(sourceAt(baseUrl))
    assert.deepEqual([answer, end], ['ab', { type: 'complete' }])
  })
})
