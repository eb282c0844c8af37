import assert from 'node:assert/strict'
import { recordingOf } from '../../../src/cli/recording'

const bytes = (text: string) => new TextEncoder().encode(text)
const formOf = (file: string, text: string) => {
  const recording = recordingOf(file, bytes(text))
  return recording && `${recording.api} ${recording.contentType}`
}
const bodyOf = (file: string, text: string) => {
  const body = recordingOf(file, bytes(text))?.body
  return typeof body === 'string' ? body : new TextDecoder().decode(body)
}

const CHUNK = '{"choices":[{"delta":{"content":"a"}}]}'
const EVENT = '{"type":"response.output_text.delta","delta":"a"}'
const RESPONSE = '{"object": "response", "output": []}'

describe('a recording is known by what it holds:', () => {
  const forms: readonly (readonly [string, string, string, string | null])[] = [
    ['an event stream', 'x.sse', `data: ${CHUNK}\n\n`, 'chat text/event-stream'],
    ['one with CRLF and a byte order mark', 'x.sse', `\uFEFFdata: ${EVENT}\r\n\r\n`, 'responses text/event-stream'],
    ['one that begins with a comment, whatever its name', 'x', `: hi\n\ndata: ${CHUNK}\n\n`, 'chat text/event-stream'],
    ['one that names its events', 'x.txt', `event: error\ndata: {"error":"a"}\n\n`, 'chat text/event-stream'],
    ['payloads a line', 'x.chunks.txt', `${CHUNK}\n${CHUNK}\n`, 'chat text/event-stream'],
    ['those of the other API', 'x.chunks.txt', `${EVENT}\r\n${EVENT}`, 'responses text/event-stream'],
    ['a whole completion', 'x.json', '{\n "choices": []}', 'chat application/json'],
    ['a whole response', 'x.json', RESPONSE, 'responses application/json'],
    ['one that does not say what it is', 'x.json', '{"output":[{"type":"reasoning"}]}', 'responses application/json'],
    ['a list of chunks', 'x.json', `[${CHUNK}]`, 'chat application/json'],
    ['a list of events', 'x.json', `[${EVENT}]`, 'responses application/json'],
    ['an error', 'x.json', '{"error":{"message":"a"}}', 'chat application/json'],
    ['an error as a list', 'x.json', '[{"error":{"message":"a"}}]', 'chat application/json'],
    ['old vLLM’s and Mistral’s error', 'x.json', '{"object":"error","message":"a"}', 'chat application/json'],
    ['Cerebras’s error', 'x.json', '{"message":"a","type":"b","code":"c"}', 'chat application/json'],
    ['a request', 'x.req.json', '{"choices":[]}', null],
    ['a request by another name', 'x.json', '{"model":"m","messages":[]}', null],
    ['an expectation', 'expected.json', '{"x.sse":{"responses":[{"answer":"a"}]}}', null],
    ['results', 'r.jsonl', '{"file":"a","end":"cut"}\n{"file":"b","end":"cut"}\n', null],
    ['notes', 'MANIFEST.md', `data: ${CHUNK}\n\n`, null],
    ['code', 'score.mjs', `data: ${CHUNK}\n\n`, null],
    ['settings', 'x.yaml', 'id: 1\nname: a\n', null],
    ['nothing', 'x.sse', '', null],
  ]
  for (const [name, file, text, form] of forms) it(name, () => assert.equal(formOf(file, text), form))

  it('a chat that quotes an event of the other API is a chat', () => {
    const quoting = JSON.stringify({ choices: [{ delta: { content: EVENT } }] })
    assert.equal(formOf('x.sse', `data: ${quoting}\n\n`), 'chat text/event-stream')
  })

  it('payloads are framed as events, and a framing that was left is taken off', () => {
    const framed = `data: ${CHUNK}\n\ndata: [DONE]\n\n`
    assert.equal(bodyOf('x.chunks.txt', `\uFEFF${CHUNK}\r\n\r\n[DONE]\r\n`), framed)
    assert.equal(bodyOf('x.chunks.txt', `event: x\ndata:${CHUNK}\n\nid: 7\ndata:[DONE]\n`), framed)
  })

  it('a body is served as it is, to the byte', () => {
    assert.equal(bodyOf('x.sse', `data:${CHUNK}\r\r: x\r\r`), `data:${CHUNK}\r\r: x\r\r`)
  })
})
