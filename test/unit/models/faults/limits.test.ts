import assert from 'node:assert/strict'
import { Recorder } from '../../../../src/reading/recorder'
import { example } from '../../trace/example'
import { heap } from '../support/heap'
import { chunk } from '../support/read'
import { ask, REQUEST } from '../support/run'
import { bareSdk, closeServers, listen, SSE, sleep, sourceAt, sse } from '../support/server'

const a = chunk({ content: 'a' })

describe('a server that', () => {
  afterEach(closeServers)

  it('says nothing: the limit for the first word', async () => {
    const { baseUrl } = await listen(() => {})
    const { end } = await ask(sourceAt(baseUrl, { limits: { firstToken: 40 } }))
    assert.equal(end.type === 'failed' && end.reason, 'first-token-timeout')
  })

  it('is slow with the first word, within its own limit: fine', async () => {
    const { baseUrl } = await listen(async (response) => {
      response.writeHead(200, SSE).flushHeaders()
      await sleep(80)
      response.end(sse(a, chunk({}, 'stop'), '[DONE]'))
    })
    assert.deepEqual((await ask(sourceAt(baseUrl, { limits: { idle: 40 } }))).end, { type: 'complete' })
  })

  it('stalls: the limit for silence, with the text; the bare SDK waits for ever', async () => {
    const { baseUrl } = await listen((response) => response.writeHead(200, SSE).write(sse(a)))
    const { answer, end } = await ask(sourceAt(baseUrl, { limits: { idle: 40 } }))
    assert.equal(answer, 'a')
    assert.equal(end.type === 'failed' && end.reason, 'idle-timeout')
    const stop = new AbortController()
    const bare = bareSdk(baseUrl, stop.signal)
    assert.equal(await Promise.race([bare.then(() => 'ended'), sleep(150).then(() => 'waits')]), 'waits')
    stop.abort()
    await bare
  })

  it('sends only signs of life: the limit for silence; the bare SDK waits for ever', async () => {
    const { baseUrl } = await listen((response) => {
      response.writeHead(200, SSE).write(sse(a))
      const timer = setInterval(
        () => response.write(`: ping\n\n${sse(chunk({ content: '' }))}event: ping\ndata: {"type":"ping"}\n\n`),
        5,
      )
      response.on('close', () => clearInterval(timer))
    })
    const { answer, end } = await ask(sourceAt(baseUrl, { limits: { idle: 60 } }))
    assert.equal(answer, 'a')
    assert.equal(end.type === 'failed' && end.reason, 'idle-timeout')
    const stop = new AbortController()
    const bare = bareSdk(baseUrl, stop.signal)
    assert.equal(await Promise.race([bare.then(() => 'ended'), sleep(150).then(() => 'waits')]), 'waits')
    stop.abort()
    await bare
  })

  it('never comes to an end: the limit for all', async () => {
    const { baseUrl } = await listen((response) => {
      response.writeHead(200, SSE)
      const timer = setInterval(() => response.write(sse(a)), 2)
      response.on('close', () => clearInterval(timer))
    })
    const { answer, end } = await ask(sourceAt(baseUrl, { limits: { total: 500 } }))
    assert.ok(answer.length > 0)
    assert.equal(end.type === 'failed' && end.reason, 'total-timeout')
  })

  it('never comes to an end, and fast: the limit for the text', async () => {
    const megabyte = sse(chunk({ content: 'x'.repeat(1024 * 1024) }))
    const { baseUrl } = await listen((response) => {
      response.writeHead(200, SSE)
      const more = () => {
        while (!response.destroyed && response.write(megabyte)) {}
      }
      response.on('drain', more)
      more()
    })
    const { answer, end } = await ask(sourceAt(baseUrl))
    assert.ok(answer.length >= 16 * 1024 * 1024 && answer.length < 18 * 1024 * 1024)
    assert.equal(end.type === 'failed' && end.reason, 'too-large')
  })

  it('sends one event of 32 MB: refused, and what came before is kept', async () => {
    const { baseUrl } = await listen((response) => {
      response.writeHead(200, SSE)
      response.end(sse(a, chunk({ content: 'x'.repeat(32 * 1024 * 1024) })))
    })
    const { answer, end } = await ask(sourceAt(baseUrl))
    assert.equal(answer, 'a')
    assert.equal(end.type === 'failed' && end.reason, 'too-large')
  })

  it('was silent while the computer slept: noticed on waking', async () => {
    const { baseUrl } = await listen((response) => response.writeHead(200, SSE).write(sse(a)))
    let slept = 0
    const source = sourceAt(baseUrl, {
      limits: { idle: 10_000, firstToken: 60_000, total: 3_600_000 },
      now: () => performance.now() + slept,
    })
    const outcome = ask(source, REQUEST)
    await sleep(60)
    slept = 30_000
    const { answer, end } = await outcome
    assert.equal(answer, 'a')
    assert.equal(end.type === 'failed' && end.reason, 'idle-timeout')
  }).timeout(60_000)

  it('sends 10 MB of thoughts: all of it, in at most three times its size of heap', async () => {
    const piece = 'thought '.repeat(1024)
    const event = sse(chunk({ reasoning: piece }))
    const { baseUrl } = await listen((response) => {
      response.writeHead(200, SSE)
      for (let i = 0; i < 1280; i++) response.write(event)
      response.end(sse(chunk({}, 'stop'), '[DONE]'))
    })
    const before = heap()
    const recorder = new Recorder(example)
    for await (const delta of sourceAt(baseUrl).stream(REQUEST, new AbortController().signal)) recorder.record(delta)
    const grown = heap() - before
    const { thought, end } = recorder.trace
    assert.equal(thought.length, 10 * 1024 * 1024)
    assert.deepEqual(end, { type: 'complete' })
    assert.ok(grown < 3 * thought.length, `${grown} bytes`)
  }).timeout(60_000)
})
