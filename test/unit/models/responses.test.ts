import assert from 'node:assert/strict'
import { ResponsesReader } from '../../../src/models/responses'
import { read } from './support/read'
import type { Outcome } from './support/run'

const responses = (...events: readonly unknown[]): Outcome => read(new ResponsesReader(), events)

const event = (type: string, place: object, rest: object = {}) => ({ type: `response.${type}`, ...place, ...rest })
const summaryDelta = (output_index: number, summary_index: number, delta: string) =>
  event('reasoning_summary_text.delta', { output_index, summary_index }, { delta })
const rawDelta = (output_index: number, content_index: number, delta: string) =>
  event('reasoning_text.delta', { output_index, content_index }, { delta })
const textDelta = (output_index: number, delta: string, content_index = 0) =>
  event('output_text.delta', { output_index, content_index }, { delta })
const textDone = (output_index: number, text: string) =>
  event('output_text.done', { output_index, content_index: 0 }, { text })
const over = (response: object = {}, type = 'completed') => ({
  type: `response.${type}`,
  response: { object: 'response', status: type, output: [], ...response },
})
const message = (...texts: readonly string[]) => ({
  type: 'message',
  content: texts.map((text) => ({ type: 'output_text', text })),
})
const reasoning = (...summary: readonly string[]) => ({
  type: 'reasoning',
  summary: summary.map((text) => ({ type: 'summary_text', text })),
})

describe('the Responses API', () => {
  it('streams a summary in parts, an answer and the usage', () => {
    const outcome = responses(
      { type: 'response.created', response: { status: 'in_progress', output: [] } },
      event(
        'reasoning_summary_part.added',
        { output_index: 0, summary_index: 0 },
        { part: { type: 'summary_text', text: '' } },
      ),
      summaryDelta(0, 0, '**Adding**'),
      summaryDelta(0, 0, '\n\n1 + 1'),
      event('reasoning_summary_text.done', { output_index: 0, summary_index: 0 }, { text: '**Adding**\n\n1 + 1' }),
      summaryDelta(0, 1, '**Checking**'),
      event('output_item.done', { output_index: 0 }, { item: reasoning('**Adding**\n\n1 + 1', '**Checking**') }),
      textDelta(1, 'It is '),
      textDelta(1, '2.'),
      textDone(1, 'It is 2.'),
      over({ usage: { input_tokens: 3, output_tokens: 9, output_tokens_details: { reasoning_tokens: 5 } } }),
    )
    assert.deepEqual(outcome.parts, [
      ['thought', 'summary', '**Adding**\n\n1 + 1'],
      ['thought', 'summary', '**Checking**'],
      ['answer', 'raw', 'It is 2.'],
    ])
    assert.deepEqual(outcome.usage, { input: 3, output: 9, reasoning: 5 })
    assert.deepEqual(outcome.end, { type: 'complete' })
    assert.deepEqual(outcome.notices, [])
  })

  it('streams raw thoughts, a part for each content index', () => {
    const { parts } = responses(
      rawDelta(0, 0, 'a'),
      rawDelta(0, 0, 'a'),
      rawDelta(0, 1, 'b'),
      rawDelta(2, 0, 'c'),
      textDelta(3, 'd'),
      over(),
    )
    assert.deepEqual(
      parts.map(([text, provenance, chars]) => `${text} ${provenance} ${chars}`),
      ['thought raw aa', 'thought raw b', 'thought raw c', 'answer raw d'],
    )
  })

  it('goes on with a part between whose pieces another text came, by its place', () => {
    const closed = event('reasoning_text.done', { output_index: 0, content_index: 0 }, { text: 'ab' })
    const { parts } = responses(
      ...[rawDelta(0, 0, 'a'), textDelta(1, 'x'), rawDelta(0, 0, 'b'), closed, textDelta(1, 'y'), rawDelta(0, 0, 'c')],
      over(),
    )
    assert.deepEqual(parts, [
      ['thought', 'raw', 'ab'],
      ['answer', 'raw', 'xy'],
      ['thought', 'raw', 'c'],
    ])
  })

  it('is read by place where a gateway changes the ids with every event', () => {
    const rotating = [summaryDelta(0, 0, 'a'), summaryDelta(0, 0, 'b'), textDelta(1, 'c'), textDelta(1, 'd'), over()]
    const outcome = responses(...rotating.map((each, i) => ({ ...each, item_id: `id${i}`, response_id: `r${i}` })))
    assert.deepEqual(
      outcome.parts.map(([, , chars]) => chars),
      ['ab', 'cd'],
    )
  })

  it('keeps several messages apart', () => {
    const { parts, answer } = responses(textDelta(0, 'Looking it up.'), textDelta(2, 'It is 2.'), over())
    assert.equal(answer, 'Looking it up.It is 2.')
    assert.equal(parts.length, 2)
  })

  describe('gives a text as a whole,', () => {
    it('and what did not stream is appended', () => {
      const { answer, notices } = responses(textDelta(0, 'It'), textDone(0, 'It is 2.'), over())
      assert.equal(answer, 'It is 2.')
      assert.deepEqual(notices, [])
    })

    it('and it is read though nothing streamed', () => {
      const outcome = responses(
        event('output_item.done', { output_index: 0 }, { item: reasoning('a', 'b') }),
        event('content_part.done', { output_index: 1, content_index: 0 }, { part: { type: 'output_text', text: 'c' } }),
        over(),
      )
      assert.deepEqual(
        outcome.parts.map(([, , chars]) => chars),
        ['a', 'b', 'c'],
      )
    })

    it('and at the end it is read at whatever place it stands', () => {
      const outcome = responses(textDelta(4, 'It is'), over({ output: [reasoning('a'), message('It is 2.')] }))
      assert.deepEqual([outcome.thought, outcome.answer, outcome.notices], ['a', 'It is 2.', []])
    })

    it('and it is not read twice', () => {
      const outcome = responses(
        textDelta(0, 'It is 2.'),
        textDone(0, 'It is 2.'),
        event(
          'content_part.done',
          { output_index: 0, content_index: 0 },
          { part: { type: 'output_text', text: 'It is 2.' } },
        ),
        event('output_item.done', { output_index: 0 }, { item: message('It is 2.') }),
        over({ output: [message('It is 2.')] }),
      )
      assert.equal(outcome.answer, 'It is 2.')
      assert.equal(outcome.parts.length, 1)
    })

    it('and where it contradicts what streamed, that stands and it is said', () => {
      const { answer, notices } = responses(textDelta(0, 'It is 3.'), textDone(0, 'It is 2.'), over())
      assert.equal(answer, 'It is 3.')
      assert.deepEqual(notices, ['final-text-differs'])
    })

    it('and an earlier part that turns out longer is said, since nothing can be put in between', () => {
      const { thought, notices } = responses(
        summaryDelta(0, 0, 'a'),
        summaryDelta(0, 1, 'b'),
        event('reasoning_summary_text.done', { output_index: 0, summary_index: 0 }, { text: 'aa' }),
        over(),
      )
      assert.equal(thought, 'ab')
      assert.deepEqual(notices, ['final-text-differs'])
    })
  })

  it('says when thoughts are hidden: by the cipher', () => {
    const item = { type: 'reasoning', summary: [], encrypted_content: 'gAAA' }
    const { parts } = responses(event('output_item.done', { output_index: 0 }, { item }), textDelta(1, 'a'), over())
    assert.deepEqual(parts.at(-1), ['thought', 'hidden', ''])
  })

  it('says when thoughts are hidden: by the count', () => {
    const { parts } = responses(textDelta(0, 'a'), over({ usage: { output_tokens_details: { reasoning_tokens: 64 } } }))
    assert.deepEqual(parts.at(-1), ['thought', 'hidden', ''])
  })

  it('does not call thoughts hidden that it shows', () => {
    const item = { ...reasoning('a'), encrypted_content: 'gAAA' }
    const { parts } = responses(event('output_item.done', { output_index: 0 }, { item }), over())
    assert.deepEqual(parts, [['thought', 'summary', 'a']])
  })

  it('may come as one whole response', () => {
    const outcome = responses({
      object: 'response',
      status: 'completed',
      output: [reasoning('a', 'b'), message('c')],
      usage: { input_tokens: 1, output_tokens: 2, output_tokens_details: { reasoning_tokens: 0 } },
    })
    assert.deepEqual(
      outcome.parts.map(([, , chars]) => chars),
      ['a', 'b', 'c'],
    )
    assert.deepEqual([outcome.usage.reasoning, outcome.end.type], [0, 'complete'])
  })

  it('may refuse', () => {
    const refusal = event('refusal.delta', { output_index: 0, content_index: 0 }, { delta: 'No.' })
    assert.equal(responses(refusal, over()).answer, 'No.')
  })

  const ends: readonly (readonly [string, object, object])[] = [
    ['complete', over(), { type: 'complete' }],
    ['a tool to be called', over({ output: [{ type: 'function_call', name: 'f' }] }), { type: 'tool-calls' }],
    ['a tool that the server called itself', over({ output: [{ type: 'web_search_call' }] }), { type: 'complete' }],
    [
      'the length limit',
      over({ incomplete_details: { reason: 'max_output_tokens' } }, 'incomplete'),
      { type: 'length' },
    ],
    [
      'a filter',
      over({ incomplete_details: { reason: 'content_filter' } }, 'incomplete'),
      { type: 'failed', reason: 'content-filter', detail: '' },
    ],
    ['cancelled', over({}, 'cancelled'), { type: 'cut' }],
    [
      'failed',
      over({ error: { code: 'rate_limit_exceeded', message: 'Slow down.' } }, 'failed'),
      { type: 'failed', reason: 'rate-limited', detail: 'Slow down.' },
    ],
    [
      'an error event',
      { type: 'error', code: 'server_error', message: 'Oops.' },
      { type: 'failed', reason: 'server-error', detail: 'Oops.' },
    ],
    ['an event without a response', textDelta(0, 'b'), { type: 'cut' }],
  ]
  for (const [name, event, end] of ends) {
    it(`ends: ${name}`, () => {
      const outcome = responses(textDelta(0, 'a'), event)
      assert.deepEqual(outcome.end, end)
      assert.ok(outcome.answer.startsWith('a'))
    })
  }

  it('is de-duplicated by sequence number, but not where a gateway numbers everything alike', () => {
    const numbered = (n: number, delta: string) => ({ ...textDelta(0, delta), sequence_number: n })
    assert.equal(
      responses(numbered(1, 'a'), numbered(2, 'b'), numbered(1, 'a'), numbered(2, 'b'), numbered(3, 'b')).answer,
      'abb',
    )
    assert.equal(responses(numbered(0, 'ha'), numbered(0, 'ha')).answer, 'haha')
  })

  it('goes on where an event of another kind names it', () => {
    const named = { type: 'response.metadata', response: { id: 'r' } }
    const { answer, end } = responses(textDelta(0, 'a'), named, textDelta(0, 'b'), over())
    assert.deepEqual([answer, end], ['ab', { type: 'complete' }])
    const reader = new ResponsesReader()
    reader.read(named)
    assert.equal(reader.closed, false)
  })

  it('is safe from anything', () => {
    const odd = [
      null,
      7,
      'x',
      [],
      [null],
      {},
      { type: 7 },
      { type: 'response.output_text.delta' },
      { type: 'response.output_text.delta', delta: {} },
    ]
    const odder = [
      { type: 'response.output_item.done', item: null },
      { type: 'response.content_part.added', part: 3 },
      { response: [] },
      { type: 'constructor', part: { type: 'constructor' }, delta: 'x' },
      { type: 'response.output_item.done', item: { type: 'message', content: [{ type: 'toString', text: 'x' }] } },
      { type: 'response.output_item.done', item: { type: 'constructor', summary: ['x'] } },
    ]
    assert.deepEqual(responses(...odd, ...odder, textDelta(0, 'a'), over()).answer, 'a')
  })
})
