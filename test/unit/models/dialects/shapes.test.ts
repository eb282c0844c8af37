import { answer, type Dialect, DONE, delta, finish, hidden, reads, summary, thought } from './dialect'

const event = (type: string, rest: object) => ({ type: `response.${type}`, ...rest })
const rawDelta = (output_index: number, chars: string) =>
  event('reasoning_text.delta', { output_index, content_index: 0, delta: chars })
const rawDone = (output_index: number, text: string) =>
  event('reasoning_text.done', { output_index, content_index: 0, text })
const textDelta = (output_index: number, chars: string) =>
  event('output_text.delta', { output_index, content_index: 0, delta: chars })
const itemDone = (output_index: number, item: object) => event('output_item.done', { output_index, item })
const reasoning = (summary: readonly string[], content: readonly string[]) => ({
  type: 'reasoning',
  summary: summary.map((text) => ({ type: 'summary_text', text })),
  content: content.map((text) => ({ type: 'reasoning_text', text })),
})
const message = (text: string) => ({ type: 'message', content: [{ type: 'output_text', text }] })
const over = (...output: readonly object[]) => event('completed', { response: { status: 'completed', output } })
/** Events that stand at one place. */
const placed = (output_index: number, content_index: number) => (type: string, rest: object) =>
  event(type, { output_index, content_index, ...rest })
const whole = (...output: readonly unknown[]) => JSON.stringify({ object: 'response', status: 'completed', output })
const marked = (content: string) => delta({ content, extra_content: { google: { thought: true } } })
const call = { index: 0, id: 'c', type: 'function', function: { name: 'f', arguments: '{}' } }

const CHAT: readonly Dialect[] = [
  {
    server: 'a whole completion with an empty delta beside the message',
    stream: JSON.stringify({
      object: 'chat.completion',
      choices: [{ index: 0, finish_reason: 'stop', delta: { content: '' }, message: { content: '<think>a</think>b' } }],
    }),
    parts: [thought('a'), answer('b')],
  },
  {
    server: 'the message so far beside deltas, while a tag is still held back',
    stream: [
      { choices: [{ index: 0, delta: { content: '<think>' }, message: { content: '<think>' } }] },
      { choices: [{ index: 0, delta: { content: '' }, message: { content: '<think>' } }] },
      { choices: [{ index: 0, delta: { content: 'a</think>b' }, message: { content: '<think>a</think>b' } }] },
      finish('stop'),
    ],
    parts: [thought('a'), answer('b')],
  },
  {
    server: 'one mark of a whole message for its thought and its answer',
    stream: JSON.stringify({
      choices: [
        {
          message: { content: '<thought>a</thought>b', extra_content: { google: { thought: true } } },
          finish_reason: 'stop',
        },
      ],
    }),
    parts: [thought('a'), answer('b')],
  },
  {
    server: 'a call of a tool and nothing else, with no reason for the end',
    stream: [{ choices: [{ delta: { tool_calls: [call] } }] }, DONE],
    parts: [],
    end: 'tool-calls',
  },
  {
    server: 'a call of a tool and nothing else, cut off',
    stream: [{ choices: [{ delta: { tool_calls: [call] } }] }],
    parts: [],
    end: 'cut',
  },
  {
    server: 'a call of a tool between two thoughts: one thought, for no answer came between',
    stream: [delta({ reasoning: 'a' }), delta({ tool_calls: [call] }), delta({ reasoning: 'b' }), finish('tool_calls')],
    parts: [thought('ab')],
    end: 'tool-calls',
  },
  {
    server: 'a count under x_groq beside a usage without one',
    stream: [delta({ content: 'b' }), finish('stop', { usage: {}, x_groq: { usage: { completion_tokens: 5 } } }), DONE],
    parts: [answer('b')],
    usage: { output: 5 },
  },
  {
    server: 'an error inside a choice',
    stream: [
      delta({ reasoning: 'a' }),
      { choices: [{ index: 0, delta: {}, finish_reason: 'error', error: { code: 502, message: 'Gone' } }] },
    ],
    parts: [thought('a')],
    end: 'failed',
  },
  {
    server: 'an error as a status beside choices that are null',
    stream: JSON.stringify({ choices: null, base_resp: { status_code: 1004, status_msg: 'login fail' } }),
    parts: [],
    end: 'failed',
  },
  {
    server: 'a status that says that all is well',
    stream: [delta({ content: 'b' }), finish('stop', { base_resp: { status_code: 0, status_msg: '' } })],
    parts: [answer('b')],
  },
  {
    server: 'a code and a message that say that all is well, also on the last chunk, which has no choices',
    stream: [
      delta({ reasoning_content: 'a' }, { code: 0, message: 'Success', sid: 's' }),
      delta({ content: 'b' }, { code: 0, message: 'Success', sid: 's' }),
      { code: 0, message: 'Success', sid: 's', usage: { prompt_tokens: 1, completion_tokens: 2 } },
      DONE,
    ],
    parts: [thought('a'), answer('b')],
    usage: { input: 1, output: 2 },
    notices: ['no-finish-reason'],
  },
  {
    server: 'a success by another code, or one in quotation marks',
    stream: [
      delta({ content: 'b' }, { code: 200, message: 'OK' }),
      { code: 200, message: 'OK' },
      { code: '0', message: 'Fine', usage: {} },
      finish('stop'),
    ],
    parts: [answer('b')],
  },
  {
    server: 'an error that has the code of a success',
    stream: [delta({ content: 'b' }), { code: 0, message: 'Gone', type: 'server_error' }],
    parts: [answer('b')],
    end: 'failed',
  },
  {
    server: 'an error beside choices that are none',
    stream: [delta({ content: 'b' }), { code: 10013, message: 'Gone', choices: [] }],
    parts: [answer('b')],
    end: 'failed',
  },
  {
    server: 'the form of an error with nothing in it',
    stream: [delta({ content: 'b' }, { error: { code: 0, message: '', type: '' } }), finish('stop', { error: {} })],
    parts: [answer('b')],
  },
  {
    server: 'an error event with nothing in it',
    stream: `data: ${JSON.stringify(delta({ content: 'b' }))}\n\nevent: error\ndata: {"error":{}}\n\n`,
    parts: [answer('b')],
    end: 'failed',
  },
  {
    server: 'signs of life that are events with words of their own',
    stream: `event: ping\ndata: ping\n\ndata: ${JSON.stringify(delta({ content: 'b' }))}\n\nevent: keepalive\ndata: 12:00\n\ndata: ${JSON.stringify(finish('stop'))}\n\n`,
    parts: [answer('b')],
  },
  {
    server: 'no finish reason, in a word',
    stream: [
      { choices: [{ delta: { content: 'b' }, finish_reason: 'null' }] },
      { choices: [{ delta: { content: 'c' }, finish_reason: 'null' }] },
    ],
    parts: [answer('bc')],
    end: 'cut',
  },
  {
    server: 'a finish reason that every object has',
    stream: [{ choices: [{ delta: { content: 'b' }, finish_reason: 'constructor' }] }],
    parts: [answer('b')],
  },
  {
    server: 'parts of text with the names of thoughts and nothing under them',
    stream: [
      delta({ content: [{ type: 'reasoning', text: 'a', summary: null }] }),
      delta({ content: [{ type: 'text', text: 'b', thinking: null }] }),
      finish('stop'),
    ],
    parts: [thought('a'), answer('b')],
  },
  {
    server: 'marked thoughts in a tag that is split anywhere, and less-than signs',
    stream: [marked('\n<tho'), marked('ught>a <'), marked('b'), marked(' <'), delta({ content: '/x' }), finish('stop')],
    parts: [thought('a <b <'), answer('/x')],
  },
  {
    server: 'a marked thought that is over before it can be told from a tag',
    stream: [marked('<th'), delta({ content: 'b' }), finish('stop')],
    parts: [thought('<th'), answer('b')],
  },
  {
    server: 'a marked thought whose closing tag is half marked',
    stream: [marked('<thought>a</tho'), delta({ content: 'ught>b' }), finish('stop')],
    parts: [thought('a'), answer('b')],
  },
  {
    server: 'a code and a message that say that it failed, beside choices that are null',
    stream: [delta({ content: 'b' }), { code: 10013, message: 'Gone', sid: 's', choices: null }],
    parts: [answer('b')],
    end: 'failed',
  },
  {
    server: 'an error under x_groq, which stopped the stream early',
    stream: [delta({ reasoning: 'a' }), delta({}, { x_groq: { id: 'r', error: 'over capacity' } }), DONE],
    parts: [thought('a')],
    end: 'failed',
  },
  {
    server: 'errors in a list, beside nothing else',
    stream: [delta({ content: 'b' }), { success: false, errors: [{ code: 3043, message: 'Gone' }] }],
    parts: [answer('b')],
    end: 'failed',
  },
  {
    server: 'words under detail and nothing else',
    stream: [delta({ content: 'b' }), { detail: 'Gone' }],
    parts: [answer('b')],
    end: 'failed',
  },
  {
    server: 'a part of the content that stands outside a list, and a text inside an object',
    stream: [
      delta({ content: { type: 'thinking', thinking: 'a' } }),
      delta({ content: { type: 'text', text: 'b' } }),
      delta({ content: [{ type: 'text', text: { value: 'c' } }] }),
      finish('COMPLETE'),
    ],
    parts: [thought('a'), answer('bc')],
  },
  {
    server: 'a reason for the end in capitals, or with a hyphen',
    stream: [delta({ content: 'b' }), finish('Max-Tokens')],
    parts: [answer('b')],
    end: 'length',
  },
  {
    server: 'events without empty lines between them',
    stream: [delta({ reasoning_content: 'a' }), delta({ content: 'b' }), finish('stop'), DONE]
      .map((each) => `data:${typeof each === 'string' ? each : JSON.stringify(each)}\n`)
      .join(''),
    parts: [thought('a'), answer('b')],
  },
  {
    server: 'thoughts as an object in the field, then its signature',
    stream: [
      delta({ reasoning_content: { text: 'a' } }),
      delta({ reasoning_content: { signature: 's' } }),
      delta({ content: 'b' }),
      finish('stop'),
    ],
    parts: [thought('a'), answer('b')],
  },
  {
    server: 'an error in a field of that name, as older versions of llama.cpp send it',
    stream: `data: ${JSON.stringify(delta({ reasoning_content: 'a' }))}\n\nerror: {"code":500,"message":"Oops"}\n\n`,
    parts: [thought('a')],
    end: 'failed',
  },
  {
    server: 'a summary, a text and a cipher in one list of details, and mirrored fields that begin late',
    stream: [
      delta({
        reasoning_details: [
          { type: 'reasoning.summary', summary: '**a**', index: 0, format: 'openai-responses-v1' },
          { type: 'reasoning.encrypted', data: 'gAAA', index: 1, id: 'rs_1' },
        ],
      }),
      delta({ reasoning: 'b', reasoning_details: [{ type: 'reasoning.summary', summary: 'b', index: 0 }] }),
      delta({ content: 'c' }),
      finish('stop'),
    ],
    parts: [summary('**a**b'), answer('c')],
  },
  {
    server: 'thoughts among the content, by whatever type, and a cipher of others',
    stream: [
      delta({ content: [{ type: 'thought', text: 'a' }] }),
      delta({ content: [{ type: 'reasoning_content', reasoning_content: { text: 'b' } }] }),
      delta({ content: [{ type: 'redacted_thinking', data: 'gAAA' }] }),
      delta({ content: [{ type: 'text', text: 'c' }] }),
      finish('stop'),
    ],
    parts: [thought('ab'), answer('c')],
  },
  {
    server: 'a cipher of thoughts among the content, and nothing else of them',
    stream: [
      delta({ content: [{ type: 'redacted_thinking', data: 'gAAA' }] }),
      delta({ content: 'c' }),
      finish('stop'),
    ],
    parts: [answer('c'), hidden],
  },
  {
    server: 'Granite unparsed: words announce its thought, and words are no mark',
    stream: [delta({ content: 'Here is my thought process: a\n\nHere is my response: b' }), finish('stop')],
    parts: [answer('Here is my thought process: a\n\nHere is my response: b')],
  },
]

const RESPONSES: readonly Dialect[] = [
  {
    server: 'vLLM’s events, whose content index counts the deltas: one thought, one answer, and each once',
    api: 'responses',
    stream: [
      event('output_item.added', { output_index: 0, item: { type: 'reasoning', summary: [], content: [] } }),
      placed(0, 0)('reasoning_text.delta', { delta: 'a ' }),
      placed(0, 1)('reasoning_text.delta', { delta: 'b ' }),
      placed(0, 2)('reasoning_text.delta', { delta: 'c' }),
      placed(0, 3)('reasoning_text.done', { text: 'a b c' }),
      placed(0, 3)('reasoning_part.done', { part: { type: 'reasoning_text', text: 'a b c' } }),
      itemDone(0, reasoning([], ['a b c'])),
      event('output_item.added', { output_index: 1, item: { type: 'message', content: [] } }),
      placed(1, 0)('content_part.added', { part: { type: 'output_text', text: '' } }),
      placed(1, 1)('output_text.delta', { delta: 'd ' }),
      placed(1, 2)('output_text.delta', { delta: 'e' }),
      placed(1, 3)('output_text.done', { text: 'd e' }),
      placed(1, 3)('content_part.done', { part: { type: 'output_text', text: 'd e' } }),
      itemDone(1, message('d e')),
      over(reasoning([], ['a b c']), message('d e')),
    ],
    parts: [thought('a b c'), answer('d e')],
  },
  {
    server: 'an item that moves on before its parts are closed: each once',
    api: 'responses',
    stream: [
      placed(0, 0)('reasoning_text.delta', { delta: 'a ' }),
      placed(0, 0)('reasoning_text.delta', { delta: 'b' }),
      placed(1, 0)('reasoning_text.done', { text: 'a b' }),
      placed(1, 0)('reasoning_part.done', { part: { type: 'reasoning_text', text: 'a b' } }),
      itemDone(1, reasoning([], ['a b'])),
      textDelta(1, 'c'),
      itemDone(2, message('c')),
      over(reasoning([], ['a b']), message('c')),
    ],
    parts: [thought('a b'), answer('c')],
  },
  {
    server: 'raw thoughts that an item mirrors as its summary: once',
    api: 'responses',
    stream: [
      rawDelta(0, 'a'),
      rawDone(0, 'a'),
      itemDone(0, reasoning(['a'], ['a'])),
      textDelta(1, 'b'),
      over(reasoning(['a'], ['a']), message('b')),
    ],
    parts: [thought('a'), answer('b')],
  },
  {
    server: 'raw thoughts, of which the item holds a summary too: what streamed',
    api: 'responses',
    stream: [
      rawDelta(0, 'a, at length'),
      itemDone(0, reasoning(['a'], ['a, at length'])),
      textDelta(1, 'b'),
      over(reasoning(['a'], ['a, at length']), message('b')),
    ],
    parts: [thought('a, at length'), answer('b')],
  },
  {
    server: 'a whole response with mirrored thoughts: once, and as raw',
    api: 'responses',
    stream: whole(reasoning(['a'], ['a']), message('b')),
    parts: [thought('a'), answer('b')],
  },
  {
    server: 'a whole response with other words in the summary: both, apart',
    api: 'responses',
    stream: whole(reasoning(['short'], ['long']), message('b')),
    parts: [summary('short'), thought('long'), answer('b')],
  },
  {
    server: 'a whole response with strings for lists of parts',
    api: 'responses',
    stream: whole({ type: 'reasoning', summary: [], content: 'a' }, { type: 'message', content: 'b' }),
    parts: [thought('a'), answer('b')],
  },
  {
    server: 'a whole response that types its thoughts as text',
    api: 'responses',
    stream: whole({ type: 'reasoning', content: [{ type: 'text', text: 'a' }] }, message('b')),
    parts: [thought('a'), answer('b')],
  },
  {
    server: 'items only in response.completed',
    api: 'responses',
    stream: [over(reasoning([], ['a']), message('b'))],
    parts: [thought('a'), answer('b')],
  },
  {
    server: 'a response that is still queued, as a whole',
    api: 'responses',
    stream: JSON.stringify({ id: 'resp_1', object: 'response', status: 'queued', output: [] }),
    parts: [],
    end: 'cut',
  },
  {
    server: 'every item at one place: each is read to its own end, and nothing is said to differ',
    api: 'responses',
    stream: [
      rawDelta(0, 'a'),
      rawDone(0, 'a'),
      rawDelta(0, 'b'),
      rawDone(0, 'b'),
      textDelta(0, 'c'),
      event('output_text.done', { output_index: 0, content_index: 0, text: 'c' }),
      over(reasoning([], ['a']), reasoning([], ['b']), message('c')),
    ],
    parts: [thought('ab'), answer('c')],
  },
  {
    server: 'thoughts that stream in tags and stand apart at the end: once, and no contradiction',
    api: 'responses',
    stream: [textDelta(0, '<think>a</think>b'), over(reasoning([], ['a']), message('b'))],
    parts: [thought('a'), answer('b')],
  },
  {
    server: 'the count beside the response',
    api: 'responses',
    stream: [
      textDelta(0, 'b'),
      { ...over(), usage: { output_tokens: 9, output_tokens_details: { reasoning_tokens: 4 } } },
    ],
    parts: [answer('b'), hidden],
    usage: { output: 9, reasoning: 4 },
  },
  {
    server: 'an older name for the event of a summary, and for that of the end',
    api: 'responses',
    stream: [
      event('reasoning_summary.delta', { output_index: 0, summary_index: 0, delta: { text: 'a' } }),
      event('reasoning_summary.done', { output_index: 0, summary_index: 0, text: 'a' }),
      textDelta(1, 'b'),
      event('done', { response: {} }),
    ],
    parts: [summary('a'), answer('b')],
  },
]

describe('a stream of a rare shape:', () => {
  for (const dialect of [...CHAT, ...RESPONSES]) reads(dialect)
})
