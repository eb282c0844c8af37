import fc from 'fast-check'
import { apply, type Change } from '../../../../src/trace/change'
import type { Trace } from '../../../../src/trace/trace'
import { asked } from './support'

/** Lists of changes that a recorder could have emitted for a run that begins empty. */
export const runs: fc.Arbitrary<readonly Change[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('append', 'append', 'append', 'part', 'step', 'mark', 'usage', 'notice', 'withdraw'),
      text: fc.constantFrom('thought', 'answer'),
      chars: fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }), fc.constantFrom('\ud83d', '\n', '"')),
    }),
    { maxLength: 40 },
  )
  .map((moves) => {
    const changes: Change[] = []
    let trace = asked('run')
    for (const [i, move] of moves.entries()) {
      for (const change of changesOf(trace, { ...move, at: i * 7 })) {
        changes.push(change)
        trace = apply(trace, change)
      }
    }
    return changes
  })

interface Move {
  readonly kind: 'append' | 'part' | 'step' | 'mark' | 'usage' | 'notice' | 'withdraw'
  readonly text: 'thought' | 'answer'
  readonly chars: string
  readonly at: number
}

function changesOf(trace: Trace, { kind, text, chars, at }: Move): readonly Change[] {
  const { length } = trace.thought
  const first = trace.reflections[0]
  switch (kind) {
    case 'append':
      return [{ type: 'append', text, chars, at }]
    case 'part': {
      const start = trace[text].length
      return [{ type: 'part', part: { text, start, end: start, provenance: 'raw', at }, at }]
    }
    case 'step': {
      if (length <= (trace.steps.at(-1)?.start ?? -1)) return []
      const step = { id: `s${length}`, start: length, kind: 'deduction', body: length, at } as const
      return [{ type: 'steps', from: trace.steps.length, steps: [step], at }]
    }
    case 'mark':
      return [
        { type: 'reflection', reflection: { kind: 'alternative', id: `a${length}`, start: length, end: length }, at },
      ]
    case 'usage':
      return [{ type: 'usage', usage: { output: at }, at }]
    case 'notice':
      return [{ type: 'notice', notice: 'retried', at }]
    case 'withdraw':
      return first ? [{ type: 'withdraw', id: first.id, at }] : []
  }
}
