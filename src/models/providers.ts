import { EFFORTS, type Effort } from '../trace/trace'
import type { Fields } from './json'
import type { Endpoint } from './source'

/** What is sent beside the prompt, so that a model thinks as hard as asked and shows it. */
export interface Provider {
  /** Matches a host's name, or its name and port where the port is what tells. */
  readonly hosts: RegExp
  /** The levels that it tells apart; all of them where that is not known. */
  readonly efforts?: readonly Effort[]
  readonly thinking: (effort: Effort | undefined, model: string) => Fields
  readonly maxTokens?: 'max_completion_tokens'
  /** Counts the tokens without being asked, and refuses to be. */
  readonly countsAnyway?: true
}

const effortOnly = (effort: Effort | undefined): Fields => (effort ? { reasoning_effort: effort } : {})
const onOff = (effort: Effort | undefined) => ({ thinking: { type: effort === 'none' ? 'disabled' : 'enabled' } })
const enabled = (effort: Effort | undefined): Fields => ({
  reasoning: effort === undefined ? { enabled: true } : effort === 'none' ? { enabled: false } : { effort },
})
/** The nearest of the levels that a provider has. */
const nearest = (effort: Effort | undefined, levels: Readonly<Partial<Record<Effort, string>>>): Fields => {
  const level = effort && levels[effort]
  return level ? { reasoning_effort: level } : {}
}
/** Tokens of thought, where a provider counts instead of naming levels: what Google's own table makes of the levels. */
const BUDGETS = { minimal: 1024, low: 1024, medium: 8192, high: 24_576, xhigh: 24_576, max: 24_576 } as const
const budget = (name: string, effort: Effort | undefined): Fields =>
  effort && effort !== 'none' ? { [name]: BUDGETS[effort] } : {}
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
    efforts: ['none', 'low', 'medium', 'high'],
    thinking: (effort) => ({ enable_thinking: effort !== 'none', ...budget('thinking_budget', effort) }),
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
    thinking: (effort, model) => ({ extra_body: { google: { thinking_config: thinkingConfig(effort, model) } } }),
  },
  {
    // It thinks, and shows nothing of it by this API.
    hosts: /(^|\.)anthropic\.com$/,
    efforts: ['none', 'low', 'medium', 'high'],
    thinking: (effort) =>
      effort === undefined ? {} : { thinking: { ...onOff(effort).thinking, ...budget('budget_tokens', effort) } },
  },
  {
    hosts: /(^|\.)fireworks\.ai$/,
    efforts: ['none', 'low', 'medium', 'high'],
    thinking: (effort) => nearest(effort, { none: 'none', ...LOW_TO_HIGH }),
  },
  {
    hosts: /(^|\.)together\.(ai|xyz)$/,
    efforts: ['none', 'low', 'medium', 'high'],
    thinking: (effort) => ({ reasoning: { enabled: effort !== 'none' }, ...nearest(effort, LOW_TO_HIGH) }),
  },
  // Ollama and LM Studio, wherever they run.
  {
    hosts: /:(11434|1234)$/,
    efforts: ['none', 'low', 'medium', 'high'],
    thinking: (effort) => nearest(effort, { none: 'none', ...LOW_TO_HIGH }),
  },
  // llama.cpp, vLLM and SGLang: how a model is told is in its chat template, under one of these names.
  {
    hosts: /:(8080|8000|30000)$/,
    efforts: ['none', 'low', 'medium', 'high'],
    thinking: (effort) => {
      const level = nearest(effort, LOW_TO_HIGH)
      const thinks = effort !== 'none'
      if (effort === undefined) return {}
      return { ...level, chat_template_kwargs: { enable_thinking: thinks, thinking: thinks, ...level } }
    },
  },
]
/** Gemini 2.5 takes a budget, later ones a level; each refuses the other's. */
function thinkingConfig(effort: Effort | undefined, model: string): Fields {
  const include = { include_thoughts: effort !== 'none' }
  if (/gemini-2/.test(model)) {
    return { ...include, ...(effort === 'none' ? { thinking_budget: 0 } : budget('thinking_budget', effort)) }
  }
  const level = effort === 'none' ? 'minimal' : effort && LOW_TO_HIGH[effort]
  return { ...include, ...(level && { thinking_level: level }) }
}

const ANY: Provider = { hosts: /^/, thinking: effortOnly }

/** The row of the endpoint's host. */
export function providerOf({ baseUrl }: Endpoint): Provider {
  const { hostname, host } = new URL(baseUrl)
  return ROWS.find(({ hosts }) => hosts.test(hostname) || hosts.test(host)) ?? ANY
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
