import { answer, type Dialect, DONE, delta, finish, hidden, reads, summary, thought } from './dialect'

/** How many of the tokens were thoughts, where OpenAI puts it. */
const counted = (input: number, output: number, reasoning: number) => ({
  usage: {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    completion_tokens_details: { reasoning_tokens: reasoning },
  },
})

const google = (content: string) => delta({ content, extra_content: { google: { thought: true } } })

const DIALECTS: readonly Dialect[] = [
  {
    server: 'DeepSeek: reasoning_content, the other field null on each chunk',
    stream: [
      delta({ role: 'assistant', content: null, reasoning_content: '' }),
      delta({ content: null, reasoning_content: 'Even plus even' }),
      delta({ content: null, reasoning_content: ' is even.\n' }),
      delta({ content: 'Yes', reasoning_content: null }),
      finish('stop', counted(7, 12, 9)),
      DONE,
    ],
    parts: [thought('Even plus even is even.\n'), answer('Yes')],
    usage: { input: 7, output: 12, reasoning: 9 },
  },
  {
    server: 'vLLM: reasoning, the count on a chunk without choices',
    stream: [
      delta({ role: 'assistant', content: '' }),
      delta({ reasoning: 'Odd.' }),
      delta({ content: '\n\nNo.' }),
      finish('stop', { stop_reason: null }),
      { choices: [], usage: { prompt_tokens: 4, total_tokens: 9, completion_tokens: 5 } },
      DONE,
    ],
    parts: [thought('Odd.'), answer('\n\nNo.')],
    usage: { input: 4, output: 5 },
  },
  {
    server: 'vLLM that files the answer as reasoning: all of it is shown as thought, and nothing is made up',
    stream: [delta({ reasoning: 'The answer is 4.' }), finish('stop'), DONE],
    parts: [thought('The answer is 4.')],
  },
  {
    server: 'vLLM before 0.16: reasoning_content',
    stream: [delta({ reasoning_content: 'Odd.' }), delta({ content: 'No.' }), finish('stop'), DONE],
    parts: [thought('Odd.'), answer('No.')],
  },
  {
    server: 'vLLM, old: an error that looks like a chunk',
    stream: [delta({ reasoning: 'Odd' }), { object: 'error', message: 'out of memory', type: 'X', code: 500 }, DONE],
    parts: [thought('Odd')],
    end: 'failed',
  },
  {
    server: 'SGLang: reasoning_content, its own count at the top of the usage',
    stream: [
      delta({ role: 'assistant', content: '', reasoning_content: null, tool_calls: null }),
      delta({ role: null, content: null, reasoning_content: 'Odd.', tool_calls: null }),
      delta({ role: null, content: 'No.', reasoning_content: null, tool_calls: null }),
      finish('stop', { matched_stop: 151645 }),
      {
        choices: [],
        usage: { prompt_tokens: 4, completion_tokens: 9, reasoning_tokens: 6, prompt_tokens_details: null },
      },
      DONE,
    ],
    parts: [thought('Odd.'), answer('No.')],
    usage: { input: 4, output: 9, reasoning: 6 },
  },
  {
    server: 'SGLang that did not count: its 0 is no count',
    stream: [
      delta({ reasoning_content: 'Odd.' }),
      delta({ content: 'No.' }),
      finish('stop'),
      { choices: [], usage: { prompt_tokens: 4, completion_tokens: 9, reasoning_tokens: 0 } },
      DONE,
    ],
    parts: [thought('Odd.'), answer('No.')],
    usage: { input: 4, output: 9 },
  },
  {
    server: 'SGLang without a parser: the opening tag was in the prompt',
    stream: [
      delta({ content: 'Odd.' }),
      delta({ content: '\n</th' }),
      delta({ content: 'ink>\n\nNo.' }),
      finish('stop'),
    ],
    parts: [thought('Odd.\n'), answer('\n\nNo.')],
  },
  {
    server: 'llama.cpp: reasoning_content, timings instead of a count, pings',
    stream: [
      ': ping\n\n',
      JSON.stringify(delta({ role: 'assistant', content: null })),
      JSON.stringify(delta({ reasoning_content: 'Odd.' })),
      JSON.stringify(delta({ content: 'No.' })),
      JSON.stringify(finish('stop', { timings: { predicted_n: 3 } })),
      DONE,
    ]
      .map((line) => (line.startsWith(':') ? line : `data: ${line}\n\n`))
      .join(''),
    parts: [thought('Odd.'), answer('No.')],
  },
  {
    server: 'llama.cpp, format deepseek-legacy: the field and the tags, counted once',
    stream: [
      delta({ reasoning_content: 'Odd' }),
      delta({ content: '<think>Odd' }),
      delta({ reasoning_content: ', so no.' }),
      delta({ content: ', so no.' }),
      delta({ content: '</think>\nNo.' }),
      finish('stop'),
    ],
    parts: [thought('Odd, so no.'), answer('\nNo.')],
  },
  {
    server: 'Ollama: reasoning, an empty content beside it; old versions name no reason for the end',
    stream: [
      delta({ role: 'assistant', content: '', reasoning: 'Odd.' }),
      delta({ role: 'assistant', content: 'No.' }),
      { choices: [{ index: 0, delta: { role: 'assistant', content: '' } }] },
      DONE,
    ],
    parts: [thought('Odd.'), answer('No.')],
    notices: ['no-finish-reason'],
  },
  {
    server: 'LM Studio by Chat: tags in one version',
    stream: [delta({ content: '<think>' }), delta({ content: 'Odd.</think>No.' }), finish('stop'), DONE],
    parts: [thought('Odd.'), answer('No.')],
  },
  {
    server: 'LM Studio by Responses: raw thoughts by content index',
    api: 'responses',
    stream: [
      { type: 'response.created', sequence_number: 0, response: { id: 'r', status: 'in_progress' } },
      { type: 'response.reasoning_text.delta', sequence_number: 1, output_index: 0, content_index: 0, delta: 'Od' },
      { type: 'response.reasoning_text.delta', sequence_number: 2, output_index: 0, content_index: 0, delta: 'd.' },
      { type: 'response.reasoning_text.done', sequence_number: 3, output_index: 0, content_index: 0, text: 'Odd.' },
      { type: 'response.output_text.delta', sequence_number: 4, output_index: 1, content_index: 0, delta: 'No.' },
      {
        type: 'response.completed',
        sequence_number: 5,
        response: {
          status: 'completed',
          usage: { input_tokens: 3, output_tokens: 6, output_tokens_details: { reasoning_tokens: 2 } },
        },
      },
    ],
    parts: [thought('Odd.'), answer('No.')],
    usage: { input: 3, output: 6, reasoning: 2 },
  },
  {
    server: 'a local server by Responses without a parser: tags in the output text',
    api: 'responses',
    stream: [
      { type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: '<think>Od' },
      { type: 'response.output_text.delta', output_index: 0, content_index: 0, delta: 'd.</think>No.' },
      { type: 'response.output_text.done', output_index: 0, content_index: 0, text: '<think>Odd.</think>No.' },
      {
        type: 'response.completed',
        response: { status: 'completed', usage: { output_tokens: 9, output_tokens_details: { reasoning_tokens: 4 } } },
      },
    ],
    parts: [thought('Odd.'), answer('No.')],
    usage: { output: 9, reasoning: 4 },
  },
  {
    server: 'OpenRouter: comments, mirrored details, a signature alone, the usage on a chunk with a choice',
    stream: `: OPENROUTER PROCESSING\n\n${[
      delta({ content: '', reasoning: 'Odd', reasoning_details: [{ type: 'reasoning.text', text: 'Odd', index: 0 }] }),
      delta({
        content: '',
        reasoning: null,
        reasoning_details: [{ type: 'reasoning.text', signature: 'c2ln', index: 0 }],
      }),
      delta({ content: 'No.' }),
      finish('stop'),
      { choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }], ...counted(4, 9, 0) },
    ]
      .map((event) => `data: ${JSON.stringify(event)}\n\n`)
      .join(': OPENROUTER PROCESSING\n\n')}data: [DONE]\n\n`,
    parts: [thought('Odd'), answer('No.')],
    usage: { input: 4, output: 9, reasoning: 0 },
  },
  {
    server: 'OpenRouter: a summary beside a cipher',
    stream: [
      delta({
        reasoning: 'Weighing it.',
        reasoning_details: [
          { type: 'reasoning.summary', summary: 'Weighing it.' },
          { type: 'reasoning.encrypted', data: 'gAAAA' },
        ],
      }),
      delta({ content: 'No.' }),
      finish('stop'),
    ],
    parts: [summary('Weighing it.'), answer('No.')],
  },
  {
    server: 'OpenRouter: a cipher alone',
    stream: [
      delta({ content: '', reasoning_details: [{ type: 'reasoning.encrypted', data: 'gAAAA', id: 'rs_1' }] }),
      delta({ content: 'No.' }),
      finish('stop', counted(4, 70, 64)),
    ],
    parts: [answer('No.'), hidden],
    usage: { input: 4, output: 70, reasoning: 64 },
  },
  {
    server: 'OpenRouter: an error inside a chunk, whose text is kept',
    stream: [
      delta({ reasoning: 'Odd' }),
      {
        error: { code: 502, message: 'Upstream is gone' },
        choices: [{ index: 0, delta: { content: 'N' }, finish_reason: 'error' }],
      },
    ],
    parts: [thought('Odd'), answer('N')],
    end: 'failed',
  },
  {
    server: 'Vercel’s gateway: as OpenRouter, with more thoughts counted than output',
    stream: [
      delta({ reasoning: 'Odd', reasoning_details: [{ type: 'reasoning.text', text: 'Odd', format: 'unknown' }] }),
      delta({ content: 'No.' }),
      finish('stop', counted(4, 9, 20)),
      DONE,
    ],
    parts: [thought('Odd'), answer('No.')],
    usage: { input: 4, output: 9, reasoning: 20 },
  },
  {
    server: 'Groq parsed: reasoning and a channel, the usage under x_groq alone',
    stream: [
      delta({ role: 'assistant', content: null }, { x_groq: { id: 'req_1' } }),
      delta({ reasoning: 'Odd.', channel: 'analysis' }),
      delta({ content: 'No.', channel: 'final' }),
      finish('stop', { x_groq: { usage: { prompt_tokens: 3, completion_tokens: 5, total_time: 0.1 } } }),
      DONE,
    ],
    parts: [thought('Odd.'), answer('No.')],
    usage: { input: 3, output: 5 },
  },
  {
    server: 'Groq raw: tags',
    stream: [
      delta({ content: '<think>' }),
      delta({ content: '\nOdd.\n' }),
      delta({ content: '</think>\n\nNo.' }),
      finish('stop'),
    ],
    parts: [thought('\nOdd.\n'), answer('\n\nNo.')],
  },
  {
    server: 'Groq: event: error after thoughts',
    stream: `data: ${JSON.stringify(delta({ reasoning: 'Odd.' }))}\n\nevent: error\ndata: {"error":{"message":"The call is malformed","code":"tool_use_failed"}}\n\n`,
    parts: [thought('Odd.')],
    end: 'failed',
  },
  {
    server: 'Mistral: thoughts as parts of the content, which flips back to a string',
    stream: [
      delta({ role: 'assistant', content: '' }),
      delta({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Od' }] }] }),
      delta({ content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'd.' }], closed: true }] }),
      delta({ content: [{ type: 'text', text: 'No' }] }),
      delta({ content: '.' }),
      finish('stop', { usage: { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 } }),
      DONE,
    ],
    parts: [thought('Odd.'), answer('No.')],
    usage: { input: 3, output: 5 },
  },
  {
    server: 'Qwen: the count on a chunk without choices',
    stream: [
      delta({ content: null, role: 'assistant', reasoning_content: '' }),
      delta({ content: null, reasoning_content: 'Odd.' }),
      delta({ content: 'No.', reasoning_content: null }),
      finish('stop', { usage: null }),
      { choices: [], ...counted(3, 8, 5) },
      DONE,
    ],
    parts: [thought('Odd.'), answer('No.')],
    usage: { input: 3, output: 8, reasoning: 5 },
  },
  {
    server: 'Kimi: the count inside the choice',
    stream: [
      delta({ reasoning_content: ' Odd.' }),
      delta({ content: ' No.' }),
      { choices: [{ index: 0, delta: {}, finish_reason: 'stop', ...counted(3, 8, 5) }] },
      DONE,
    ],
    parts: [thought(' Odd.'), answer(' No.')],
    usage: { input: 3, output: 8, reasoning: 5 },
  },
  {
    server: 'xAI: no finish_reason key, real repeats, thoughts not among the output',
    stream: [
      { choices: [{ index: 0, delta: { role: 'assistant', reasoning_content: 'no ' } }] },
      { choices: [{ index: 0, delta: { reasoning_content: 'no ' } }] },
      { choices: [{ index: 0, delta: { content: '1' } }] },
      { choices: [{ index: 0, delta: { content: '1' } }] },
      { choices: [{ index: 0, delta: { content: '' }, finish_reason: 'stop' }] },
      { choices: [], ...counted(3, 2, 340) },
      DONE,
    ],
    parts: [thought('no no '), answer('11')],
    usage: { input: 3, output: 2, reasoning: 340 },
  },
  {
    server: 'xAI by Responses: a summary',
    api: 'responses',
    stream: [
      {
        type: 'response.reasoning_summary_part.added',
        output_index: 0,
        summary_index: 0,
        part: { type: 'summary_text', text: '' },
      },
      { type: 'response.reasoning_summary_text.delta', output_index: 0, summary_index: 0, delta: 'First, ' },
      { type: 'response.reasoning_summary_text.delta', output_index: 0, summary_index: 0, delta: 'parity.' },
      { type: 'response.reasoning_summary_text.done', output_index: 0, summary_index: 0, text: 'First, parity.' },
      { type: 'response.output_text.delta', output_index: 1, content_index: 0, delta: 'No.' },
      { type: 'response.completed', response: { status: 'completed', output: [] } },
    ],
    parts: [summary('First, parity.'), answer('No.')],
  },
  {
    server: 'z.ai: the role on every chunk',
    stream: [
      delta({ role: 'assistant', reasoning_content: 'Odd.' }),
      delta({ role: 'assistant', content: 'No.' }),
      finish('stop', counted(3, 8, 5)),
      DONE,
    ],
    parts: [thought('Odd.'), answer('No.')],
    usage: { input: 3, output: 8, reasoning: 5 },
  },
  {
    server: 'Gemini: tags and a mark, the closing tag on the first chunk without it',
    stream: [
      google('<thought>**Parity**\n\n'),
      google('Odd.'),
      delta({ content: '</thought>No' }),
      delta({ content: '.' }),
      finish('stop'),
    ],
    parts: [thought('**Parity**\n\nOdd.'), answer('No.')],
  },
  {
    server: 'Gemini: the mark without tags',
    stream: [google('Odd.'), delta({ content: 'No.' }), finish('stop')],
    parts: [thought('Odd.'), answer('No.')],
  },
  {
    server: 'Gemini: an error as a list',
    stream: [delta({ content: 'N' }), [{ error: { code: 503, message: 'Overloaded', status: 'UNAVAILABLE' } }]],
    parts: [answer('N')],
    end: 'failed',
  },
  {
    server: 'Together: reasoning among empty deltas',
    stream: [
      delta({}),
      delta({ content: '', reasoning: '' }),
      delta({ content: '', reasoning: 'Odd' }),
      delta({ content: '' }),
      delta({ reasoning: '.' }),
      delta({ content: 'No.' }),
      finish('eos'),
    ],
    parts: [thought('Odd.'), answer('No.')],
  },
  {
    server: 'Together, R1: tags, the opening one split',
    stream: [
      delta({ content: '<th' }),
      delta({ content: 'ink>\nOdd.\n</think' }),
      delta({ content: '>\nNo.' }),
      finish('eos'),
    ],
    parts: [thought('\nOdd.\n'), answer('\nNo.')],
  },
  {
    server: 'Fireworks: reasoning_content with one model, tags with another',
    stream: [delta({ reasoning_content: 'Odd.' }), delta({ content: 'No.' }), finish('stop')],
    parts: [thought('Odd.'), answer('No.')],
  },
  {
    server: 'Cerebras: reasoning, timings beside the usage',
    stream: [
      delta({ role: 'assistant', reasoning: 'Odd.' }),
      delta({ content: 'No.' }),
      finish('stop', { ...counted(3, 8, 5), time_info: { total_time: 0.01 } }),
    ],
    parts: [thought('Odd.'), answer('No.')],
    usage: { input: 3, output: 8, reasoning: 5 },
  },
  {
    server: 'Snowflake: only reasoning_details, empty ids, never a finish reason',
    stream: [
      { id: '', choices: [{ delta: { reasoning_details: [{ type: 'reasoning.text', text: 'Od' }] } }] },
      { id: '', choices: [{ delta: { reasoning_details: [{ type: 'reasoning.text', text: 'd.' }] } }] },
      { id: '', choices: [{ delta: { content: 'No.' } }], ...counted(3, 8, 0) },
    ],
    parts: [thought('Odd.'), answer('No.')],
    usage: { input: 3, output: 8, reasoning: 0 },
    end: 'cut',
  },
  {
    server: 'Anthropic: no thoughts at all',
    stream: [delta({ role: 'assistant', content: 'No' }), delta({ content: '.' }), finish('stop'), DONE],
    parts: [answer('No.')],
  },
]

describe('a stream as it is sent by', () => {
  for (const dialect of DIALECTS) reads(dialect)
})
