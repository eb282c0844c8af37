import { type ListedModel, listModels } from '../../models/catalog'
import type { Endpoint } from '../../models/source'

/** How long a list stands before its endpoint is asked again, ms. */
const FRESH = 10 * 60_000

interface Kept {
  readonly at: number
  readonly apiKey: string | undefined
  readonly models: readonly ListedModel[]
}

/** The models of the endpoints, as they were last listed in this window. */
export class ModelLists {
  readonly #kept = new Map<string, Kept>()

  /** Rejects as `listModels` does; a list that could not be had is asked for again the next time. */
  async of(endpoint: Endpoint, apiKey: string | undefined, signal: AbortSignal): Promise<readonly ListedModel[]> {
    const kept = this.#kept.get(endpoint.baseUrl)
    if (kept && kept.apiKey === apiKey && performance.now() - kept.at < FRESH) return kept.models
    const models = await listModels({ endpoint, apiKey }, signal)
    this.#kept.set(endpoint.baseUrl, { at: performance.now(), apiKey, models })
    return models
  }
}
