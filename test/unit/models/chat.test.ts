import assert from 'node:assert/strict'
import { ChatReader } from '../../../src/models/chat'
import { chunk, read } from './support/read'
import type { Outcome } from './support/run'

const chat = (...events: readonly unknown[]): Outcome => read(new ChatReader(), events)
const stop = chunk({}, 'stop')
const usageChunk = (usage: unknown) => ({ object: 'chat.completion.chunk', choices: [], usage })

interface Row {
  readonly server: string
  readonly events: readonly unknown[]
  readonly thought: string
  readonly answer: string
  readonly usage?: Outcome['usage']
  readonly end?: Outcome['end']['type']
  readonly parts?: number
}

/** A row for each way in which servers send thoughts. */
const ROWS: readonly Row[] = [
  {
    server: 'DeepSeek: reasoning_content, the other field null',
    events: [
      chunk({ role: 'assistant', content: null, reasoning_content: '' }),
      chunk({ content: null, reasoning_content: 'Is 91 prime? ' }),
      chunk({ content: null, reasoning_content: '7 · 13.' }),
      chunk({ content: 'No', reasoning_content: null }),
      {
        ...chunk({ content: '.', reasoning_content: null }, 'stop'),
        usage: { prompt_tokens: 7, completion_tokens: 12, completion_tokens_details: { reasoning_tokens: 9 } },
      },
    ],
    thought: 'Is 91 prime? 7 · 13.',
    answer: 'No.',
    usage: { input: 7, output: 12, reasoning: 9 },
  },
  {
    server: 'vLLM, Ollama, Groq, Cerebras: reasoning',
    events: [chunk({ reasoning: 'a' }), chunk({ reasoning: 'b' }), chunk({ content: 'c' }), stop],
    thought: 'ab',
    answer: 'c',
  },
  {
    server: 'StepFun, kimi-code: both fields alike, counted once',
    events: [
      chunk({ reasoning: 'a', reasoning_content: 'a' }),
      chunk({ reasoning: 'b', reasoning_content: 'b' }),
      stop,
    ],
    thought: 'ab',
    answer: '',
  },
  {
    server: 'a server that renames its field in mid-stream',
    events: [chunk({ reasoning_content: 'a' }), chunk({ reasoning: 'b' }), stop],
    thought: 'ab',
    answer: '',
  },
  {
    server: 'OpenRouter: reasoning mirrored in reasoning_details',
    events: [
      chunk({ reasoning: 'a', reasoning_details: [{ type: 'reasoning.text', text: 'a' }] }),
      chunk({ reasoning: null, reasoning_details: [{ type: 'reasoning.text', signature: 'xyz' }] }),
      chunk({ content: 'b' }),
      {
        choices: [{ index: 0, delta: { content: '' }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 1, completion_tokens: 3, completion_tokens_details: { reasoning_tokens: 0 } },
      },
    ],
    thought: 'a',
    answer: 'b',
    usage: { input: 1, output: 3, reasoning: 0 },
  },
  {
    server: 'Snowflake: only reasoning_details, empty ids, never a finish reason',
    events: [
      { id: '', choices: [{ delta: { reasoning_details: [{ text: 'a' }, { text: 'b' }] } }] },
      chunk({ content: 'c' }),
    ],
    thought: 'ab',
    answer: 'c',
    end: 'cut',
  },
  {
    server: 'Mistral: content flips between text and a list of parts',
    events: [
      chunk({ content: '' }),
      chunk({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'a' }] }] }),
      chunk({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'b' }], closed: true }] }),
      chunk({ content: [{ type: 'text', text: 'c' }] }),
      chunk({ content: 'd' }),
      stop,
    ],
    thought: 'ab',
    answer: 'cd',
  },
  {
    server: 'Gemini: tags, the closing one on the first chunk without the mark',
    events: [
      chunk({ content: '<thought>**Plan**\n\n', extra_content: { google: { thought: true } } }),
      chunk({ content: 'Divide.', extra_content: { google: { thought: true } } }),
      chunk({ content: '</thought>It is 13' }),
      chunk({ content: '.' }, 'stop'),
    ],
    thought: '**Plan**\n\nDivide.',
    answer: 'It is 13.',
  },
  {
    server: 'Gemini: the mark without tags',
    events: [
      chunk({ content: 'Divide.', extra_content: { google: { thought: true } } }),
      chunk({ content: '13' }, 'stop'),
    ],
    thought: 'Divide.',
    answer: '13',
  },
  {
    server: 'Groq raw: inline tags, usage under x_groq',
    events: [
      chunk({ content: '<think>\na' }),
      chunk({ content: '\n</think>\n\nb' }),
      { ...stop, x_groq: { usage: { prompt_tokens: 1, completion_tokens: 2 } } },
    ],
    thought: '\na\n',
    answer: '\n\nb',
    usage: { input: 1, output: 2 },
  },
  {
    server: 'Qwen: the count on a chunk without choices',
    events: [
      chunk({ reasoning_content: 'a' }),
      chunk({ content: 'b' }, 'stop'),
      usageChunk({ prompt_tokens: 3, completion_tokens: 4, completion_tokens_details: { reasoning_tokens: 2 } }),
    ],
    thought: 'a',
    answer: 'b',
    usage: { input: 3, output: 4, reasoning: 2 },
  },
  {
    server: 'Kimi: the count in the choice',
    events: [
      { choices: [{ index: 0, delta: { content: 'b' }, finish_reason: 'stop', usage: { completion_tokens: 4 } }] },
    ],
    thought: '',
    answer: 'b',
    usage: { output: 4 },
  },
  {
    server: 'xAI: real repeats in consecutive deltas, no finish_reason key before the end',
    events: [
      { choices: [{ index: 0, delta: { reasoning_content: 'ha' } }] },
      { choices: [{ index: 0, delta: { reasoning_content: 'ha' } }] },
      { choices: [{ index: 0, delta: { content: '0' } }] },
      { choices: [{ index: 0, delta: { content: '0' }, finish_reason: 'stop' }] },
    ],
    thought: 'haha',
    answer: '00',
  },
  {
    server: 'z.ai: the role on every chunk',
    events: [chunk({ role: 'assistant', reasoning_content: 'a' }), chunk({ role: 'assistant', content: 'b' }, 'stop')],
    thought: 'a',
    answer: 'b',
  },
  {
    server: 'Together: empty deltas',
    events: [
      chunk({}),
      chunk({ reasoning: '', content: '' }),
      chunk({ reasoning: 'a' }),
      chunk({ content: '' }),
      chunk({ reasoning: 'b' }),
      stop,
    ],
    thought: 'ab',
    answer: '',
    parts: 1,
  },
  {
    server: 'gateways that send tool_calls: [] with every delta',
    events: [
      chunk({ reasoning_content: 'a', tool_calls: [] }),
      chunk({ reasoning_content: 'b', tool_calls: [] }),
      stop,
    ],
    thought: 'ab',
    answer: '',
    parts: 1,
  },
  {
    server: 'thoughts interleaved with the answer',
    events: [
      chunk({ reasoning: 'a' }),
      chunk({ content: 'b' }),
      chunk({ reasoning: 'c' }),
      chunk({ content: 'd' }, 'stop'),
    ],
    thought: 'ac',
    answer: 'bd',
    parts: 4,
  },
  {
    server: 'Anthropic: no thoughts at all',
    events: [chunk({ content: 'a' }), stop],
    thought: '',
    answer: 'a',
  },
  {
    server: 'a refusal',
    events: [chunk({ refusal: 'I cannot ' }), chunk({ refusal: 'help.' }), stop],
    thought: '',
    answer: 'I cannot help.',
  },
  {
    server: 'a call of a tool after thoughts',
    events: [
      chunk({ reasoning: 'a' }),
      chunk({ tool_calls: [{ index: 0, function: { name: 'f', arguments: '{}' } }] }),
      chunk({}, 'tool_calls'),
    ],
    thought: 'a',
    answer: '',
    end: 'tool-calls',
  },
  {
    server: 'the length limit',
    events: [chunk({ content: 'a' }, 'length')],
    thought: '',
    answer: 'a',
    end: 'length',
  },
  {
    server: 'nulls wherever an object should be',
    events: [
      null,
      { choices: null },
      { choices: [null] },
      { choices: [{ delta: null }] },
      7,
      'x',
      [],
      chunk({ content: 'a' }, 'stop'),
    ],
    thought: '',
    answer: 'a',
  },
  {
    server: 'fields of other types than agreed',
    events: [
      chunk({ reasoning_content: { a: 1 }, reasoning: 7, reasoning_details: { x: 1 }, content: { b: 2 } }),
      chunk({ content: 'a' }, 'stop'),
    ],
    thought: '',
    answer: 'a',
  },
  {
    server: 'Azure: a filter report without a delta',
    events: [
      { choices: [{ index: 0, content_filter_results: {}, finish_reason: null }] },
      chunk({ content: 'a' }, 'stop'),
    ],
    thought: '',
    answer: 'a',
  },
  {
    server: 'a second choice, which was not asked for',
    events: [{ choices: [{ index: 1, delta: { content: 'x' } }] }, chunk({ content: 'a' }, 'stop')],
    thought: '',
    answer: 'a',
  },
  {
    server: 'a whole completion instead of a stream',
    events: [
      {
        object: 'chat.completion',
        choices: [
          { index: 0, message: { role: 'assistant', reasoning_content: 'a', content: 'b' }, finish_reason: 'stop' },
        ],
        usage: { prompt_tokens: 1, completion_tokens: 2, completion_tokens_details: { reasoning_tokens: 1 } },
      },
    ],
    thought: 'a',
    answer: 'b',
    usage: { input: 1, output: 2, reasoning: 1 },
  },
]

describe('Chat Completions from', () => {
  for (const row of ROWS) {
    it(row.server, () => {
      const outcome = chat(...row.events)
      assert.equal(outcome.thought, row.thought)
      assert.equal(outcome.answer, row.answer)
      assert.deepEqual(outcome.usage, row.usage ?? {})
      assert.equal(outcome.end.type, row.end ?? 'complete')
      if (row.parts !== undefined) assert.equal(outcome.parts.length, row.parts)
    })
  }

  it('a server that withholds its thoughts: hidden, by the cipher', () => {
    const outcome = chat(
      chunk({ reasoning_details: [{ type: 'reasoning.encrypted', data: 'gAAA' }] }),
      chunk({ content: 'a' }, 'stop'),
    )
    assert.deepEqual(outcome.parts.at(-1), ['thought', 'hidden', ''])
  })

  it('a server that withholds its thoughts: hidden, by the count', () => {
    const outcome = chat(
      chunk({ content: 'a' }, 'stop'),
      usageChunk({ completion_tokens_details: { reasoning_tokens: 40 } }),
    )
    assert.deepEqual(outcome.parts.at(-1), ['thought', 'hidden', ''])
    assert.equal(outcome.usage.reasoning, 40)
  })

  it('a server that shows its thoughts beside a cipher: not hidden', () => {
    const details = [
      { type: 'reasoning.summary', summary: 'a' },
      { type: 'reasoning.encrypted', data: 'gAAA' },
    ]
    assert.deepEqual(chat(chunk({ reasoning_details: details }), stop).parts, [['thought', 'summary', 'a']])
  })

  it('a server that repeats a growing count: the count when it changes', () => {
    const reader = new ChatReader()
    const usages = [1, 1, 2].flatMap((n) => reader.read(usageChunk({ completion_tokens: n })))
    assert.deepEqual(usages, [
      { type: 'usage', usage: { output: 1 } },
      { type: 'usage', usage: { output: 2 } },
    ])
  })

  const errors: readonly (readonly [string, unknown, string])[] = [
    [
      'an error in a chunk, whose text is kept',
      { error: { message: 'overloaded', code: 529 }, choices: [{ delta: { content: 'b' }, finish_reason: 'error' }] },
      'server-error',
    ],
    ['old vLLM’s error object', { object: 'error', message: 'boom', code: 500 }, 'server-error'],
    [
      'Gemini’s list of errors',
      [{ error: { code: 429, message: 'quota', status: 'RESOURCE_EXHAUSTED' } }],
      'rate-limited',
    ],
    ['words for an error', { error: 'upstream gone' }, 'server-error'],
  ]
  for (const [name, event, reason] of errors) {
    it(`${name}`, () => {
      const reader = new ChatReader()
      const { answer, end } = read(reader, [chunk({ content: 'a' }), event])
      assert.equal(answer, name.includes('kept') ? 'ab' : 'a')
      assert.equal(end.type === 'failed' && end.reason, reason)
      assert.ok(end.type === 'failed' && end.detail.length > 0)
      assert.equal(reader.closed, true)
    })
  }

  for (const reason of ['content_filter', 'content_filter: RECITATION', 'SAFETY']) {
    it(`a filter that stops the answer: ${reason}`, () => {
      assert.deepEqual(chat(chunk({ content: 'a' }, reason)).end, {
        type: 'failed',
        reason: 'content-filter',
        detail: '',
      })
    })
  }
})
