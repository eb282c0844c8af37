import { type ClientOptions, connect } from './client'
import { at, isFields, list, string } from './json'

/** A model as its endpoint lists it. */
export interface ListedModel {
  readonly id: string
  /** Whether it thinks before it answers; undefined where neither the endpoint nor the name tells. */
  readonly reasons: boolean | undefined
}

/** The longest list that is taken, models: some gateways list every model there is. */
const MAX_MODELS = 2000

/**
 * The models of an endpoint, by `GET /models`: those that reason first, those that cannot left out. Throws what the SDK
 * throws, for `failureOf`, or nothing but an empty list where the body is no list.
 */
export async function listModels(options: ClientOptions, signal: AbortSignal): Promise<readonly ListedModel[]> {
  const client = await connect(options)
  const response = await client.get('/models', { signal }).asResponse()
  const body: unknown = JSON.parse(await response.text())
  return readModels(body)
}

/** Reads the body of `GET /models`: OpenAI's `{data: […]}`, an `{models: […]}`, or the list itself. */
export function readModels(body: unknown): readonly ListedModel[] {
  const entries = Array.isArray(body) ? body : [...list(at(body, 'data')), ...list(at(body, 'models'))]
  const models = entries.slice(0, MAX_MODELS).flatMap((entry): ListedModel[] => {
    const id = string(at(entry, 'id')) || string(at(entry, 'name')) || string(at(entry, 'model'))
    return id === '' ? [] : [{ id, reasons: said(entry) ?? byName(id) }]
  })
  const unique = [...new Map(models.map((model) => [model.id, model])).values()]
  const able = unique.filter(({ reasons }) => reasons !== false)
  return [...able.filter(({ reasons }) => reasons), ...able.filter(({ reasons }) => !reasons)]
}

/** What the entry itself says: OpenRouter's parameters, Vercel's tags, Mistral's and others' capabilities. */
function said(entry: unknown): boolean | undefined {
  const parameters = at(entry, 'supported_parameters')
  if (Array.isArray(parameters)) return parameters.includes('reasoning') || parameters.includes('include_reasoning')
  const tags = at(entry, 'tags')
  if (Array.isArray(tags) && tags.length > 0) return tags.includes('reasoning')
  const capabilities = at(entry, 'capabilities')
  if (isFields(capabilities) && typeof capabilities['reasoning'] === 'boolean') return capabilities['reasoning']
  return undefined
}

const REASONS =
  /(^|[/-])o[1-9](-|$)|gpt-?5|gpt-oss|deepseek-(r1|reasoner|v3\.[1-9]|v4)|(^|[/:-])r1([:-]|$)|qwq|qwen-?3|magistral|grok-(3-mini|[4-9]|code)|glm-(4\.[5-9]|[5-9])|kimi-k2|gemini-(2\.5|[3-9])|think|reason/i

/** Models of another kind altogether, and OpenAI's that answer at once. */
const CANNOT =
  /embed|whisper|tts|dall-e|image|moderation|rerank|audio|realtime|transcri|speech|sora|davinci|babbage|(^|[/-])gpt-(3\.5|4(o|\.1|-|$))/i

function byName(id: string): boolean | undefined {
  if (CANNOT.test(id)) return false
  return REASONS.test(id) ? true : undefined
}
