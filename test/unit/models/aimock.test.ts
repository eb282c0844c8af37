import assert from 'node:assert/strict'
import { LLMock } from '@copilotkit/aimock'
import { ask, REQUEST } from './support/run'
import { sourceAt } from './support/server'

const THOUGHT = 'I first took it for a triangle. Wait, it has five corners.\n\nSo I cut it in two.'
const ANSWER = 'The area is **12**.'
const request = (input: string, model = 'o3-mini') => ({ ...REQUEST, model, prompt: { instructions: 'Think.', input } })

/** A model server that others wrote, for both APIs. */
describe('the model server aimock', () => {
  const mock = new LLMock({ port: 0 })

  before(async () => {
    mock.onMessage('area', { content: ANSWER, reasoning: THOUGHT })
    mock.onMessage('slow', { content: ANSWER, reasoning: THOUGHT }, { chunkSize: 4, latency: 1 })
    mock.onMessage(
      'cut',
      { content: ANSWER.repeat(20), reasoning: THOUGHT },
      { chunkSize: 60, latency: 1, truncateAfterChunks: 9 },
    )
    mock.onMessage('busy', { error: { message: 'Slow down', type: 'rate_limit_error' }, status: 429 })
    await mock.start()
  })
  after(() => mock.stop())

  for (const api of ['chat', 'responses'] as const) {
    describe(`by ${api}`, () => {
      const source = (apiKey = 'k') => sourceAt(`${mock.url}/v1`, { api, apiKey })

      it('thinks and answers', async () => {
        const { thought, answer, end } = await ask(source(), request('What is the area?'))
        assert.deepEqual([thought, answer, end], [THOUGHT, ANSWER, { type: 'complete' }])
      })

      it('thinks and answers in small pieces', async () => {
        const { thought, answer, end } = await ask(source(), request('slow'))
        assert.deepEqual([thought, answer, end], [THOUGHT, ANSWER, { type: 'complete' }])
      })

      it('cuts its stream: the text so far is kept', async () => {
        const { thought, answer, end } = await ask(source(), request('cut'))
        assert.ok(thought.length > 0 && THOUGHT.startsWith(thought))
        assert.ok(answer.length < ANSWER.length * 20 && ANSWER.repeat(20).startsWith(answer))
        assert.ok(end.type === 'cut' || end.type === 'failed')
      })

      it('is too busy: the limit, in its own words', async () => {
        const { end } = await ask(source(), request('busy'))
        assert.deepEqual(end, { type: 'failed', reason: 'rate-limited', detail: 'Slow down · Retry-After: 1 s' })
      })
    })
  }
})
