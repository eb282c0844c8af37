import { Forest } from './forest'
import * as weights from './weights'

export interface Model {
  readonly forests: Readonly<Record<'correction' | 'check' | 'alternative' | 'confirmed' | 'link', Forest>>
  /** Scores from which on something is one; `sure` is that of a correction worth a card. */
  readonly thresholds: Readonly<Record<'correction' | 'sure' | 'check' | 'alternative' | 'confirmed', number>>
}

export type Weights = Readonly<Record<keyof Model['forests'], string>> & { readonly thresholds: Model['thresholds'] }

export function readModel(from: Weights): Model {
  return {
    forests: {
      correction: new Forest(from.correction),
      check: new Forest(from.check),
      alternative: new Forest(from.alternative),
      confirmed: new Forest(from.confirmed),
      link: new Forest(from.link),
    },
    thresholds: from.thresholds,
  }
}

let shipped: Model | null = null

/** The model that `scripts/fit.mjs` wrote; read on first use. */
export function shippedModel(): Model {
  shipped ??= readModel(weights)
  return shipped
}
