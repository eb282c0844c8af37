/** What the page itself remembers, of the trace that it shows: where the reader is, and what is folded. */
export interface Kept {
  readonly traceId: string
  readonly hold: boolean
  readonly folds: Folds
  /** The element at the top of the view and how far below the head it begins, CSS pixels; null at the tail. */
  readonly place: Place | null
}

export interface Folds {
  /** What holds for all steps where the reader has said so for all; else what the run's state says. */
  readonly all: 'open' | 'folded' | null
  /** Steps that differ from it. */
  readonly open: readonly string[]
  readonly folded: readonly string[]
  /** Groups of trials that the reader has opened. */
  readonly trials: readonly string[]
}

export interface Place {
  readonly id: string
  readonly top: number
}

export const NO_FOLDS: Folds = { all: null, open: [], folded: [], trials: [] }

/** State from an older version of the page is dropped: it is worth a scroll position, no more. */
export function parseKept(state: unknown): Kept | null {
  if (!isRecord(state) || typeof state['traceId'] !== 'string') return null
  const place = state['place']
  return {
    traceId: state['traceId'],
    hold: state['hold'] === true,
    folds: parseFolds(state['folds']),
    place:
      isRecord(place) && typeof place['id'] === 'string' && typeof place['top'] === 'number'
        ? { id: place['id'], top: place['top'] }
        : null,
  }
}

function parseFolds(folds: unknown): Folds {
  if (!isRecord(folds)) return NO_FOLDS
  const all = folds['all']
  return {
    all: all === 'open' || all === 'folded' ? all : null,
    open: strings(folds['open']),
    folded: strings(folds['folded']),
    trials: strings(folds['trials']),
  }
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
