import assert from 'node:assert/strict'
import { request as ask, createServer, type Server } from 'node:http'
import net from 'node:net'
import * as vscode from 'vscode'
import { TraceView } from '../../src/host/panel/traceView'
import { chunk } from '../unit/models/support/read'
import { closeServers, listen, SSE, sse, streams } from '../unit/models/support/server'
import { Dialogs } from './support/dialogs'
import { cleanUp, command, configure, edit, ended, extension, until } from './support/extension'
import { FakePanel } from './support/page'
import { useServer } from './support/server'

const answers = streams(chunk({ reasoning_content: 'Six times nine.' }), chunk({ content: '54' }, 'stop'), '[DONE]')

const ENDPOINT = { name: 'Far', baseUrl: 'http://models.example/v1', api: 'chat' }

/** A proxy on loopback that sends everything to one port, or refuses with a status. */
async function proxy(to: number, refusal?: number) {
  const heard: string[] = []
  const server: Server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`)
    if (refusal) return void response.writeHead(refusal).end()
    const { pathname } = new URL(request.url ?? '/', 'http://models.example')
    const { method, headers } = request
    const passed = ask({ host: '127.0.0.1', port: to, path: pathname, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    request.pipe(passed)
  })
  server.on('connect', (request, client, head) => {
    heard.push(`CONNECT ${request.url}`)
    client.on('error', () => {})
    if (refusal) return void client.end(`HTTP/1.1 ${refusal} Refused\r\ncontent-length: 0\r\n\r\n`)
    const socket = net.connect(to, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      socket.write(head)
      socket.pipe(client).pipe(socket)
    })
    socket.on('error', () => client.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${port}`, heard, close }
}

describe('on the network', () => {
  let dialogs: Dialogs
  const closers: (() => void)[] = []

  beforeEach(() => {
    dialogs = new Dialogs()
  })
  afterEach(async () => {
    for (const close of closers.splice(0)) close()
    dialogs.restore()
    const { context } = await extension()
    await vscode.workspace.getConfiguration('http').update('proxy', undefined, vscode.ConfigurationTarget.Global)
    await context.globalState.update('plain http://models.example', undefined)
    await cleanUp()
    closeServers()
  })

  async function solve() {
    await edit('|six times nine|')
    await command('solve')
  }

  async function through(refusal?: number) {
    const server = await listen(answers)
    const between = await proxy(server.port, refusal)
    closers.push(between.close)
    await vscode.workspace.getConfiguration('http').update('proxy', between.url, vscode.ConfigurationTarget.Global)
    const { keys } = await extension()
    await keys.set(ENDPOINT.baseUrl, 'k')
    await configure({ endpoints: [ENDPOINT], endpoint: 'Far', model: 'm' })
    dialogs.answer('Send Anyway')
    await solve()
    return { heard: between.heard, trace: await ended() }
  }

  it('VS Code’s proxy is used', async () => {
    const { heard, trace } = await through()
    assert.deepEqual([trace.thought, trace.answer, trace.end], ['Six times nine.', '54', { type: 'complete' }])
    assert.match(heard.join(), /models\.example/)
  })

  it('and where it refuses, it is named', async () => {
    const { heard, trace } = await through(407)
    assert.equal(trace.end?.type === 'failed' && trace.end.reason, 'proxy')
    assert.ok(heard.length > 0)
  })

  it('a server that asks for a pause: the panel counts it down, and then shows the one run', async () => {
    let asked = 0
    const server = await listen((response) => {
      if (asked++ > 0) answers(response)
      else response.writeHead(429, { 'retry-after': '2', 'content-type': 'application/json' }).end('{}')
    })
    await useServer(server.baseUrl)
    const { context, panel } = await extension()
    await solve()
    const page = new FakePanel()
    const view = new TraceView(page, { extensionUri: context.extensionUri, onAction: () => {} })
    closers.push(() => view.dispose())
    view.show(panel.subject)
    page.says({ type: 'ready' })
    await until(() => page.of('waiting').length > 0)
    const [wait] = page.of('waiting')
    assert.ok(wait && wait.ms > 0 && wait.ms <= 2000 && wait.reason === 'rate-limited')
    assert.equal(page.trace?.end, undefined)
    await until(() => page.trace?.end !== undefined)
    assert.deepEqual([page.trace?.answer, page.trace?.notices, asked], ['54', ['retried'], 2])
    const { elapsed } = await ended()
    assert.ok(elapsed >= 2000, `asked again after ${elapsed} ms`)
  })

  it('a server that asks for two minutes: it is left to the user, who is told how long', async () => {
    const server = await listen((response) => response.writeHead(429, { 'retry-after': '120' }).end())
    await useServer(server.baseUrl)
    await solve()
    const { end } = await ended()
    assert.deepEqual(end, { type: 'failed', reason: 'rate-limited', detail: 'Retry-After: 120 s' })
    assert.equal(server.requests.length, 1)
    const { context, panel } = await extension()
    const page = new FakePanel()
    const view = new TraceView(page, { extensionUri: context.extensionUri, onAction: () => {} })
    closers.push(() => view.dispose())
    view.show(panel.subject)
    page.says({ type: 'ready' })
    await until(() => page.trace !== null)
    assert.deepEqual([page.trace?.end, page.of('waiting')], [end, []])
  })

  it('a server that is slow with the first word: the run goes on and is shown as such', async () => {
    const held: (() => void)[] = []
    const server = await listen((response) => {
      response.writeHead(200, SSE).flushHeaders()
      held.push(() => response.end(sse(chunk({ content: '54' }, 'stop'), '[DONE]')))
    })
    await useServer(server.baseUrl)
    const { panel, runs } = await extension()
    await solve()
    await until(() => held.length === 1)
    assert.equal(runs.running.length, 1)
    assert.deepEqual([panel.subject?.trace.thought, panel.subject?.trace.end], ['', undefined])
    held[0]?.()
    assert.equal((await ended()).answer, '54')
  })
})
