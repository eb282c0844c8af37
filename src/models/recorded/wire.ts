import type { Fields } from '../json'
import type { Recording } from './recording'

/** One server-sent event, and how long a model takes before it, ms. */
export interface Frame {
  readonly delay: number
  readonly data: Fields
}

/** What a model takes for the first token and for each that follows; a line's end makes it pause. */
const FIRST = 600
const TOKEN = 14
const LINE = 60

/** Pieces of about the size that models send: a word or the first letters of one, with the space before it. */
export function tokens(text: string): readonly string[] {
  return text.match(/\s*\p{Script=Han}{1,2}|\s*[\p{L}\p{N}]{1,6}|\s*[^\s\p{L}\p{N}]{1,2}|\s+/gu) ?? []
}

/** The events by which a server of that API would send this recording. */
export function framesOf(recording: Recording, inputTokens: number): readonly Frame[] {
  const frames =
    recording.api === 'responses' ? responseFrames(recording, inputTokens) : chatFrames(recording, inputTokens)
  return frames.map((frame, i) => (i === 0 ? { ...frame, delay: FIRST } : frame))
}

function paced(text: string, dataOf: (token: string) => Fields): readonly Frame[] {
  return tokens(text).map((token) => ({ delay: token.startsWith('\n') ? LINE : TOKEN, data: dataOf(token) }))
}

const now = (data: Fields): Frame => ({ delay: 0, data })

function chatFrames({ api, provenance, thought, answer }: Recording, input: number): readonly Frame[] {
  const chunk = (delta: unknown, finish: string | null = null) => ({
    object: 'chat.completion.chunk',
    model: 'recorded',
    choices: [{ index: 0, delta, finish_reason: finish }],
  })
  const content = (token: string) => chunk({ content: token })
  const thinking = (token: string) =>
    provenance === 'summary'
      ? chunk({ reasoning: token, reasoning_details: [{ type: 'reasoning.summary', summary: token }] })
      : chunk({ reasoning_content: token })
  const thoughtTokens = tokens(thought).length
  const output = thoughtTokens + tokens(answer).length
  const usage = {
    prompt_tokens: input,
    completion_tokens: output,
    total_tokens: input + output,
    completion_tokens_details: { reasoning_tokens: thoughtTokens },
  }
  return [
    now(chunk({ role: 'assistant', content: '' })),
    ...(api === 'chat-tags' ? paced(`<think>${thought}</think>`, content) : paced(thought, thinking)),
    ...paced(answer, content),
    now(chunk({}, 'stop')),
    now({ object: 'chat.completion.chunk', model: 'recorded', choices: [], usage }),
  ]
}

/** A summary comes in parts, each under a bold title. */
function summaryParts(thought: string): readonly string[] {
  return thought.split(/(?<=\n)(?=\*\*[^*\n]+\*\*\n)/)
}

function responseFrames({ provenance, thought, answer }: Recording, input: number): readonly Frame[] {
  const parts = provenance === 'summary' ? summaryParts(thought) : [thought]
  const thoughtTokens = tokens(thought).length
  const output = thoughtTokens + tokens(answer).length
  const reasoningItem = {
    type: 'reasoning',
    id: 'rs_recorded',
    summary: provenance === 'summary' ? parts.map((text) => ({ type: 'summary_text', text })) : [],
    ...(provenance === 'raw' && { content: [{ type: 'reasoning_text', text: thought }] }),
  }
  const message = {
    type: 'message',
    id: 'msg_recorded',
    role: 'assistant',
    content: [{ type: 'output_text', text: answer }],
  }
  const response = { object: 'response', id: 'resp_recorded', model: 'recorded' }
  const usage = {
    input_tokens: input,
    output_tokens: output,
    total_tokens: input + output,
    output_tokens_details: { reasoning_tokens: thoughtTokens },
  }
  const events: readonly Frame[] = [
    now({ type: 'response.created', response: { ...response, status: 'in_progress', output: [] } }),
    now({ type: 'response.output_item.added', output_index: 0, item: { ...reasoningItem, summary: [], content: [] } }),
    ...parts.flatMap((part, index) => thoughtFrames(part, index, provenance)),
    now({ type: 'response.output_item.done', output_index: 0, item: reasoningItem }),
    now({ type: 'response.output_item.added', output_index: 1, item: { ...message, content: [] } }),
    ...paced(answer, (delta) => ({ type: 'response.output_text.delta', output_index: 1, content_index: 0, delta })),
    now({ type: 'response.output_text.done', output_index: 1, content_index: 0, text: answer }),
    now({ type: 'response.output_item.done', output_index: 1, item: message }),
    now({
      type: 'response.completed',
      response: { ...response, status: 'completed', output: [reasoningItem, message], usage },
    }),
  ]
  return events.map(({ delay, data }, i) => ({ delay, data: { ...data, sequence_number: i } }))
}

function thoughtFrames(text: string, index: number, provenance: Recording['provenance']): readonly Frame[] {
  if (provenance === 'raw') {
    const place = { output_index: 0, content_index: index }
    return [
      ...paced(text, (delta) => ({ type: 'response.reasoning_text.delta', ...place, delta })),
      now({ type: 'response.reasoning_text.done', ...place, text }),
    ]
  }
  const place = { output_index: 0, summary_index: index }
  return [
    now({ type: 'response.reasoning_summary_part.added', ...place, part: { type: 'summary_text', text: '' } }),
    ...paced(text, (delta) => ({ type: 'response.reasoning_summary_text.delta', ...place, delta })),
    now({ type: 'response.reasoning_summary_text.done', ...place, text }),
    now({ type: 'response.reasoning_summary_part.done', ...place, part: { type: 'summary_text', text } }),
  ]
}
