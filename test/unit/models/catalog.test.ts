import assert from 'node:assert/strict'
import { listModels, readModels } from '../../../src/models/catalog'
import { findLocalServers } from '../../../src/models/local'
import { effortsOf } from '../../../src/models/providers'
import type { Endpoint } from '../../../src/models/source'
import { closeServers, listen } from './support/server'

const ids = (body: unknown) => readModels(body).map(({ id }) => id)

describe('the models of an endpoint', () => {
  afterEach(closeServers)

  it('are asked for with the key, and listed with those first that reason', async () => {
    const { baseUrl, requests } = await listen((response) =>
      response.end('{"object":"list","data":[{"id":"house-model"},{"id":"gpt-4o"},{"id":"o4-mini"}]}'),
    )
    const endpoint: Endpoint = { name: 'x', baseUrl, api: 'chat' }
    const models = await listModels({ endpoint, apiKey: 'k-1' }, new AbortController().signal)
    assert.deepEqual(models, [
      { id: 'o4-mini', reasons: true },
      { id: 'house-model', reasons: undefined },
    ])
    assert.deepEqual([requests[0]?.url, requests[0]?.headers.authorization], ['/v1/models', 'Bearer k-1'])
  })

  it('are read from every shape that servers give', () => {
    assert.deepEqual(ids({ data: [{ id: 'a' }] }), ['a'])
    assert.deepEqual(ids([{ id: 'a' }, { id: 'a' }]), ['a'])
    assert.deepEqual(ids({ models: [{ name: 'a' }, { model: 'b' }] }), ['a', 'b'])
    assert.deepEqual(ids({ data: [null, 3, {}, { id: 7 }] }), [])
    assert.deepEqual(ids('<html>'), [])
  })

  it('are left out where the endpoint says that they do not reason, whatever their names', () => {
    const body = {
      data: [
        { id: 'plain-think', supported_parameters: ['tools'] },
        { id: 'quiet', supported_parameters: ['reasoning'] },
        { id: 'tagged', tags: ['reasoning', 'vision'] },
        { id: 'untagged', tags: ['vision'] },
        { id: 'able', capabilities: { reasoning: true } },
      ],
    }
    assert.deepEqual(ids(body), ['quiet', 'tagged', 'able'])
  })

  it('are known by name where the endpoint says nothing', () => {
    const reasons = (id: string) => readModels([{ id }])[0]?.reasons
    for (const id of ['o3', 'openai/o1-pro', 'gpt-5.2', 'deepseek-r1:14b', 'qwen3:8b', 'Qwen/QwQ-32B', 'grok-4'])
      assert.equal(reasons(id), true, id)
    for (const id of ['llama3.3', 'my-finetune']) assert.equal(reasons(id), undefined, id)
    for (const id of ['text-embedding-3-small', 'gpt-4o-mini', 'gpt-3.5-turbo', 'whisper-1'])
      assert.deepEqual(readModels([{ id }]), [], id)
  })
})

describe('servers on this machine', () => {
  afterEach(closeServers)

  it('are found where they answer as a model server within 300 ms', async () => {
    const good = await listen((response) => response.end('{"data":[{"id":"qwen3:8b"}]}'))
    const page = await listen((response) => response.end('<html>hello</html>'))
    const silent = await listen(() => {})
    const elsewhere = await listen((response) => response.writeHead(302, { location: good.baseUrl }).end())
    const found = await findLocalServers(fetch, [
      { name: 'Good', port: good.port },
      { name: 'Page', port: page.port },
      { name: 'Silent', port: silent.port },
      { name: 'Elsewhere', port: elsewhere.port },
      { name: 'Nobody', port: 1 },
    ])
    assert.deepEqual(found, [
      {
        endpoint: { name: 'Good', baseUrl: good.baseUrl, api: 'chat' },
        models: [{ id: 'qwen3:8b', reasons: true }],
      },
    ])
  })
})

describe('the levels of effort', () => {
  const at = (baseUrl: string, model: string) => effortsOf({ name: 'x', baseUrl, api: 'responses' }, model).join(' ')

  it('are those that the provider or the model tells apart', () => {
    assert.equal(at('https://api.openai.com/v1', 'o4-mini'), 'low medium high')
    assert.equal(at('https://api.openai.com/v1', 'gpt-5-mini-2025-08-07'), 'minimal low medium high')
    assert.equal(at('https://api.openai.com/v1', 'gpt-5.2'), 'none low medium high xhigh')
    assert.equal(at('https://api.deepseek.com', 'deepseek-reasoner'), 'none low high max')
    assert.equal(at('https://api.z.ai/api/paas/v4', 'glm-5'), 'none')
  })

  it('are all seven where nothing is known', () => {
    assert.equal(at('https://reason.example.org/v1', 'house-model'), 'none minimal low medium high xhigh max')
  })
})
