import { EFFORTS, type Effort } from '../trace/trace'
import type { Fields } from './json'
import type { Endpoint } from './source'

/** What is sent beside the prompt, so that a model thinks as hard as asked and shows it. */
export interface Provider {
  readonly hosts: RegExp
  /** The levels that it tells apart; all of them where that is not known. */
  readonly efforts?: readonly Effort[]
  readonly thinking: (effort: Effort | undefined) => Fields
  readonly maxTokens?: 'max_completion_tokens'
  /** Counts the tokens without being asked, and refuses to be. */
  readonly countsAnyway?: true
}

const effortOnly = (effort: Effort | undefined): Fields => (effort ? { reasoning_effort: effort } : {})
const onOff = (effort: Effort | undefined): Fields => ({
  thinking: { type: effort === 'none' ? 'disabled' : 'enabled' },
})
const enabled = (effort: Effort | undefined): Fields => ({
  reasoning: effort === undefined ? { enabled: true } : effort === 'none' ? { enabled: false } : { effort },
})
/** The nearest of the levels that a provider has. */
const nearest = (effort: Effort | undefined, levels: Readonly<Partial<Record<Effort, string>>>): Fields => {
  const level = effort && levels[effort]
  return level ? { reasoning_effort: level } : {}
}
const LOW_TO_HIGH = { minimal: 'low', low: 'low', medium: 'medium', high: 'high', xhigh: 'high', max: 'high' } as const

/** Chat Completions has a dialect per provider. The first row whose host matches counts; a new provider is a new row. */
const ROWS: readonly Provider[] = [
  { hosts: /(^|\.)openai\.com$|\.azure\.com$/, thinking: effortOnly, maxTokens: 'max_completion_tokens' },
  {
    hosts: /(^|\.)openrouter\.ai$|^ai-gateway\.vercel\.sh$|\.snowflakecomputing\.com$/,
    efforts: ['none', 'minimal', 'low', 'medium', 'high', 'xhigh'],
    thinking: enabled,
  },
  {
    hosts: /(^|\.)deepseek\.com$/,
    efforts: ['none', 'low', 'high', 'max'],
    thinking: (effort) => ({
      ...onOff(effort),
      ...nearest(effort, { minimal: 'low', low: 'low', medium: 'high', high: 'high', xhigh: 'max', max: 'max' }),
    }),
  },
  {
    hosts: /(^|\.)groq\.com$/,
    efforts: ['none', 'low', 'medium', 'high'],
    thinking: (effort) => ({ reasoning_format: 'parsed', ...nearest(effort, { none: 'none', ...LOW_TO_HIGH }) }),
    maxTokens: 'max_completion_tokens',
  },
  {
    hosts: /(^|\.)cerebras\.ai$/,
    efforts: ['low', 'medium', 'high'],
    thinking: (effort) => ({ reasoning_format: 'parsed', ...nearest(effort, LOW_TO_HIGH) }),
    maxTokens: 'max_completion_tokens',
  },
  {
    hosts: /(^|\.)mistral\.ai$/,
    efforts: ['none', 'high'],
    thinking: (effort) => (effort ? { reasoning_effort: effort === 'none' ? 'none' : 'high' } : {}),
    countsAnyway: true,
  },
  {
    hosts: /(^|\.)(aliyuncs\.com|siliconflow\.(cn|com))$/,
    efforts: ['none'],
    thinking: (effort) => ({ enable_thinking: effort !== 'none' }),
  },
  // Without it the thoughts come twice, in a field and in tags.
  { hosts: /(^|\.)minimaxi?\.(io|com|chat)$/, efforts: [], thinking: () => ({ reasoning_split: true }) },
  {
    hosts: /(^|\.)moonshot\.(ai|cn)$/,
    efforts: ['none', 'low', 'medium', 'high'],
    thinking: (effort) => ({ ...onOff(effort), ...nearest(effort, LOW_TO_HIGH) }),
  },
  { hosts: /(^|\.)(z\.ai|bigmodel\.cn|volces\.com)$/, efforts: ['none'], thinking: onOff },
  { hosts: /(^|\.)x\.ai$/, efforts: ['low', 'medium', 'high'], thinking: (effort) => nearest(effort, LOW_TO_HIGH) },
  {
    hosts: /(^|\.)googleapis\.com$/,
    efforts: ['none', 'low', 'medium', 'high'],
    thinking: (effort) => {
      const { reasoning_effort: level } = nearest(effort, LOW_TO_HIGH)
      const config = { include_thoughts: effort !== 'none', ...(level !== undefined && { thinking_level: level }) }
      return { extra_body: { google: { thinking_config: config } } }
    },
  },
  {
    hosts: /(^|\.)together\.(ai|xyz)$/,
    efforts: ['none', 'low', 'medium', 'high'],
    thinking: (effort) => ({ reasoning: { enabled: effort !== 'none' }, ...nearest(effort, LOW_TO_HIGH) }),
  },
]
const ANY: Provider = { hosts: /^/, thinking: effortOnly }

/** The row of the endpoint's host. */
export function providerOf({ baseUrl }: Endpoint): Provider {
  const { hostname } = new URL(baseUrl)
  return ROWS.find(({ hosts }) => hosts.test(hostname)) ?? ANY
}

/** OpenAI's families differ; a name that none of these knows may take any level. */
const OPENAI_EFFORTS: readonly (readonly [RegExp, readonly Effort[]])[] = [
  [/^o\d/, ['low', 'medium', 'high']],
  [/^gpt-oss/, ['low', 'medium', 'high']],
  [/^gpt-5(-(mini|nano|codex))?(-\d{4}|$)/, ['minimal', 'low', 'medium', 'high']],
  [/^gpt-5\.1(-codex)?(-mini)?(-\d{4}|$)/, ['none', 'low', 'medium', 'high']],
  [/^gpt-5\.\d/, ['none', 'low', 'medium', 'high', 'xhigh']],
]

/** The levels of effort to offer for a model, in ascending order; which one it takes in the end only the server knows. */
export function effortsOf(endpoint: Endpoint, model: string): readonly Effort[] {
  const name = model.slice(model.lastIndexOf('/') + 1).toLowerCase()
  const { efforts } = providerOf(endpoint)
  return efforts ?? OPENAI_EFFORTS.find(([pattern]) => pattern.test(name))?.[1] ?? EFFORTS
}
