import assert from 'node:assert/strict'
import type { Locator } from 'playwright-core'
import { chunk } from '../unit/models/support/read'
import { closeServers, listen, streams } from '../unit/models/support/server'
import { eventually, openFile, pick, useSession } from './support/session'

const answers = streams(chunk({ reasoning_content: 'Hm.' }), chunk({ content: 'It is sorted.' }, 'stop'), '[DONE]')

describe('the list of all that can be asked', () => {
  const session = useSession()
  const row = (label: string): Locator =>
    session.page.locator('.quick-input-widget .monaco-list-row', { hasText: label }).first()

  after(closeServers)

  it('shows the models of each endpoint, finds one by its endpoint’s name, and takes a name that is typed', async () => {
    const ids = ['o9', 'o9-mini', 'plain']
    const server = await listen((response, index) => {
      if (index > 0) return answers(response)
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ data: ids.map((id) => ({ id })) }))
    })
    await session.configure({
      'secondThoughts.endpoints': [
        { name: 'Mine', baseUrl: server.baseUrl, api: 'chat' },
        { name: 'OpenAI', baseUrl: 'https://api.openai.com/v1', api: 'responses' },
      ],
    })
    await session.run('Choose Model and Effort')
    for (const label of [...ids, 'Recorded (demo)', 'Connect to OpenAI…']) await row(label).waitFor()
    await session.shoot('picker')
    const { keyboard } = session.page
    await keyboard.type('Mine')
    await row('Recorded (demo)').waitFor({ state: 'hidden' })
    await row('plain').waitFor()
    await keyboard.press('ControlOrMeta+A')
    await keyboard.type('my-own')
    await row('as typed, of Mine').waitFor()
    await session.shoot('picker-typed')
    await row('as typed, of Mine').click()
    await pick(session.page, 'high effort')
    await eventually('the choice is kept', async () => (await session.settings()).includes('"high"'))
    await openFile(session.page, 'search.ts', 6, 3)
    await session.run('Explain')
    await eventually('the server is asked', async () => server.requests.length === 2)
    await session.ended()
    const { model, reasoning_effort } = JSON.parse(server.requests.at(-1)?.body ?? '{}')
    assert.deepEqual([model, reasoning_effort], ['my-own', 'high'])
  })
})
