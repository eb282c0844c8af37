import assert from 'node:assert/strict'
import { createServer } from 'node:https'
import { endLine } from '../../../../src/words/end'
import { COMPANY } from '../support/certificate'
import { chunk } from '../support/read'
import { ask } from '../support/run'
import { closeServers, listen, listenRaw, sleep, sourceAt, streams } from '../support/server'

const fine = streams(chunk({ content: 'a' }), chunk({}, 'stop'), '[DONE]')

describe('a server that cannot be reached', () => {
  afterEach(closeServers)

  const reasonAt = async (baseUrl: string) => {
    const { end } = await ask(sourceAt(baseUrl))
    return end.type === 'failed' ? end.reason : end.type
  }

  it('unknown host, closed port, broken TLS: three reasons', async () => {
    const port = new URL((await listen(() => {})).baseUrl).port
    const closed = await listen(() => {})
    closeServers()
    await sleep(5)
    assert.equal(await reasonAt(closed.baseUrl), 'refused-connection')
    assert.equal(await reasonAt('http://nowhere.invalid/v1'), 'unknown-host')
    const plain = await listen(() => {})
    assert.equal(await reasonAt(`https://127.0.0.1:${plain.port}/v1`), 'tls')
    assert.ok(port)
  })

  it('a certificate that this computer does not know, a company’s proxy’s for one: its trouble by name', async () => {
    const heard: string[] = []
    const server = createServer(COMPANY, (request) => heard.push(request.url ?? ''))
    const closed = new Promise((resolve) => server.once('close', resolve))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const { end } = await ask(sourceAt(`https://127.0.0.1:${port}/v1`, { apiKey: 'k' }))
    assert.equal(end.type === 'failed' && end.reason, 'tls')
    assert.match(end.type === 'failed' ? end.detail : '', /^SELF_SIGNED_CERT_IN_CHAIN: self-signed certificate/)
    assert.match(endLine({ end, thought: '', answer: '' }), /certificate of the server, or that of a company’s proxy/)
    assert.deepEqual(heard, [])
    server.close()
    await closed
  })

  it('something that is no HTTP: not an API', async () => {
    const { baseUrl } = await listenRaw((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'))
    assert.equal(await reasonAt(baseUrl), 'not-an-api')
  })

  it('an address that must not be used: not even tried', async () => {
    for (const baseUrl of ['ftp://127.0.0.1/v1', 'file:///etc/passwd', 'nonsense', 'http://user:secret@127.0.0.1/v1']) {
      const { end } = await ask(sourceAt(baseUrl, { fetch: () => assert.fail('asked') }))
      assert.deepEqual(end, { type: 'failed', reason: 'not-an-api', detail: '' })
    }
  })

  it('a redirect: refused, and the text goes nowhere else', async () => {
    const other = await listen(fine)
    for (const status of [301, 302, 307, 308]) {
      const server = await listen((response) =>
        response.writeHead(status, { location: `${other.baseUrl}/chat/completions` }).end(),
      )
      const { end } = await ask(sourceAt(server.baseUrl, { apiKey: 'k' }))
      assert.equal(end.type === 'failed' && end.reason, 'redirected')
    }
    assert.equal(other.requests.length, 0)
  })
})
