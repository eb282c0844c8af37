import assert from 'node:assert/strict'
import { addressFault, baseOf, originOf } from '../../../src/models/endpoint'
import { failureOf } from '../../../src/models/errors'
import { at } from '../../../src/models/json'
import { openaiSource } from '../../../src/models/openai'
import { bodyFor, noticeOfRefusal, refusedParameter, withoutParameter } from '../../../src/models/request'
import { askedWait, retryPause } from '../../../src/models/retry'
import type { Endpoint } from '../../../src/models/source'
import type { Effort } from '../../../src/trace/trace'
import { chunk } from './support/read'
import { ask, REQUEST } from './support/run'
import { LIMITS, SSE, sse } from './support/server'

const chat = (baseUrl: string): Endpoint => ({ name: 'x', baseUrl, api: 'chat' })
const usage = { stream_options: { include_usage: true } }

const gemini = 'https://generativelanguage.googleapis.com/v1beta/openai'
const config = (thinking_config: object) => ({ extra_body: { google: { thinking_config } }, ...usage })
const template = (thinks: boolean, level: object) => ({
  ...level,
  chat_template_kwargs: { enable_thinking: thinks, thinking: thinks, ...level },
  ...usage,
})

/** Where, the effort, what is sent for it, and the model where it matters. */
const ROWS: readonly (readonly [string, Effort | undefined, object, string?])[] = [
  ['https://api.openai.com/v1', 'xhigh', { reasoning_effort: 'xhigh', ...usage }],
  ['https://x.openai.azure.com/openai/v1', undefined, usage],
  ['https://api.deepseek.com', 'xhigh', { thinking: { type: 'enabled' }, reasoning_effort: 'max', ...usage }],
  ['https://api.deepseek.com', 'none', { thinking: { type: 'disabled' }, ...usage }],
  ['https://openrouter.ai/api/v1', undefined, { reasoning: { enabled: true }, ...usage }],
  ['https://openrouter.ai/api/v1', 'low', { reasoning: { effort: 'low' }, ...usage }],
  ['https://api.groq.com/openai/v1', 'max', { reasoning_format: 'parsed', reasoning_effort: 'high', ...usage }],
  ['https://api.mistral.ai/v1', 'low', { reasoning_effort: 'high' }],
  ['https://dashscope.aliyuncs.com/compatible-mode/v1', 'none', { enable_thinking: false, ...usage }],
  [
    'https://dashscope.aliyuncs.com/compatible-mode/v1',
    'medium',
    { enable_thinking: true, thinking_budget: 8192, ...usage },
  ],
  ['https://api.moonshot.ai/v1', undefined, { thinking: { type: 'enabled' }, ...usage }],
  ['https://api.z.ai/api/paas/v4', 'high', { thinking: { type: 'enabled' }, ...usage }],
  ['https://ark.cn-beijing.volces.com/api/v3', 'none', { thinking: { type: 'disabled' }, ...usage }],
  ['https://api.siliconflow.cn/v1', undefined, { enable_thinking: true, ...usage }],
  ['https://api.minimax.io/v1', undefined, { reasoning_split: true, ...usage }],
  ['https://api.x.ai/v1', 'minimal', { reasoning_effort: 'low', ...usage }],
  [gemini, undefined, config({ include_thoughts: true })],
  [gemini, 'xhigh', config({ include_thoughts: true, thinking_level: 'high' }), 'gemini-3-pro'],
  [gemini, 'none', config({ include_thoughts: false, thinking_level: 'minimal' }), 'gemini-3-flash'],
  [gemini, 'low', config({ include_thoughts: true, thinking_budget: 1024 }), 'gemini-2.5-pro'],
  [gemini, 'none', config({ include_thoughts: false, thinking_budget: 0 }), 'models/gemini-2.5-flash'],
  ['https://api.anthropic.com/v1', undefined, usage],
  ['https://api.anthropic.com/v1', 'high', { thinking: { type: 'enabled', budget_tokens: 24_576 }, ...usage }],
  ['https://api.anthropic.com/v1', 'none', { thinking: { type: 'disabled' }, ...usage }],
  ['https://api.fireworks.ai/inference/v1', 'max', { reasoning_effort: 'high', ...usage }],
  ['https://ai-gateway.vercel.sh/v1', 'none', { reasoning: { enabled: false }, ...usage }],
  ['https://x.snowflakecomputing.com/api/v2/cortex/v1', 'high', { reasoning: { effort: 'high' }, ...usage }],
  ['https://api.together.xyz/v1', undefined, { reasoning: { enabled: true }, ...usage }],
  ['https://api.cerebras.ai/v1', undefined, { reasoning_format: 'parsed', ...usage }],
  ['http://localhost:11434/v1', 'xhigh', { reasoning_effort: 'high', ...usage }],
  ['http://localhost:1234/v1', 'none', { reasoning_effort: 'none', ...usage }],
  ['http://localhost:8000/v1', undefined, usage],
  ['http://localhost:8000/v1', 'low', template(true, { reasoning_effort: 'low' })],
  ['http://10.0.0.7:30000/v1', 'none', template(false, {})],
  ['http://localhost:4000/v1', 'max', { reasoning_effort: 'max', ...usage }],
  ['https://notopenai.com.example.org/v1', undefined, usage],
]

describe('what is sent', () => {
  for (const [baseUrl, effort, fields, model = 'm'] of ROWS) {
    it(`to ${baseUrl} for ${model} and effort ${effort ?? 'default'}`, () => {
      assert.deepEqual(bodyFor(chat(baseUrl), { ...REQUEST, model, ...(effort && { effort }) }).fields, fields)
    })
  }

  it('by the Responses API: a summary is asked for, and nothing is stored', () => {
    const endpoint: Endpoint = { name: 'x', baseUrl: 'https://api.openai.com/v1', api: 'responses' }
    assert.deepEqual(bodyFor(endpoint, { ...REQUEST, effort: 'high', maxOutputTokens: 900 }).fields, {
      reasoning: { effort: 'high', summary: 'auto' },
      store: false,
      max_output_tokens: 900,
    })
    assert.deepEqual(bodyFor(endpoint, { ...REQUEST, effort: 'none' }).fields['reasoning'], { effort: 'none' })
  })

  it('limits the output by the name that the provider knows', () => {
    assert.equal(
      bodyFor(chat('https://api.openai.com/v1'), { ...REQUEST, maxOutputTokens: 5 }).fields['max_completion_tokens'],
      5,
    )
    assert.equal(bodyFor(chat('http://localhost:8000/v1'), { ...REQUEST, maxOutputTokens: 5 }).fields['max_tokens'], 5)
  })

  it('asks for a longer or shorter answer where each API has its word for it', () => {
    const endpoint: Endpoint = { name: 'x', baseUrl: 'https://api.openai.com/v1', api: 'responses' }
    assert.deepEqual(bodyFor(endpoint, { ...REQUEST, verbosity: 'low' }).fields['text'], { verbosity: 'low' })
    assert.equal(bodyFor({ ...endpoint, api: 'chat' }, { ...REQUEST, verbosity: 'low' }).fields['verbosity'], 'low')
  })

  it('is what the endpoint’s own settings say, where they say it', () => {
    const endpoint = {
      ...chat('http://localhost:8000/v1'),
      body: { chat_template_kwargs: { thinking: true }, reasoning_effort: 'x' },
    }
    const { fields } = bodyFor(endpoint, { ...REQUEST, effort: 'low' })
    assert.deepEqual(fields, { reasoning_effort: 'x', ...usage, chat_template_kwargs: { thinking: true } })
  })
})

describe('a refused parameter', () => {
  const responses: Endpoint = { name: 'x', baseUrl: 'https://api.openai.com/v1', api: 'responses' }
  const body = bodyFor(responses, { ...REQUEST, effort: 'low' })
  const refusal = (param: string | null, message = '', status = 400) =>
    Object.assign(new Error(`${status} ${message}`), { status, param })

  it('is found by its name, and left out', () => {
    assert.equal(refusedParameter(refusal('reasoning.summary'), body), 'reasoning.summary')
    const lighter = withoutParameter(body, 'reasoning.summary')
    assert.deepEqual(lighter.fields, { reasoning: { effort: 'low' }, store: false })
    assert.equal(refusedParameter(refusal('reasoning.summary'), lighter), null)
    assert.equal(noticeOfRefusal('reasoning.summary'), 'summary-refused')
  })

  it('takes what is in it along', () => {
    const lighter = withoutParameter(body, 'reasoning')
    assert.deepEqual([lighter.fields, lighter.optional], [{ store: false }, ['store']])
  })

  it('is found in the server’s words', () => {
    assert.equal(
      refusedParameter(refusal(null, 'Your organization must be verified to generate reasoning summaries.'), body),
      'reasoning.summary',
    )
    assert.equal(refusedParameter(refusal(null, 'Unrecognized request argument supplied: store', 422), body), 'store')
  })

  it('is left out of what it stands in, however deep, and takes along what would be empty', () => {
    const gemini = bodyFor(chat('https://generativelanguage.googleapis.com/v1beta/openai'), {
      ...REQUEST,
      effort: 'low',
    })
    const name = refusedParameter(refusal(null, 'Thinking level is not supported for this model.'), gemini)
    assert.equal(name, 'extra_body.google.thinking_config.thinking_level')
    const lighter = withoutParameter(gemini, name)
    assert.deepEqual(lighter.fields['extra_body'], { google: { thinking_config: { include_thoughts: true } } })
    const next = refusedParameter(refusal(null, 'Unknown name "include_thoughts"'), lighter)
    assert.deepEqual(withoutParameter(lighter, next ?? '').fields, usage)
  })

  it('whose name is an everyday word is known in quotation marks alone', () => {
    const zai = bodyFor(chat('https://api.z.ai/api/paas/v4'), REQUEST)
    assert.equal(refusedParameter(refusal(null, 'Messages of this type are too long'), zai), null)
    assert.equal(refusedParameter(refusal(null, "Unknown field 'type'"), zai), 'thinking.type')
  })

  it('may have any name, in the user’s own settings', () => {
    const own = { 'a.b': { 'c.d': 1, e: 2 }, a: { b: 3 }, 'f(': 4 }
    const all = bodyFor({ ...responses, body: own }, REQUEST)
    assert.equal(refusedParameter(refusal(null, 'No f( here'), all), null)
    const { fields } = withoutParameter(all, refusedParameter(refusal('a.b.c.d'), all) ?? '')
    assert.deepEqual([fields['a.b'], fields['a']], [{ e: 2 }, { b: 3 }])
  })

  it('is not looked for in other failures', () => {
    assert.equal(refusedParameter(refusal('model', 'The model does not exist'), body), null)
    assert.equal(refusedParameter(refusal('reasoning.summary', '', 401), body), null)
  })
})

describe('a retry', () => {
  const error = (status: number, headers: Record<string, string> = {}, rest: object = {}) =>
    Object.assign(new Error(), { status, headers: new Headers(headers), ...rest })
  const pauseOf = (thrown: unknown, tries = 1) => retryPause(thrown, failureOf(thrown, []), tries, Date.UTC(2026, 0, 1))

  it('waits as long as the server asks', () => {
    assert.equal(pauseOf(error(429, { 'retry-after': '2' })), 2000)
    assert.equal(pauseOf(error(503, { 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT' })), 7000)
    assert.equal(pauseOf(error(429, { 'retry-after-ms': '40', 'retry-after': '2' })), 40)
  })

  it('waits longer each time where the server says nothing', () => {
    assert.deepEqual(
      [1, 2, 3, 4].map((tries) => pauseOf(error(503), tries)),
      [500, 1000, 2000, null],
    )
  })

  it('is left to the user where the server asks for more than a minute', () => {
    assert.equal(pauseOf(error(429, { 'retry-after': '120' })), null)
    assert.equal(askedWait(error(429, { 'retry-after': '120' }), 0), 'Retry-After: 120 s')
  })

  it('is made after a connection broke', () => {
    assert.equal(
      pauseOf(Object.assign(new Error(), { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) })),
      500,
    )
  })

  it('is not made where it cannot help', () => {
    for (const status of [400, 401, 403, 404, 407, 422]) assert.equal(pauseOf(error(status)), null)
    assert.equal(pauseOf(error(429, {}, { error: { code: 'insufficient_quota' } })), null)
    assert.equal(pauseOf(error(503, { 'x-should-retry': 'false' })), null)
    assert.equal(
      pauseOf(Object.assign(new Error(), { cause: Object.assign(new Error(), { code: 'ENOTFOUND' }) })),
      null,
    )
  })
})

describe('an address', () => {
  const faults: readonly (readonly [string, string | null])[] = [
    ['https://api.openai.com/v1', null],
    ['http://localhost:11434/v1', null],
    ['http://127.0.0.1:8000/v1', null],
    ['http://[::1]:8000/v1', null],
    ['http://10.0.0.7:8000/v1', 'plain'],
    ['http://localhost.example.org/v1', 'plain'],
    ['https://user:secret@example.org/v1', 'user-info'],
    ['ftp://example.org/v1', 'not-http'],
    ['file:///etc/passwd', 'not-http'],
    ['javascript:alert(1)', 'not-http'],
    ['api.openai.com/v1', 'not-a-url'],
    ['', 'not-a-url'],
  ]
  for (const [address, fault] of faults) {
    it(`${address || '(empty)'}: ${fault ?? 'fine'}`, () => assert.equal(addressFault(address), fault))
  }

  it('binds a key by scheme, host and port', () => {
    assert.equal(originOf('https://API.example.org:443/v1/'), 'https://api.example.org')
    assert.notEqual(originOf('http://example.org/v1'), originOf('https://example.org/v1'))
    assert.notEqual(originOf('https://example.org:8443/v1'), originOf('https://example.org/v1'))
    assert.equal(originOf('nowhere'), null)
  })

  it('may carry the path of its API, a slash or a query', () => {
    const base = (address: string) => baseOf(address).baseURL
    for (const end of ['', '/', '/chat/completions', '/responses', '/responses/'])
      assert.equal(base(`https://example.org/v1${end}`), 'https://example.org/v1')
    assert.equal(base('https://api.deepseek.com'), 'https://api.deepseek.com')
    assert.deepEqual(baseOf('https://x.openai.azure.com/openai/deployments/o3?api-version=2025-04-01-preview'), {
      baseURL: 'https://x.openai.azure.com/openai/deployments/o3',
      query: { 'api-version': '2025-04-01-preview' },
    })
  })

  it('of Azure: its version goes along, its key in both headers, its limit by the name it knows', async () => {
    const sent: { readonly url: string; readonly headers: Headers; readonly body: unknown }[] = []
    const source = openaiSource({
      endpoint: chat('https://x.openai.azure.com/openai/deployments/o3?api-version=2025-04-01-preview'),
      apiKey: 'k',
      limits: LIMITS,
      now: () => 0,
      fetch: async (url, init) => {
        sent.push({ url: String(url), headers: new Headers(init?.headers), body: JSON.parse(String(init?.body)) })
        return new Response(sse(chunk({ content: 'a' }, 'stop'), '[DONE]'), { headers: SSE })
      },
    })
    assert.equal((await ask(source, { ...REQUEST, maxOutputTokens: 100 })).answer, 'a')
    const [request] = sent
    assert.equal(
      request?.url,
      'https://x.openai.azure.com/openai/deployments/o3/chat/completions?api-version=2025-04-01-preview',
    )
    assert.deepEqual([request?.headers.get('api-key'), request?.headers.get('authorization')], ['k', 'Bearer k'])
    assert.equal(at(request?.body, 'max_completion_tokens'), 100)
  })
})
