import type { ServerResponse } from 'node:http'
import { chunk } from '../support/read'
import { closeServers, SSE, sse, streams } from '../support/server'
import { type Answer, type Row, tells } from '../support/told'

const thought = chunk({ reasoning: 'Odd.' })
const answer = chunk({ content: 'No' })
const stop = chunk({}, 'stop')

const refuses =
  (status: number, body: unknown = {}, headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))

const begins: Answer = (response) => response.writeHead(200, SSE).write(sse(thought, answer))

/** A body that stays open, with something that is no content coming again and again. */
const keepsAlive: Answer = (response) => {
  begins(response, 0)
  const timer = setInterval(() => response.write(`: ping\n\n${sse(chunk({}), chunk({ content: '' }))}`), 5)
  response.on('close', () => clearInterval(timer))
}

/** Below HTTP: a body that is promised in chunks, and its first one. */
const firstChunk = (...events: readonly unknown[]) => {
  const body = sse(...events)
  return `HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n`
}

/** Of a response that the provider keeps. */
const word = (sequence_number: number, delta: string) => ({
  type: 'response.output_text.delta',
  sequence_number,
  output_index: 0,
  content_index: 0,
  delta,
})
const created = { type: 'response.created', sequence_number: 0, response: { id: 'resp_1', status: 'queued' } }
const completed = { type: 'response.completed', response: { id: 'resp_1', status: 'completed' } }
const breaks = (response: ServerResponse) =>
  response.writeHead(200, SSE).write(sse(created, word(1, 'N')), () => setTimeout(() => response.destroy(), 10))

const both = ['Odd.', 'No'] as const
const nothing = ['', ''] as const

const ROWS: readonly Row[] = [
  {
    fault: 'the user stops before anything has come',
    server: () => {},
    stop: 'asked',
    kept: nothing,
    what: 'You stopped it.',
    next: ['ask-again'],
    asked: 1,
  },
  {
    fault: 'the user stops while it streams',
    server: begins,
    stop: 'text',
    kept: both,
    what: 'You stopped it.',
    next: ['ask-again'],
  },
  {
    fault: 'the stream ends without a mark',
    server: streams(thought, answer),
    kept: both,
    what: 'The stream was cut off in the middle.',
    next: ['ask-again'],
  },
  {
    fault: '[DONE] without a finish reason',
    server: streams(thought, answer, '[DONE]'),
    kept: both,
    what: null,
    next: [],
    notices: ['The server did not say that the answer is complete.'],
  },
  { fault: 'a finish reason without [DONE]', server: streams(thought, answer, stop), kept: both, what: null, next: [] },
  {
    fault: 'the limit of tokens',
    server: streams(thought, answer, chunk({}, 'length'), '[DONE]'),
    kept: both,
    what: 'The model reached its limit of tokens before it was done.',
    next: ['ask-again', 'open-settings'],
  },
  {
    fault: 'a finish reason that names the content filter',
    server: streams(thought, answer, chunk({}, 'content_filter'), '[DONE]'),
    kept: both,
    what: 'The provider’s content filter ended it.',
    next: ['ask-again', 'choose-model'],
  },
  {
    fault: 'response.incomplete by the content filter',
    server: streams(
      { type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: 'No' },
      {
        type: 'response.incomplete',
        response: { status: 'incomplete', incomplete_details: { reason: 'content_filter' } },
      },
    ),
    options: { api: 'responses' },
    kept: ['', 'No'],
    what: 'The provider’s content filter ended it.',
    next: ['ask-again', 'choose-model'],
  },
  {
    fault: 'response.failed',
    server: streams(word(0, 'No'), {
      type: 'response.failed',
      response: { status: 'failed', error: { code: 'server_error', message: 'Oops.' } },
    }),
    options: { api: 'responses' },
    kept: ['', 'No'],
    what: 'The server failed.',
    next: ['ask-again'],
  },
  {
    fault: 'a break of a response that the provider keeps: it is taken up again',
    server: (response, index) =>
      index === 0 ? breaks(response) : streams(word(2, 'o'), { ...completed, sequence_number: 3 })(response),
    options: { api: 'responses', background: true },
    kept: ['', 'No'],
    what: null,
    next: [],
    notices: ['The connection broke and was taken up again where it stood; nothing is missing.'],
    asked: 2,
  },
  {
    fault: 'a break of a response of which the provider refuses the rest',
    server: (response, index) => (index === 0 ? breaks(response) : refuses(404)(response, index)),
    options: { api: 'responses', background: true },
    kept: ['', 'N'],
    what: 'The connection was lost.',
    next: ['ask-again'],
    asked: 2,
  },
  {
    fault: 'a reset of the connection in mid-stream: no second run behind the user’s back',
    server: { raw: firstChunk(thought, answer) },
    kept: both,
    what: 'The connection was lost.',
    next: ['ask-again'],
    asked: 1,
  },
  {
    fault: 'a silent stall',
    server: begins,
    options: { limits: { idle: 60 } },
    kept: both,
    what: 'It fell silent for longer than is set.',
    next: ['ask-again', 'open-settings'],
    asked: 1,
  },
  {
    fault: 'signs of life and no content',
    server: keepsAlive,
    options: { limits: { idle: 60 } },
    kept: both,
    what: 'It fell silent for longer than is set.',
    next: ['ask-again', 'open-settings'],
  },
  {
    fault: 'no first word',
    server: (response) => response.writeHead(200, SSE).flushHeaders(),
    options: { limits: { firstToken: 60 } },
    kept: nothing,
    what: 'No word came within the time that is set.',
    next: ['ask-again', 'open-settings'],
  },
  {
    fault: 'a server that lingers after [DONE]',
    server: (response) => response.writeHead(200, SSE).write(sse(thought, answer, stop, '[DONE]')),
    kept: both,
    what: null,
    next: [],
  },
  {
    fault: '429 and a pause',
    server: (response, index) =>
      (index === 0 ? refuses(429, {}, { 'retry-after': '2' }) : streams(thought, answer, stop))(response, index),
    kept: both,
    what: null,
    next: [],
    notices: ['The first attempt did not get through; it was asked again.'],
    asked: 2,
  },
  {
    fault: '429 and a pause of two minutes',
    server: refuses(429, {}, { 'retry-after': '120' }),
    kept: nothing,
    what: 'The server takes no more requests for now.',
    next: ['ask-again', 'choose-model'],
    asked: 1,
  },
  {
    fault: '503 twice',
    server: (response, index) => (index < 2 ? refuses(503) : streams(thought, answer, stop))(response, index),
    kept: both,
    what: null,
    next: [],
    notices: ['The first attempt did not get through; it was asked again.'],
    asked: 3,
  },
  {
    fault: '500 for ever',
    server: refuses(500),
    kept: nothing,
    what: 'The server failed.',
    next: ['ask-again'],
    notices: ['The first attempt did not get through; it was asked again.'],
    asked: 4,
  },
  {
    fault: '401',
    server: refuses(401),
    options: { apiKey: 'k' },
    kept: nothing,
    what: 'The server refused the API key.',
    next: ['enter-key', 'choose-model'],
    asked: 1,
  },
  {
    fault: '401 without a key',
    server: refuses(401),
    kept: nothing,
    what: 'This endpoint needs an API key.',
    next: ['enter-key', 'choose-model'],
    asked: 1,
  },
  {
    fault: '429 of an account without credit',
    server: refuses(429, { error: { message: 'You exceeded your quota', code: 'insufficient_quota' } }),
    kept: nothing,
    what: 'The account has no credit or quota left with this provider.',
    next: ['choose-model', 'enter-key'],
    asked: 1,
  },
  {
    fault: '404 of the model',
    server: refuses(404, { error: { message: 'The model `m` does not exist', code: 'model_not_found' } }),
    kept: nothing,
    what: 'The server knows no model of that name.',
    next: ['choose-model'],
    asked: 1,
  },
  {
    fault: '400',
    server: refuses(400, { error: { message: 'Bad messages' } }),
    kept: nothing,
    what: 'The server did not accept the request.',
    next: ['choose-model', 'ask-again'],
    asked: 1,
  },
  {
    fault: 'an error in mid-stream: no second run behind the user’s back',
    server: streams(thought, answer, { error: { message: 'Overloaded', code: 529 } }),
    kept: both,
    what: 'The server failed.',
    next: ['ask-again'],
    asked: 1,
  },
  {
    fault: 'something that is no JSON in mid-stream',
    server: (response) => response.writeHead(200, SSE).end(`${sse(thought, answer)}data: {oops}\n\n`),
    kept: both,
    what: 'The server’s stream could not be read.',
    next: ['ask-again'],
  },
  {
    fault: 'half an event at the end',
    server: (response) => response.writeHead(200, SSE).end(`${sse(thought, answer)}data: {"choices":[{"de`),
    kept: both,
    what: 'The stream was cut off in the middle.',
    next: ['ask-again'],
  },
  {
    fault: 'bytes that are no UTF-8',
    server: (response) => {
      response.writeHead(200, SSE)
      response.write(
        Buffer.concat([
          Buffer.from(`${sse(thought)}data: {"choices":[{"index":0,"delta":{"content":"No`),
          Buffer.of(0xff),
        ]),
      )
      response.end(`"}}]}\n\n${sse(stop)}`)
    },
    kept: ['Odd.', 'No\uFFFD'],
    what: null,
    next: [],
    notices: ['Some characters arrived damaged and are shown as �.'],
  },
  {
    fault: '200 with HTML',
    server: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>'),
    kept: nothing,
    what: 'That address is no model API: it answered with something else. Check it; most end in /v1.',
    next: ['open-settings'],
  },
  {
    fault: 'an empty 200',
    server: (response) => response.writeHead(200, SSE).end(),
    kept: nothing,
    what: 'The server answered with nothing.',
    next: ['ask-again', 'choose-model'],
  },
  {
    fault: '200 with a whole JSON body',
    server: refuses(200, {
      choices: [{ message: { reasoning_content: 'Odd.', content: 'No' }, finish_reason: 'stop' }],
    }),
    kept: both,
    what: null,
    next: [],
  },
  {
    fault: 'one event of 32 MB',
    server: (response) =>
      response.writeHead(200, SSE).end(sse(thought, answer, chunk({ content: 'x'.repeat(32 * 1024 * 1024) }))),
    kept: both,
    what: 'The output grew beyond 16 million characters, the most that is read.',
    next: ['ask-again'],
    asked: 1,
  },
  {
    fault: 'a host of which no name server knows',
    server: { at: 'https://nowhere.invalid/v1' },
    kept: nothing,
    what: 'The server’s name cannot be found: the address is wrong, or this computer is offline.',
    next: ['ask-again', 'open-settings'],
  },
  {
    fault: 'a port on which nobody listens',
    server: { at: 'http://127.0.0.1:2/v1' },
    kept: nothing,
    what: 'Nothing answers at that address: the server is not running, or cannot be reached from here.',
    next: ['ask-again', 'open-settings'],
  },
  {
    fault: 'a server that answers TLS with something else',
    server: { raw: 'HTTP/1.1 400 Bad Request\r\n\r\n', tls: true },
    kept: nothing,
    what: 'No trusted connection came about: this computer does not know the certificate of the server, or that of a company’s proxy on the way.',
    next: ['open-settings', 'ask-again'],
  },
  {
    fault: 'a stream that never ends',
    server: (response) => {
      begins(response, 0)
      const timer = setInterval(() => response.write(sse(chunk({ content: '' }))), 5)
      response.on('close', () => clearInterval(timer))
    },
    options: { limits: { total: 400 } },
    kept: both,
    what: 'It took longer than is set.',
    next: ['ask-again', 'open-settings'],
  },
  {
    fault: 'a redirect',
    server: (response) => response.writeHead(307, { location: 'https://elsewhere.example/v1' }).end(),
    kept: nothing,
    what: 'The server sent the request elsewhere; it was not followed, so that the key stays where it belongs.',
    next: ['open-settings'],
    asked: 1,
  },
  {
    fault: 'a proxy that refuses',
    server: refuses(407),
    kept: nothing,
    what: 'The proxy did not let the request through.',
    next: ['open-settings'],
    asked: 1,
  },
  {
    fault: 'events out of order: what streamed stands, and it is said',
    server: streams(
      { type: 'response.output_text.delta', sequence_number: 2, output_index: 0, content_index: 0, delta: 'o' },
      { type: 'response.output_text.delta', sequence_number: 1, output_index: 0, content_index: 0, delta: 'N' },
      { type: 'response.output_text.done', sequence_number: 3, output_index: 0, content_index: 0, text: 'No' },
      { type: 'response.completed', sequence_number: 4, response: { status: 'completed' } },
    ),
    options: { api: 'responses' },
    kept: ['', 'oN'],
    what: null,
    next: [],
    notices: ['The provider’s final text differs from what it had streamed; what streamed is shown.'],
  },
]

describe('what the user gets of', () => {
  afterEach(closeServers)
  for (const row of ROWS) tells(row)
})
