import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import * as vscode from 'vscode'
import { chunk } from '../unit/models/support/read'
import { closeServers, listen, streams } from '../unit/models/support/server'
import { Dialogs } from './support/dialogs'
import { cleanUp, command, configure, edit, ended, extension, until } from './support/extension'
import { looking, picking, withQuickPick } from './support/quickPick'
import { useServer } from './support/server'

const KEY = 'sk-sentinel-0123456789abcdef'

const answers = streams(chunk({ reasoning_content: 'Six times nine.' }), chunk({ content: '54' }, 'stop'), '[DONE]')

/** Every file below a folder that holds the words. */
async function filesWith(folder: string, words: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  const found = await Promise.all(files.map(async (file) => ((await readFile(file)).includes(words) ? [file] : [])))
  return found.flat()
}

describe('the model that is asked', () => {
  let dialogs: Dialogs

  beforeEach(() => {
    dialogs = new Dialogs()
  })
  afterEach(async () => {
    dialogs.restore()
    await cleanUp()
    closeServers()
  })

  async function ask() {
    await edit('|six times nine|')
    await command('solve')
    return await ended()
  }

  describe('is set', () => {
    it('to the recorded demo at first', async () => {
      assert.equal((await ask()).model.demo, true)
    })

    it('by the user’s settings: endpoint, model and effort', async () => {
      const server = await listen(answers)
      await useServer(server.baseUrl)
      await configure({ effort: 'low', maxOutputTokens: 1234, verbosity: 'low' })
      const { model, answer } = await ask()
      assert.deepEqual(model, { endpoint: 'Mine', model: 'thinker', effort: 'low' })
      assert.equal(answer, '54')
      const body: unknown = JSON.parse(server.requests[0]?.body ?? '')
      assert.ok(typeof body === 'object' && body !== null)
      assert.deepEqual(
        ['model', 'reasoning_effort', 'max_tokens', 'verbosity'].map((name) => Reflect.get(body, name)),
        ['thinker', 'low', 1234, 'low'],
      )
    })

    it('by no setting of a folder: text and key go where the user’s own settings say', async () => {
      const mine = await listen(answers)
      const theirs = await listen(answers)
      await useServer(mine.baseUrl)
      const { keys } = await extension()
      await keys.set(mine.baseUrl, KEY)
      const [folder] = vscode.workspace.workspaceFolders ?? []
      assert.ok(folder)
      const settings = vscode.Uri.joinPath(folder.uri, '.vscode', 'settings.json')
      const hostile = {
        'secondThoughts.endpoints': [{ name: 'Mine', baseUrl: theirs.baseUrl, api: 'chat' }],
        'secondThoughts.endpoint': 'Mine',
        'secondThoughts.model': 'theirs',
        // Read by the same mechanism, so that the test knows when the file has been taken in.
        'secondThoughts.contextCharacters': 77,
      }
      await vscode.workspace.fs.writeFile(settings, Buffer.from(JSON.stringify(hostile)))
      try {
        const section = () => vscode.workspace.getConfiguration('secondThoughts')
        await until(() => section().get('contextCharacters') === 77)
        assert.equal((await ask()).model.model, 'thinker')
        assert.equal(mine.requests.length, 1)
        assert.equal(theirs.requests.length, 0)
      } finally {
        await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder.uri, '.vscode'), { recursive: true })
      }
    })

    it('to nothing usable: the user is told, and may choose', async () => {
      await configure({ endpoint: 'Gone' })
      await edit('|six times nine|')
      dialogs.answer('Choose Model')
      const pick = picking('Recorded (demo)')
      await command('solve')
      pick.restore()
      assert.match(dialogs.messages[0] ?? '', /no usable endpoint named “Gone”/)
      assert.equal((await ended()).model.demo, true)
    })

    it('without a model: the same', async () => {
      const server = await listen(answers)
      await useServer(server.baseUrl)
      await configure({ model: '' })
      await edit('|six times nine|')
      await command('solve')
      assert.match(dialogs.messages[0] ?? '', /No model of Mine is chosen yet/)
      assert.equal(server.requests.length, 0)
    })
  })

  describe('is chosen', () => {
    it('from one list, then the effort, and kept in the user’s settings', async () => {
      const server = await listen((response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ data: [{ id: 'o9-mini' }, { id: 'other' }] }))
      })
      await configure({ endpoints: [{ name: 'Mine', baseUrl: server.baseUrl, api: 'chat' }] })
      dialogs.answer('low', 'high')
      const pick = picking('o9-mini', 'o9-mini')
      await command('chooseModel')
      await command('chooseModel')
      pick.restore()
      const section = vscode.workspace.getConfiguration('secondThoughts')
      assert.deepEqual(
        ['endpoint', 'model', 'effort'].map((name) => section.get(name)),
        ['Mine', 'o9-mini', 'high'],
      )
      assert.deepEqual(
        server.requests.map(({ url }) => url),
        ['/v1/models'],
        'the list is kept for the second time',
      )
    })

    it('by a name that is typed, where the list cannot be had', async () => {
      const server = await listen((response) => {
        response.writeHead(302, { location: 'https://elsewhere.example/models' })
        response.end()
      })
      await configure({ endpoints: [{ name: 'Mine', baseUrl: server.baseUrl, api: 'chat' }] })
      dialogs.answer('Left to the model')
      const pick = withQuickPick((items, choose) => {
        if (items.some(({ detail }) => /sent the request elsewhere/.test(detail ?? ''))) choose('my-own', 'typed')
      })
      await command('chooseModel')
      pick.restore()
      assert.equal(vscode.workspace.getConfiguration('secondThoughts').get('model'), 'my-own')
    })

    it('not, where the user goes away', async () => {
      const pick = looking(() => {})
      await command('chooseModel')
      pick.restore()
      assert.equal(vscode.workspace.getConfiguration('secondThoughts').get('endpoint'), 'demo')
    })

    it('of a server that wants a key once that is given, and then listed; a server without one is not asked', async () => {
      await configure({ endpoints: [{ name: 'Far', baseUrl: 'https://far.invalid/v1', api: 'chat' }] })
      const seen: string[] = []
      dialogs.answer(KEY)
      const pick = withQuickPick((items, choose) => {
        seen.push(...items.flatMap(({ label, detail }) => [label, detail ?? '']))
        if (items.some(({ label }) => label === 'Connect to Far…')) choose('Connect to Far…')
        if (items.some(({ label }) => label === 'The models of Far could not be listed.')) choose(null)
      })
      await command('chooseModel')
      pick.restore()
      assert.ok(seen.includes('The server’s name cannot be found: the address is wrong, or this computer is offline.'))
      assert.deepEqual(await (await extension()).keys.origins(), ['https://far.invalid'])
    })

    it('of a plain http address only after a warning: no key goes there before', async () => {
      const { keys } = await extension()
      await configure({ endpoints: [{ name: 'Far', baseUrl: 'http://far.invalid/v1', api: 'chat' }] })
      await keys.set('http://far.invalid', KEY)
      const pick = picking('Connect to Far…')
      await command('chooseModel')
      pick.restore()
      assert.deepEqual(dialogs.messages, ['Send to http://far.invalid without encryption?'])
    })

    it('among endpoints of which a faulty one is named with its fault', async () => {
      await configure({ endpoints: [{ name: 'Bad', baseUrl: 'https://me:secret@x.example', api: 'chat' }] })
      let detail: string | undefined
      const pick = looking((items) => {
        detail = items.find(({ label }) => label === 'Edit endpoints…')?.detail
      })
      await command('chooseModel')
      pick.restore()
      assert.match(detail ?? '', /Entry 1 is left out: a user name or password stands in its address/)
    })

    it('anew for one run: ask again with another effort', async () => {
      const server = await listen(answers)
      await useServer(server.baseUrl)
      const first = await ask()
      const { panel } = await extension()
      dialogs.answer('Mine · thinker · medium effort')
      await command('askAgain')
      await until(() => panel.subject?.trace.id !== first.id)
      const again = await ended()
      assert.deepEqual([again.model.effort, again.retryOf], ['medium', first.id])
      assert.equal(vscode.workspace.getConfiguration('secondThoughts').get('effort'), 'default')
    })
  })

  describe('gets its key', () => {
    it('asked for where it is missing, and kept for that origin alone', async () => {
      const { keys } = await extension()
      await configure({
        endpoints: [{ name: 'Far', baseUrl: 'https://far.invalid/v1', api: 'chat' }],
        endpoint: 'Far',
        model: 'm',
      })
      dialogs.answer(KEY)
      const { end } = await ask()
      assert.ok(end?.type === 'failed')
      assert.match(dialogs.shown[0]?.text ?? '', /sent to https:\/\/far\.invalid alone/)
      assert.equal(await keys.get('https://far.invalid/other/path'), KEY)
      for (const other of ['http://far.invalid/v1', 'https://far.invalid:8443/v1', 'https://near.invalid/v1']) {
        assert.equal(await keys.get(other), undefined)
      }
    })

    it('not asked for on this machine, until the server wants one; then it is asked again', async () => {
      const server = await listen((response, index) => {
        if (index > 0) return answers(response)
        response.writeHead(401, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ error: { message: 'no key' } }))
      })
      await useServer(server.baseUrl)
      const first = await ask()
      assert.deepEqual(first.end, { type: 'failed', reason: 'no-key', detail: 'no key' })
      assert.deepEqual(dialogs.shown, [])
      dialogs.answer(KEY)
      await command('enterKey')
      const { panel } = await extension()
      await until(() => panel.subject?.trace.id !== first.id)
      assert.equal((await ended()).answer, '54')
      assert.equal(server.requests[1]?.headers.authorization, `Bearer ${KEY}`)
    })

    it('and nothing is asked where the user does not give one', async () => {
      await configure({
        endpoints: [{ name: 'Far', baseUrl: 'https://far.invalid/v1', api: 'chat' }],
        endpoint: 'Far',
        model: 'm',
      })
      dialogs.answer(null)
      await edit('|six times nine|')
      await command('solve')
      assert.equal((await extension()).runs.running.length, 0)
    })

    it('only after a warning where the address is plain http', async () => {
      await configure({
        endpoints: [{ name: 'Far', baseUrl: 'http://far.invalid/v1', api: 'chat' }],
        endpoint: 'Far',
        model: 'm',
      })
      await edit('|six times nine|')
      await command('solve')
      assert.deepEqual(dialogs.messages, ['Send to http://far.invalid without encryption?'])
      assert.equal((await extension()).runs.running.length, 0)
    })

    it('and is warned of plain http once for each origin', async () => {
      const { context } = await extension()
      await configure({
        endpoints: [{ name: 'Far', baseUrl: 'http://far.invalid/v1', api: 'chat' }],
        endpoint: 'Far',
        model: 'm',
      })
      dialogs.answer('Send Anyway', KEY)
      const first = await ask()
      assert.deepEqual(first.end?.type === 'failed' && first.end.reason, 'unknown-host')
      await ask()
      assert.equal(dialogs.messages.filter((text) => text.startsWith('Send to')).length, 1)
      await context.globalState.update('plain http://far.invalid', undefined)
    })

    it('for an endpoint that the user picks, where none is asked now', async () => {
      const { keys } = await extension()
      const { panel } = await extension()
      panel.show(null)
      dialogs.answer('DeepSeek', KEY)
      await command('enterKey')
      assert.deepEqual(await keys.origins(), ['https://api.deepseek.com'])
    })

    it('and none of another origin: a changed address is another server', async () => {
      const mine = await listen(answers)
      const theirs = await listen(answers)
      const { keys } = await extension()
      await keys.set(mine.baseUrl, KEY)
      await useServer(theirs.baseUrl)
      await ask()
      assert.equal(theirs.requests.length, 1)
      assert.equal(theirs.requests[0]?.headers.authorization, undefined)
    })

    it('forgotten again', async () => {
      const { keys } = await extension()
      await keys.set('https://one.invalid', KEY)
      await keys.set('https://two.invalid', KEY)
      dialogs.answer(['https://one.invalid'])
      await command('forgetKeys')
      assert.deepEqual(await keys.origins(), ['https://two.invalid'])
    })

    it('and it is found nowhere: not in traces, logs, settings, messages or copies', async () => {
      const { keys, context, store } = await extension()
      const server = await listen((response) => {
        response.writeHead(401, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ error: { message: `Incorrect API key provided: ${KEY}` } }))
      })
      await useServer(server.baseUrl)
      await keys.set(server.baseUrl, KEY)
      const trace = await ask()
      assert.equal(server.requests[0]?.headers.authorization, `Bearer ${KEY}`)
      assert.deepEqual(trace.end?.type === 'failed' && trace.end.reason, 'unauthorized')
      await until(async () => (await store.list()).some(({ id, end }) => id === trace.id && end !== undefined))
      await command('copyAsMarkdown')
      const copied = await vscode.env.clipboard.readText()
      const settings = JSON.stringify(vscode.workspace.getConfiguration('secondThoughts'))
      for (const text of [JSON.stringify(trace), copied, settings, dialogs.messages.join()]) {
        assert.ok(!text.includes(KEY) && !text.includes(KEY.slice(0, 16)))
      }
      assert.deepEqual(
        context.globalState.keys().filter((name) => /key/i.test(name)),
        [],
      )
      assert.deepEqual(await filesWith(context.globalStorageUri.fsPath, KEY), [])
      assert.deepEqual(await filesWith(context.logUri.fsPath, KEY), [])
    })
  })
})
