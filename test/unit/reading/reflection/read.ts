import { ReflectionDetector } from '../../../../src/reading/reflection/detector'
import { SentenceSplitter } from '../../../../src/reading/sentence'
import type { Alternative, Check, Correction, Reflection, Span } from '../../../../src/trace/trace'

export interface Reading {
  readonly reflections: readonly Reflection[]
  readonly corrections: readonly Correction[]
  readonly checks: readonly Check[]
  readonly alternatives: readonly Alternative[]
  /** The ids that were withdrawn, in order. */
  readonly withdrawn: readonly string[]
}

/** What the detector finds in a text that comes in these pieces. */
export function read(...pieces: readonly string[]): Reading {
  const splitter = new SentenceSplitter()
  const detector = new ReflectionDetector()
  const sentences = [...pieces.flatMap((piece) => splitter.feed(piece)), ...splitter.finish()]
  const shown = new Map<string, Reflection>()
  const withdrawn: string[] = []
  for (const change of [...sentences.flatMap((s) => detector.feed(s)), ...detector.finish()]) {
    if (change.type === 'reflection') shown.set(change.reflection.id, change.reflection)
    else {
      withdrawn.push(change.id)
      shown.delete(change.id)
    }
  }
  const reflections = [...shown.values()].sort((a, b) => a.start - b.start)
  return {
    reflections,
    corrections: reflections.filter((r) => r.kind === 'correction'),
    checks: reflections.filter((r) => r.kind === 'check'),
    alternatives: reflections.filter((r) => r.kind === 'alternative'),
    withdrawn,
  }
}

export const said = (text: string, span: Span | null | undefined): string =>
  span ? text.slice(span.start, span.end) : ''
