import { answer, type Dialect, DONE, delta, finish, hidden, reads, summary, thought } from './dialect'

const DIALECTS: readonly Dialect[] = [
  {
    server: 'MiniMax: an empty role, placeholders for the usage, and the whole message once more at the end',
    stream: [
      delta({ role: '', reasoning_content: '' }, { usage: { total_tokens: 0, total_characters: 0 } }),
      delta({ role: 'assistant', reasoning_content: 'Odd.' }),
      delta({ role: 'assistant', content: 'No.' }),
      finish('stop'),
      {
        object: 'chat.completion',
        choices: [
          {
            index: 0,
            finish_reason: 'stop',
            message: { role: 'assistant', content: 'No.', reasoning_content: 'Odd.' },
          },
        ],
        usage: { prompt_tokens: 3, completion_tokens: 5, completion_tokens_details: { reasoning_tokens: 2 } },
      },
      DONE,
    ],
    parts: [thought('Odd.'), answer('No.')],
    usage: { input: 3, output: 5, reasoning: 2 },
  },
  {
    server: 'MiniMax: thoughts in the field and in tags of the same chunk, counted once',
    stream: [
      delta({ content: '<think>\n' }),
      delta({ content: 'Odd', reasoning_content: 'Odd' }),
      delta({ content: ', so no.\n</think>\n\nNo.', reasoning_content: ', so no.' }),
      finish('stop'),
    ],
    parts: [thought('\nOdd, so no.'), answer('\n\nNo.')],
  },
  {
    server: 'MiniMax with split thoughts: details that grow piece by piece',
    stream: [
      delta({ reasoning_details: [{ type: 'reasoning.text', format: 'MiniMax-response-v1', index: 0, text: 'Od' }] }),
      delta({ reasoning_details: [{ type: 'reasoning.text', format: 'MiniMax-response-v1', index: 0, text: 'd.' }] }),
      delta({ content: 'No.' }),
      finish('stop'),
    ],
    parts: [thought('Odd.'), answer('No.')],
  },
  {
    server: 'Perplexity: the message so far beside each delta, thoughts in tags',
    stream: [
      { choices: [{ index: 0, delta: { role: 'assistant', content: '<think>' }, message: { content: '<think>' } }] },
      { choices: [{ index: 0, delta: { content: 'Odd.</think>' }, message: { content: '<think>Odd.</think>' } }] },
      {
        choices: [
          {
            index: 0,
            delta: { content: 'No.' },
            message: { content: '<think>Odd.</think>No.' },
            finish_reason: 'stop',
          },
        ],
        citations: ['https://example.org'],
      },
    ],
    parts: [thought('Odd.'), answer('No.')],
  },
  {
    server: 'Databricks: a summary as a part of the content',
    stream: [
      delta({ content: [{ type: 'reasoning', summary: [{ type: 'summary_text', text: 'Weighing', signature: '' }] }] }),
      delta({ content: [{ type: 'reasoning', summary: [{ type: 'summary_text', text: ' it.' }] }] }),
      delta({ content: [{ type: 'text', text: 'No.' }] }),
      finish('stop'),
    ],
    parts: [summary('Weighing it.'), answer('No.')],
  },
  {
    server: 'GitHub Copilot by Chat: reasoning_text, then a cipher of it',
    stream: [
      delta({ content: null, reasoning_text: 'Odd.' }),
      delta({ content: null, reasoning_opaque: 'b3BhcXVl' }),
      delta({ content: 'No.' }),
      finish('stop'),
    ],
    parts: [thought('Odd.'), answer('No.')],
  },
  {
    server: 'GitHub Copilot by Chat: a cipher alone',
    stream: [delta({ content: 'No.' }), delta({ reasoning_opaque: 'b3BhcXVl' }), finish('stop')],
    parts: [answer('No.'), hidden],
  },
  {
    server: 'LiteLLM: thinking_blocks beside reasoning_content, counted once',
    stream: [
      delta({ reasoning_content: 'Odd.', thinking_blocks: [{ type: 'thinking', thinking: 'Odd.', signature: null }] }),
      delta({
        content: '',
        reasoning_content: '',
        thinking_blocks: [{ type: 'thinking', thinking: '', signature: 'c2ln' }],
      }),
      delta({ content: 'No.' }),
      finish('stop'),
    ],
    parts: [thought('Odd.'), answer('No.')],
  },
  {
    server: 'a gateway that sends thinking_blocks alone, or thinking',
    stream: [
      delta({ thinking_blocks: [{ type: 'thinking', thinking: 'Odd' }] }),
      delta({ thinking: '.' }),
      delta({ content: 'No.' }),
      finish('end_turn'),
    ],
    parts: [thought('Odd.'), answer('No.')],
  },
  {
    server: 'a gateway that sends reasoning as an object or a list of parts',
    stream: [
      delta({ reasoning: { content: 'Odd' } }),
      delta({
        reasoning_content: [
          { type: 'text', text: ', so' },
          { type: 'text', text: ' no.' },
        ],
      }),
      delta({ content: 'No.' }),
      finish('stop'),
    ],
    parts: [thought('Odd, so no.'), answer('No.')],
  },
  {
    server: 'Azure: a report on the prompt before any choice, a report on the answer without a delta',
    stream: [
      { choices: [], prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }] },
      delta({ role: 'assistant', content: '', refusal: null }),
      delta({ content: 'No.' }),
      { choices: [{ index: 0, finish_reason: null, content_filter_results: {}, content_filter_offsets: {} }] },
      finish('stop'),
      DONE,
    ],
    parts: [answer('No.')],
  },
  {
    server: 'Azure: the summary of a chain of thought',
    stream: [delta({ cot_id: 'c1', cot_summary: 'Weighing it.' }), delta({ content: 'No.' }), finish('stop')],
    parts: [summary('Weighing it.'), answer('No.')],
  },
  {
    server: 'Hunyuan, Ernie, Doubao, StepFun, NIM: reasoning_content, mirrored or not',
    stream: [
      delta({ role: 'assistant', content: '', reasoning_content: 'Odd', reasoning: 'Odd' }),
      delta({ content: '', reasoning_content: '.' }),
      delta({ content: 'No.', reasoning_content: '' }),
      finish('stop'),
    ],
    parts: [thought('Odd.'), answer('No.')],
  },
  {
    server: 'a gateway with tool_calls: [] and logprobs on every delta: one thought',
    stream: [
      delta({ reasoning_content: 'Od', tool_calls: [], logprobs: null }),
      delta({ reasoning_content: 'd.', tool_calls: [], content: '' }),
      delta({ content: 'No.', tool_calls: [] }),
      finish('stop'),
    ],
    parts: [thought('Odd.'), answer('No.')],
  },
  {
    server: 'thoughts around a white answer: what came between parts them',
    stream: [
      delta({ reasoning: 'a' }),
      delta({ content: '\n' }),
      delta({ reasoning: 'b' }),
      delta({ content: 'c' }),
      finish('stop'),
    ],
    parts: [thought('a'), answer('\n'), thought('b'), answer('c')],
  },
  {
    server: 'gpt-oss on Bedrock: <reasoning>',
    stream: [delta({ content: '<reasoning>Od' }), delta({ content: 'd.</reasoning>No.' }), finish('stop')],
    parts: [thought('Odd.'), answer('No.')],
  },
  {
    server: 'gpt-oss unparsed: its channels, a second thought, and the marks around the answer',
    stream: [
      delta({ content: '<|channel|>analysis<|message|>Odd.<|end|><|start|>assistant' }),
      delta({ content: '<|channel|>analysis<|message|>So no.<|end|>' }),
      delta({ content: '<|start|>assistant<|channel|>final<|message|>No' }),
      delta({ content: '.<|return|>' }),
      finish('stop'),
    ],
    parts: [thought('Odd.'), thought('So no.'), answer('No.')],
  },
  {
    server: 'gpt-oss by llama.cpp without parsing: the thought’s channel alone is marked',
    stream: [
      delta({ content: '<|channel|>analysis<|message|>Odd.<|end|>' }),
      delta({ content: 'No.' }),
      finish('stop'),
    ],
    parts: [thought('Odd.'), answer('No.')],
  },
  {
    server: 'Gemma, Command, OpenThinker, LongCat, Seed and Kimi unparsed: each its own marks',
    stream: [
      delta({ content: '<|channel>thought\n1<channel|>' }),
      delta({ content: '<|START_THINKING|>2<|END_THINKING|>' }),
      delta({ content: '<|begin_of_thought|>3<|end_of_thought|>\n' }),
      delta({ content: '<longcat_think>4</longcat_think>' }),
      delta({ content: '<seed:think>5</seed:think>◁think▷6◁/think▷' }),
      delta({ content: '<|START_RESPONSE|>No.<|END_RESPONSE|>' }),
      finish('stop'),
    ],
    parts: [...[...'123456'].map(thought), answer('No.')],
  },
  {
    server: 'Zhipu: an answer that was held to be sensitive',
    stream: [delta({ reasoning_content: 'Odd.' }), finish('sensitive')],
    parts: [thought('Odd.')],
    end: 'failed',
  },
  {
    server: 'vLLM that was shut down: the request was aborted',
    stream: [delta({ reasoning: 'Odd.' }), finish('abort'), DONE],
    parts: [thought('Odd.')],
    end: 'cut',
  },
  {
    server: 'Hugging Face by Responses: raw thoughts announced as parts of their own',
    api: 'responses',
    stream: [
      {
        type: 'response.reasoning_part.added',
        output_index: 0,
        content_index: 0,
        part: { type: 'reasoning_text', text: '' },
      },
      { type: 'response.reasoning_text.delta', output_index: 0, content_index: 0, delta: 'Odd.' },
      {
        type: 'response.reasoning_part.done',
        output_index: 0,
        content_index: 0,
        part: { type: 'reasoning_text', text: 'Odd.' },
      },
      { type: 'response.output_text.delta', output_index: 1, content_index: 0, delta: 'No.' },
      { type: 'response.completed', response: { status: 'completed' } },
    ],
    parts: [thought('Odd.'), answer('No.')],
  },
  {
    server: 'Azure by Responses: thoughts that are counted and not shown',
    api: 'responses',
    stream: [
      { type: 'response.created', response: { id: 'r', status: 'in_progress', content_filters: null } },
      { type: 'response.output_item.done', output_index: 0, item: { type: 'reasoning', summary: [] } },
      { type: 'response.output_text.delta', output_index: 1, content_index: 0, delta: 'No.' },
      {
        type: 'response.completed',
        response: {
          status: 'completed',
          usage: { output_tokens: 70, output_tokens_details: { reasoning_tokens: 64 } },
        },
      },
    ],
    parts: [answer('No.'), hidden],
    usage: { output: 70, reasoning: 64 },
  },
]

describe('a stream as it is also met:', () => {
  for (const dialect of DIALECTS) reads(dialect)
})
