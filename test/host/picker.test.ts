import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { closeServers, listen } from '../unit/models/support/server'
import { Dialogs } from './support/dialogs'
import { cleanUp, command, configure, edit, ended } from './support/extension'
import { fakeModel, withModels } from './support/languageModels'
import { looking, picking } from './support/quickPick'

/** The default ports of local servers. */
const PORTS = [11434, 1234, 8080, 8000]

/** Sends what goes to those ports on to servers of the test, and writes down every address that the extension asks. */
function withLocal(servers: Readonly<Record<number, string>>) {
  const original = globalThis.fetch
  const asked: string[] = []
  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    asked.push(url.href)
    const base = servers[Number(url.port)]
    if (base) return await original(`${new URL(base).origin}${url.pathname}`, init)
    if (PORTS.includes(Number(url.port))) throw new TypeError('fetch failed')
    return await original(input, init)
  }
  return {
    asked,
    restore: () => {
      globalThis.fetch = original
    },
  }
}

/** In the server, the extension runs on what is to the window a remote machine. */
const FOUND = `LM Studio, found on ${vscode.env.remoteName === undefined ? 'this' : 'the remote'} machine`

describe('the picker', () => {
  let dialogs: Dialogs
  const restore: (() => void)[] = []

  beforeEach(() => {
    dialogs = new Dialogs()
  })
  afterEach(async () => {
    for (const each of restore.splice(0)) each()
    dialogs.restore()
    await cleanUp()
    closeServers()
  })

  /** The labels that the list holds once it is full, those that divide it among them. */
  async function offers(): Promise<readonly string[]> {
    const labels: string[] = []
    const pick = looking((items) => labels.push(...items.map(({ label }) => label)))
    await command('chooseModel')
    pick.restore()
    return labels
  }

  const models = (...ids: readonly string[]) =>
    listen((response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ data: ids.map((id) => ({ id })) }))
    })

  describe('is one list', () => {
    it('of the demo, every endpoint’s models, those found here and VS Code’s own, in that order', async () => {
      const mine = await models('o9', 'plain')
      const studio = await models('qwen3-8b')
      restore.push(withLocal({ 1234: studio.baseUrl }).restore)
      restore.push(withModels([fakeModel('m1', 'Own Model', [])]))
      await configure({
        endpoints: [
          { name: 'Mine', baseUrl: mine.baseUrl, api: 'chat' },
          { name: 'Far', baseUrl: 'https://far.invalid/v1', api: 'chat' },
        ],
      })
      assert.deepEqual(await offers(), [
        '',
        'Recorded (demo)',
        new URL(mine.baseUrl).origin,
        'o9',
        'plain',
        'https://far.invalid',
        'Connect to Far…',
        FOUND,
        'qwen3-8b',
        'models of your other extensions',
        'Own Model',
        '',
        'Edit endpoints…',
      ])
    })
  })

  describe('finds the servers of this machine', () => {
    it('when it opens, at their default ports and nowhere else, and asks nothing before', async () => {
      const local = withLocal({})
      restore.push(local.restore)
      await edit('|six times nine|')
      await command('solve')
      await ended()
      assert.deepEqual(local.asked, [])
      await configure({ endpoints: [] })
      await offers()
      const addresses = PORTS.map((port) => `http://127.0.0.1:${port}/v1/models`)
      assert.deepEqual([...local.asked].sort(), addresses.sort())
    })

    it('that answer; one that is silent holds nobody up, and one that is no model server is not offered', async () => {
      const studio = await models('qwen3-8b')
      const silent = await listen(() => {})
      const page = await listen((response) => response.end('<h1>It works!</h1>'))
      const local = withLocal({ 1234: studio.baseUrl, 8080: page.baseUrl, 8000: silent.baseUrl })
      restore.push(local.restore)
      const offered = await offers()
      assert.deepEqual(
        offered.filter((label) => /LM Studio|llama\.cpp|vLLM|qwen/.test(label)),
        [FOUND, 'qwen3-8b'],
      )
      assert.equal(silent.requests.length, 1)
    })

    it('and keeps the one that is picked as an endpoint', async () => {
      const studio = await models('qwen3-8b')
      const local = withLocal({ 1234: studio.baseUrl })
      restore.push(local.restore)
      dialogs.answer('Left to the model')
      const pick = picking('qwen3-8b')
      await command('chooseModel')
      pick.restore()
      const section = vscode.workspace.getConfiguration('secondThoughts')
      assert.deepEqual([section.get('endpoint'), section.get('model')], ['LM Studio', 'qwen3-8b'])
      const kept = section.get<readonly { readonly name: string; readonly baseUrl: string }[]>('endpoints') ?? []
      assert.equal(kept.at(-1)?.baseUrl, 'http://127.0.0.1:1234/v1')
      const again = await offers()
      assert.equal(again.filter((label) => label === 'qwen3-8b').length, 1, 'it is offered twice')
    })

    it('by a name of its own, where an endpoint elsewhere has that name', async () => {
      const studio = await models('qwen3-8b')
      const local = withLocal({ 1234: studio.baseUrl })
      restore.push(local.restore)
      await configure({ endpoints: [{ name: 'LM Studio', baseUrl: 'https://studio.invalid/v1', api: 'chat' }] })
      dialogs.answer('Left to the model')
      const pick = picking('qwen3-8b')
      await command('chooseModel')
      pick.restore()
      assert.equal(vscode.workspace.getConfiguration('secondThoughts').get('endpoint'), 'LM Studio 1234')
    })
  })

  describe('offers levels of effort', () => {
    const offered = async (model: string) => {
      const server = await models(model)
      const local = withLocal({})
      restore.push(local.restore)
      await configure({ endpoints: [{ name: 'Mine', baseUrl: server.baseUrl, api: 'chat' }] })
      dialogs.answer(null)
      const pick = picking(model)
      restore.push(pick.restore)
      await command('chooseModel')
      return dialogs.shown.at(-1)?.choices
    }

    it('that the model is known to tell apart', async () => {
      assert.deepEqual(await offered('o3'), ['Left to the model', 'low effort', 'medium effort', 'high effort'])
    })

    it('all seven where that is not known', async () => {
      assert.equal((await offered('something-new'))?.length, 8)
    })
  })

  describe('offers VS Code’s own models', () => {
    it('which think in parts that are known by their shape, and ask for the user’s consent', async () => {
      const model = fakeModel('m1', 'Own Model', [{ value: 'Six times' }, { value: [' nine', '.'] }, 'It is ', '54.'])
      restore.push(withModels([model]))
      restore.push(withLocal({}).restore)
      const pick = picking('Own Model')
      await command('chooseModel')
      pick.restore()
      await edit('|six times nine|')
      await command('solve')
      const { thought, answer, parts, end, model: asked } = await ended()
      assert.deepEqual([thought, answer, end], ['Six times nine.', 'It is 54.', { type: 'complete' }])
      assert.equal(parts[0]?.provenance, 'summary', 'no more is claimed than is known')
      assert.deepEqual(asked, { endpoint: 'VS Code', model: 'm1' })
      assert.match(model.justifications[0] ?? '', /asks this model about the text that you selected/)
    })

    it('which may withhold their thoughts', async () => {
      restore.push(withModels([fakeModel('m1', 'Own Model', ['54.'])]))
      await configure({ endpoint: 'editor', model: 'm1' })
      await edit('|six times nine|')
      await command('solve')
      const { thought, answer, parts } = await ended()
      assert.deepEqual([thought, answer], ['', '54.'])
      assert.ok(parts.some(({ text, provenance }) => text === 'thought' && provenance === 'hidden'))
    })

    it('which the user may refuse, and which may have gone', async () => {
      const reasonOf = async () => {
        await edit('|six times nine|')
        await command('solve')
        const { end } = await ended()
        return end?.type === 'failed' ? end.reason : end?.type
      }
      const refused = fakeModel('m1', 'Own Model', [], vscode.LanguageModelError.NoPermissions('no consent'))
      const back = withModels([refused])
      await configure({ endpoint: 'editor', model: 'm1' })
      assert.equal(await reasonOf(), 'forbidden')
      back()
      restore.push(withModels([]))
      await configure({ model: 'm2' })
      assert.equal(await reasonOf(), 'model-not-found')
    })

    it('and is silent about them where there are none', async () => {
      restore.push(withModels([]))
      restore.push(withLocal({}).restore)
      assert.ok(!(await offers()).includes('models of your other extensions'))
    })
  })
})
