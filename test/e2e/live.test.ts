import assert from 'node:assert/strict'
import { LLMock } from '@copilotkit/aimock'
import { openFile, readPanel, useSession } from './support/session'

const THOUGHT = `The area of a triangle is half its base times its height.

I first took this for the area of a triangle, but now I see that it may be a more complex polygon. I need to reconsider \
my approach; perhaps I should break the figure into simpler shapes first.`
const ANSWER = 'Break it into **two shapes**.'

describe('a model server that others wrote', () => {
  const mock = new LLMock({ port: 0 })
  const session = useSession()

  before(async () => {
    mock.onMessage('lowerBound', { content: ANSWER, reasoning: THOUGHT }, { chunkSize: 4, latency: 2 })
    await mock.start()
  })
  after(() => mock.stop())

  for (const api of ['responses', 'chat'] as const) {
    it(`is asked by the API ${api}, and its thoughts and answer are shown`, async () => {
      await session.configure({
        'secondThoughts.endpoints': [{ name: 'Mock', baseUrl: `${mock.url}/v1`, api }],
        'secondThoughts.endpoint': 'Mock',
        'secondThoughts.model': `o3-mini-${api}`,
      })
      await openFile(session.page, 'search.ts', 6, 3)
      await session.run('Explain')
      const panel = await session.panel()
      await panel.getByText(`o3-mini-${api}`).first().waitFor()
      await panel.locator('#answer', { hasText: 'two shapes' }).waitFor()
      await panel.locator('.card').first().waitFor()
      await session.ended()
      const shown = await readPanel(panel)
      assert.equal(shown.answer, 'Break it into two shapes.')
      assert.ok(shown.corrections.length > 0)
    })
  }
})
