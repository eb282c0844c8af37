import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { closeServers, listen } from '../unit/models/support/server'
import { Dialogs } from './support/dialogs'
import { cleanUp, command, configure, edit, ended } from './support/extension'
import { fakeModel, withModels } from './support/languageModels'
import { withQuickPick } from './support/quickPick'

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

  const models = (...ids: readonly string[]) =>
    listen((response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ data: ids.map((id) => ({ id })) }))
    })

  describe('finds the servers of this machine', () => {
    it('when it opens, at their default ports and nowhere else, and asks nothing before', async () => {
      const local = withLocal({})
      restore.push(local.restore)
      await edit('|six times nine|')
      await command('solve')
      await ended()
      assert.deepEqual(local.asked, [])
      dialogs.answer(null)
      await command('chooseModel')
      const addresses = PORTS.map((port) => `http://127.0.0.1:${port}/v1/models`)
      assert.deepEqual([...local.asked].sort(), addresses.sort())
    })

    it('that answer; one that is silent holds nobody up, and one that is no model server is not offered', async () => {
      const studio = await models('qwen3-8b')
      const silent = await listen(() => {})
      const page = await listen((response) => response.end('<h1>It works!</h1>'))
      const local = withLocal({ 1234: studio.baseUrl, 8080: page.baseUrl, 8000: silent.baseUrl })
      restore.push(local.restore)
      dialogs.answer(null)
      await command('chooseModel')
      const offered = dialogs.shown[0]?.choices ?? []
      assert.deepEqual(
        offered.filter((label) => /LM Studio|llama\.cpp|vLLM/.test(label)),
        ['LM Studio'],
      )
      assert.equal(silent.requests.length, 1)
    })

    it('and keeps the one that is picked as an endpoint', async () => {
      const studio = await models('qwen3-8b')
      const local = withLocal({ 1234: studio.baseUrl })
      restore.push(local.restore)
      dialogs.answer('LM Studio', 'Left to the model')
      const pick = withQuickPick(
        (items, choose) => items.some(({ label }) => label === 'qwen3-8b') && choose('qwen3-8b'),
      )
      restore.push(pick.restore)
      await command('chooseModel')
      const section = vscode.workspace.getConfiguration('secondThoughts')
      assert.deepEqual([section.get('endpoint'), section.get('model')], ['LM Studio', 'qwen3-8b'])
      const kept = section.get<readonly { readonly name: string; readonly baseUrl: string }[]>('endpoints') ?? []
      assert.equal(kept.at(-1)?.baseUrl, 'http://127.0.0.1:1234/v1')
      dialogs.answer(null)
      await command('chooseModel')
      const again = dialogs.shown.at(-1)?.choices ?? []
      assert.equal(again.filter((label) => label === 'LM Studio').length, 1, 'it is offered twice')
    })
  })

  describe('offers levels of effort', () => {
    const offered = async (model: string) => {
      const server = await models(model)
      const local = withLocal({})
      restore.push(local.restore)
      await configure({ endpoints: [{ name: 'Mine', baseUrl: server.baseUrl, api: 'chat' }] })
      dialogs.answer('Mine', null)
      const pick = withQuickPick((items, choose) => items.some(({ label }) => label === model) && choose(model))
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
      dialogs.answer('VS Code', 'Own Model')
      await command('chooseModel')
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
      dialogs.answer(null)
      await command('chooseModel')
      assert.ok(!dialogs.shown[0]?.choices.includes('VS Code'))
    })
  })
})
