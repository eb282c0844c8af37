import assert from 'node:assert/strict'
import { LLMock } from '@copilotkit/aimock'
import { openFile, readPanel, useSession } from './support/session'

const THOUGHT = `The function returns an index below every element that is too small.

I first took it for a plain loop. Wait, that is wrong: the range is halved each time.

So it is a binary search.`
const ANSWER = 'It is a **binary search** for the first index.'

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
      await panel.getByRole('button', { name: 'Ask again' }).first().waitFor()
      const shown = await readPanel(panel)
      assert.equal(shown.answer, 'It is a binary search for the first index.')
      assert.ok(shown.corrections.length > 0)
    })
  }
})
