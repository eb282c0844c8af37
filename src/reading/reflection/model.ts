import type { Reflection } from '../../trace/trace'
import type { Window } from './features'
import { Forest, probability } from './forest'
import { Phrases, phrasesOf } from './phrases'
import * as weights from './weights'

export type Kind = Reflection['kind']

export interface Model {
  readonly forests: Readonly<Record<Kind | 'confirmed' | 'link', Forest>>
  readonly phrases: Readonly<Record<Kind, Phrases>>
  /**
   * Scores from which on something is one; `sure` is that of a correction worth a card, `plain` that of a check which is
   * confirmed beyond waiting.
   */
  readonly thresholds: Readonly<Record<Kind | 'sure' | 'confirmed' | 'plain', number>>
}

export interface Weights {
  readonly forests: Readonly<Record<keyof Model['forests'], string>>
  readonly phrases: Readonly<Record<Kind, string>>
  readonly thresholds: Model['thresholds']
}

export function readModel({ forests, phrases, thresholds }: Weights): Model {
  return {
    forests: {
      correction: new Forest(forests.correction),
      check: new Forest(forests.check),
      alternative: new Forest(forests.alternative),
      confirmed: new Forest(forests.confirmed),
      link: new Forest(forests.link),
    },
    phrases: {
      correction: new Phrases(phrases.correction),
      check: new Phrases(phrases.check),
      alternative: new Phrases(phrases.alternative),
    },
    thresholds,
  }
}

/** How much the phrases have to say beside the forest. */
const SHARE = 0.25

/** Below this logit the forest is believed without them: most sentences are nothing, and asking costs. */
const ASK = -3.2

/** How likely a sentence is one of each kind, 0 to 1. */
export function scoresOf(model: Model, window: Window, row: Uint8Array): Readonly<Record<Kind, number>> {
  let places: ReturnType<typeof phrasesOf> | null = null
  const score = (kind: Kind) => {
    const forest = model.forests[kind].logit(row)
    if (forest < ASK) return probability(forest)
    places ??= phrasesOf(window)
    return probability(forest + SHARE * (model.phrases[kind].score(places) - forest))
  }
  return { correction: score('correction'), check: score('check'), alternative: score('alternative') }
}

/**
 * A correction is one from its threshold on, unless it is far likelier to be something else; of the other two, the kind
 * whose score stands farther above its threshold.
 */
export function decide(
  scores: Readonly<Record<Kind, number>>,
  thresholds: Readonly<Record<Kind, number>>,
): Kind | null {
  const { correction, check, alternative } = scores
  if (correction >= thresholds.correction && 2 * correction >= check && 4 * correction >= alternative) {
    return 'correction'
  }
  const [checked, alternated] = [check / thresholds.check, alternative / thresholds.alternative]
  if (Math.max(checked, alternated) < 1) return null
  return checked >= alternated ? 'check' : 'alternative'
}

let shipped: Model | null = null

/** The model that `scripts/fit.mjs` wrote; read on first use. */
export function shippedModel(): Model {
  shipped ??= readModel(weights)
  return shipped
}
