import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { ask } from '../support/run'
import { closeServers, listen, SSE, sourceAt, sse, streams, until } from '../support/server'

/** A whole response of three words, its events numbered. */
const EVENTS = [
  { type: 'response.created', response: { id: 'resp_1', status: 'queued', output: [] } },
  { type: 'response.reasoning_summary_text.delta', output_index: 0, summary_index: 0, delta: 'Hm. ' },
  { type: 'response.output_text.delta', output_index: 1, content_index: 0, delta: 'one ' },
  { type: 'response.output_text.delta', output_index: 1, content_index: 0, delta: 'two ' },
  { type: 'response.output_text.delta', output_index: 1, content_index: 0, delta: 'three' },
  { type: 'response.completed', response: { id: 'resp_1', status: 'completed', output: [] } },
].map((event, i) => ({ ...event, sequence_number: i }))

const breaksAfter = (events: readonly unknown[]) => (response: ServerResponse) => {
  response.writeHead(200, SSE)
  response.write(sse(...events), () => setTimeout(() => response.destroy(), 10))
}

const kept = (baseUrl: string) => sourceAt(baseUrl, { api: 'responses', background: true })

describe('a response that the provider keeps', () => {
  afterEach(closeServers)

  it('is asked for as one that is kept', async () => {
    const { baseUrl, requests } = await listen(streams(...EVENTS))
    await ask(kept(baseUrl))
    const { background, store } = JSON.parse(requests[0]?.body ?? '{}')
    assert.deepEqual([background, store], [true, true])
  })

  it('is taken up again where it broke, at every place: no gap, nothing twice, and it is said', async () => {
    for (let broken = 1; broken < EVENTS.length; broken++) {
      const { baseUrl, requests } = await listen((response, i) =>
        i === 0 ? breaksAfter(EVENTS.slice(0, broken))(response) : streams(...EVENTS.slice(broken))(response),
      )
      const { thought, answer, end, notices } = await ask(kept(baseUrl))
      assert.deepEqual([thought, answer, end, notices], ['Hm. ', 'one two three', { type: 'complete' }, ['resumed']])
      assert.match(requests[1]?.url ?? '', new RegExp(`/responses/resp_1\\?.*starting_after=${broken - 1}\\b`))
    }
  })

  it('counts an event once where the rest overlaps what came', async () => {
    const { baseUrl } = await listen((response, i) =>
      i === 0 ? breaksAfter(EVENTS.slice(0, 4))(response) : streams(...EVENTS.slice(1))(response),
    )
    assert.equal((await ask(kept(baseUrl))).answer, 'one two three')
  })

  it('is taken up again after an end without a mark, and as often as it moves on', async () => {
    const { baseUrl } = await listen((response, i) => streams(...EVENTS.slice(i, i + 1))(response))
    const { answer, end } = await ask(kept(baseUrl))
    assert.deepEqual([answer, end], ['one two three', { type: 'complete' }])
  })

  it('is taken up again where the provider is out of order for a moment, or has nothing to say', async () => {
    for (const [status, headers] of [
      [503, {}],
      [429, {}],
      [200, SSE],
    ] as const) {
      const { baseUrl, requests } = await listen((response, i) => {
        if (i === 0) breaksAfter(EVENTS.slice(0, 3))(response)
        else if (i === 1) response.writeHead(status, headers).end()
        else streams(...EVENTS.slice(3))(response)
      })
      const { answer, end } = await ask(kept(baseUrl))
      assert.deepEqual([answer, end, requests.length], ['one two three', { type: 'complete' }, 3])
    }
  })

  it('is partial where the provider has nothing more to say', async () => {
    const { baseUrl } = await listen((response, i) =>
      i === 0 ? breaksAfter(EVENTS.slice(0, 3))(response) : response.writeHead(200, SSE).end(),
    )
    const { answer, end } = await ask(kept(baseUrl))
    assert.deepEqual([answer, end], ['one ', { type: 'cut' }])
  })

  it('is partial where the provider refuses the rest', async () => {
    const { baseUrl, requests } = await listen((response, i) =>
      i === 0 ? breaksAfter(EVENTS.slice(0, 3))(response) : response.writeHead(404).end('{"error":{"message":"gone"}}'),
    )
    const { answer, end, notices } = await ask(kept(baseUrl))
    assert.deepEqual([answer, notices, requests.length], ['one ', [], 2])
    assert.equal(end.type === 'failed' && end.reason, 'connection-lost')
  })

  it('is partial where it breaks again and again without a word', async () => {
    const { baseUrl, requests } = await listen((response, i) =>
      breaksAfter(i === 0 ? EVENTS.slice(0, 3) : [])(response),
    )
    const { answer, end } = await ask(kept(baseUrl))
    assert.equal(answer, 'one ')
    assert.notEqual(end.type, 'complete')
    assert.ok(requests.length > 2 && requests.length < 12)
  })

  it('is cancelled at the provider when the user stops', async () => {
    const stop = new AbortController()
    const { baseUrl, requests } = await listen((response, i) => {
      if (i > 0) response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
      else response.writeHead(200, SSE).write(sse(...EVENTS.slice(0, 3)), () => setTimeout(() => stop.abort(), 10))
    })
    const { end } = await ask(kept(baseUrl), undefined, stop.signal)
    assert.deepEqual(end, { type: 'stopped' })
    await until(() => requests.length === 2)
    assert.match(requests[1]?.url ?? '', /\/responses\/resp_1\/cancel$/)
  })

  it('is not one where that was not asked for: a break is a break', async () => {
    const { baseUrl, requests } = await listen(breaksAfter(EVENTS.slice(0, 3)))
    const { end } = await ask(sourceAt(baseUrl, { api: 'responses' }))
    assert.equal(end.type === 'failed' && end.reason, 'connection-lost')
    assert.equal(requests.length, 1)
  })
})
