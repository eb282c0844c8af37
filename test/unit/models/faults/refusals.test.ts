import assert from 'node:assert/strict'
import { openaiSource } from '../../../../src/models/openai'
import type { Wait } from '../../../../src/models/source'
import { chunk } from '../support/read'
import { ask, REQUEST } from '../support/run'
import { bareSdk, closeServers, LIMITS, listen, sourceAt, streams } from '../support/server'

const fine = streams(chunk({ content: 'a' }), chunk({}, 'stop'), '[DONE]')

/** Answers with these statuses in turn, then with a stream. */
const first =
  (...refusals: readonly (readonly [number, Record<string, string>?, unknown?])[]) =>
  (response: Parameters<typeof fine>[0], index: number): void => {
    const [status, headers, body] = refusals[index] ?? []
    if (status === undefined) fine(response)
    else response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body ?? {}))
  }

describe('a server that refuses', () => {
  afterEach(closeServers)

  it('429 with Retry-After: the run waits as long, says so, and is one run', async () => {
    const server = await listen(first([429, { 'retry-after': '2' }]))
    const waits: Wait[] = []
    const pauses: number[] = []
    const source = sourceAt(server.baseUrl, { pause: async (ms) => void pauses.push(ms) })
    const outcome = await ask(source, { ...REQUEST, onWait: (wait) => waits.push(wait) })
    assert.deepEqual(pauses, [2000])
    assert.deepEqual(waits, [{ ms: 2000, reason: 'rate-limited' }])
    assert.deepEqual([outcome.answer, outcome.end, outcome.notices], ['a', { type: 'complete' }, ['retried']])
    assert.equal(server.requests.length, 2)
  })

  it('429 with a long Retry-After: left to the user, with the time; the bare SDK asks again within a second', async () => {
    const server = await listen(first([429, { 'retry-after': '120' }, { error: { message: 'Slow down' } }]))
    const { end } = await ask(sourceAt(server.baseUrl))
    assert.deepEqual(end, { type: 'failed', reason: 'rate-limited', detail: 'Slow down · Retry-After: 120 s' })
    assert.equal(server.requests.length, 1)
    const bare = await listen(first([429, { 'retry-after': '120' }]))
    const { chunks } = await bareSdk(bare.baseUrl)
    assert.deepEqual([chunks.length, bare.requests.length], [2, 2])
  }).timeout(60_000)

  it('429 without credit: no pause helps, so it is told at once', async () => {
    const error = { message: 'You exceeded your current quota', code: 'insufficient_quota' }
    const server = await listen(first([429, { 'retry-after': '2' }, { error }]))
    const { end } = await ask(sourceAt(server.baseUrl))
    assert.deepEqual(end, { type: 'failed', reason: 'no-credit', detail: 'You exceeded your current quota' })
    assert.equal(server.requests.length, 1)
  })

  it('503 twice, then is fine: one run', async () => {
    const server = await listen(first([503], [503]))
    const outcome = await ask(sourceAt(server.baseUrl))
    assert.deepEqual([outcome.answer, outcome.end.type], ['a', 'complete'])
    assert.equal(server.requests.length, 3)
  })

  it('500 for ever: asked a bounded number of times', async () => {
    const server = await listen((response) => response.writeHead(500).end('{"error":{"message":"Oops"}}'))
    const { end } = await ask(sourceAt(server.baseUrl))
    assert.equal(end.type === 'failed' && end.reason, 'server-error')
    assert.equal(server.requests.length, 4)
  })

  it('by breaking the connection before a word, then is fine: one run', async () => {
    const server = await listen((response, index) => {
      if (index === 0) response.destroy()
      else fine(response)
    })
    const outcome = await ask(sourceAt(server.baseUrl))
    assert.deepEqual([outcome.answer, outcome.end.type, outcome.notices], ['a', 'complete', ['retried']])
  })

  const once: readonly (readonly [number, unknown, string])[] = [
    [401, { error: { message: 'Incorrect API key provided' } }, 'unauthorized'],
    [403, { error: { message: 'Country not supported' } }, 'forbidden'],
    [404, { error: { message: 'The model `m` does not exist', code: 'model_not_found' } }, 'model-not-found'],
    [404, { detail: 'Not Found' }, 'not-an-api'],
    [400, { error: { message: 'Bad messages' } }, 'bad-request'],
    [407, {}, 'proxy'],
  ]
  for (const [status, body, reason] of once) {
    it(`${status}: ${reason}, and no second try`, async () => {
      const server = await listen((response) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      )
      const { end } = await ask(sourceAt(server.baseUrl, { apiKey: 'k' }))
      assert.equal(end.type === 'failed' && end.reason, reason)
      assert.equal(server.requests.length, 1)
    })
  }

  it('401 when there was no key: that is what is missing', async () => {
    const server = await listen(first([401]))
    const { end } = await ask(sourceAt(server.baseUrl))
    assert.equal(end.type === 'failed' && end.reason, 'no-key')
    assert.equal(server.requests[0]?.headers.authorization, undefined)
  })

  it('the summary: asked again without it, and it is said', async () => {
    const refusal = {
      error: { message: 'Your organization must be verified.', param: 'reasoning.summary', code: 'unsupported_value' },
    }
    const server = await listen((response, index) => {
      if (index === 0) response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(refusal))
      else
        streams(
          { type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: 'a' },
          { type: 'response.completed', response: { status: 'completed' } },
        )(response)
    })
    const { end, notices } = await ask(sourceAt(server.baseUrl, { api: 'responses' }), { ...REQUEST, effort: 'low' })
    assert.deepEqual([end, notices], [{ type: 'complete' }, ['summary-refused']])
    const bodies = server.requests.map(({ body }) => JSON.parse(body).reasoning)
    assert.deepEqual(bodies, [{ effort: 'low', summary: 'auto' }, { effort: 'low' }])
  })

  const words: readonly (readonly [string, number, unknown, string, string])[] = [
    ['an error object', 400, { error: { message: 'No such thing' } }, 'bad-request', 'No such thing'],
    ['a string for one', 403, { code: 'no', error: 'Blocked' }, 'forbidden', 'Blocked'],
    ['a list', 400, [{ error: { code: 400, message: 'Bad key', status: 'X' } }], 'bad-request', 'Bad key'],
    ['the whole body', 400, { object: 'error', message: 'Bad role', type: 'invalid' }, 'bad-request', 'Bad role'],
    ['a code beside it', 404, { message: 'Gone', code: 'model_not_found' }, 'model-not-found', 'Gone'],
    ['a detail', 404, { detail: 'Not Found' }, 'not-an-api', 'Not Found'],
    [
      'a list of details',
      422,
      { detail: [{ loc: ['body', 'messages', 0], msg: 'Field required' }] },
      'bad-request',
      'body.messages.0: Field required',
    ],
    ['a list of errors', 401, { errors: [{ code: 10000, message: 'Who?' }] }, 'unauthorized', 'Who?'],
    ['nothing known', 400, { a: 1 }, 'bad-request', '{"a":1}'],
    ['no JSON', 502, '<h1>Bad gateway</h1>', 'server-error', 'Bad gateway'],
    ['nothing', 403, '', 'forbidden', ''],
  ]
  for (const [shape, status, body, reason, detail] of words) {
    it(`in the shape of ${shape}: the reason, and its own words`, async () => {
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      const server = await listen((response) => response.writeHead(status).end(text))
      const { end } = await ask(sourceAt(server.baseUrl, { apiKey: 'a-key' }))
      assert.deepEqual(end, { type: 'failed', reason, detail })
    })
  }

  const named: readonly (readonly [string, number, unknown])[] = [
    ['an error object', 400, { error: { message: 'No.', param: 'reasoning_effort' } }],
    ['words', 400, { error: { message: 'Unknown name "reasoning_effort": Cannot find field.' } }],
    ['words with spaces', 400, { error: { message: 'Reasoning effort is not supported for this model.' } }],
    ['a string', 400, { code: 'invalid', error: 'Argument not supported on this model: reasoningEffort' }],
    ['a list', 400, [{ error: { code: 400, message: 'Unknown name "reasoning_effort"' } }]],
    ['the whole body', 400, { object: 'error', message: 'reasoning_effort is not supported', type: 'invalid' }],
    ['a param beside it', 400, { message: 'No.', type: 'invalid_request_error', param: 'reasoning_effort' }],
    ['a list of details', 422, { detail: [{ loc: ['body', 'reasoning_effort'], msg: 'Extra inputs' }] }],
  ]
  for (const [shape, status, body] of named) {
    it(`a parameter, named in ${shape}: asked again once without it, and it is said`, async () => {
      const server = await listen(first([status, {}, body]))
      const { end, notices } = await ask(sourceAt(server.baseUrl), { ...REQUEST, effort: 'low' })
      assert.deepEqual([end, notices], [{ type: 'complete' }, ['parameter-dropped']])
      assert.equal(JSON.parse(server.requests[1]?.body ?? '{}').reasoning_effort, undefined)
      assert.equal(server.requests.length, 2)
    })
  }

  it('the model, by a name that holds a parameter’s: no second try', async () => {
    const refusals = [
      { error: { message: 'The model `effort-thinking` does not exist', code: 'model_not_found' } },
      { error: { message: 'No reasoning_effort-1', param: 'model' } },
    ]
    for (const body of refusals) {
      const server = await listen(first([400, {}, body]))
      const { notices } = await ask(sourceAt(server.baseUrl), { ...REQUEST, effort: 'low' })
      assert.deepEqual([notices, server.requests.length], [[], 1])
    }
  })

  it('a parameter of the user’s own, whose name has a dot in it: asked again once without it', async () => {
    const body = { error: { message: 'Unknown parameter.', param: 'reasoning.effort' } }
    const server = await listen((response, i) =>
      i < 5 ? first([400, {}, body])(response, 0) : response.writeHead(500).end(),
    )
    const endpoint = { name: 'x', baseUrl: server.baseUrl, api: 'chat' as const, body: { 'reasoning.effort': 'high' } }
    const { end } = await ask(openaiSource({ endpoint, apiKey: undefined, limits: LIMITS, now: () => 0 }))
    assert.deepEqual(end, { type: 'failed', reason: 'bad-request', detail: 'Unknown parameter.' })
    assert.equal(server.requests.length, 2)
  })

  it('in words without an end: their beginning', async () => {
    const { baseUrl } = await listen((response) => {
      response.writeHead(400)
      const more = () => {
        while (!response.destroyed && response.write('No. '.repeat(20_000))) {}
      }
      response.on('drain', more)
      more()
    })
    const { end } = await ask(sourceAt(baseUrl))
    assert.equal(end.type === 'failed' && end.reason, 'bad-request')
    assert.match(end.type === 'failed' ? end.detail : '', /^No\. No\. /)
  })

  it('the same parameter again: the failure', async () => {
    const body = { error: { message: 'No.', param: 'reasoning_effort' } }
    const server = await listen((response) =>
      response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    )
    const { end } = await ask(sourceAt(server.baseUrl), { ...REQUEST, effort: 'low' })
    assert.deepEqual(end, { type: 'failed', reason: 'bad-request', detail: 'No.' })
    assert.equal(server.requests.length, 2)
  })
})

describe('a body that is no stream', () => {
  afterEach(closeServers)

  const outcomeOfBody = async (body: string, contentType = 'application/json') => {
    const { baseUrl } = await listen((response) => response.writeHead(200, { 'content-type': contentType }).end(body))
    return { outcome: await ask(sourceAt(baseUrl)), baseUrl }
  }
  const reasonOf = async (body: string, contentType?: string) => {
    const { end } = (await outcomeOfBody(body, contentType)).outcome
    return end.type === 'failed' ? end.reason : end.type
  }

  it('HTML: not an API; the bare SDK calls it fine', async () => {
    const { outcome, baseUrl } = await outcomeOfBody(
      '\n<!doctype html><title>Sign in</title><p>Welcome</p>',
      'text/html',
    )
    assert.deepEqual(outcome.end, { type: 'failed', reason: 'not-an-api', detail: 'Sign in Welcome' })
    assert.deepEqual(await bareSdk(baseUrl), { chunks: [], thrown: undefined })
  })

  it('nothing at all, or only signs of life: an error', async () => {
    assert.equal(await reasonOf('', 'text/event-stream'), 'empty-response')
    assert.equal(await reasonOf(': ping\n\n: ping\n\n', 'text/event-stream'), 'empty-response')
    assert.equal(await reasonOf('data: [DONE]\n\n', 'text/event-stream'), 'empty-response')
  })

  it('words, or JSON of something else: not an API', async () => {
    assert.equal(await reasonOf('It works!', 'text/plain'), 'not-an-api')
    assert.equal(await reasonOf('{"status":"ok"}'), 'not-an-api')
  })

  it('a whole completion: shown, though blank lines came first', async () => {
    const body = {
      choices: [{ message: { reasoning_content: 'x', content: 'a' }, finish_reason: 'stop' }],
      usage: { completion_tokens: 2 },
    }
    const { outcome } = await outcomeOfBody(`\n\n   ${' '.repeat(2000)}${JSON.stringify(body, null, 2)}`)
    assert.deepEqual(
      [outcome.thought, outcome.answer, outcome.usage.output, outcome.end],
      ['x', 'a', 2, { type: 'complete' }],
    )
  })

  it('a whole error: the error', async () => {
    const { outcome } = await outcomeOfBody('{"error":{"message":"Quota","code":429}}')
    assert.deepEqual(outcome.end, { type: 'failed', reason: 'rate-limited', detail: 'Quota' })
  })

  it('half a JSON value: unreadable', async () => assert.equal(await reasonOf('{"choices":[{"mess'), 'bad-stream'))
})
