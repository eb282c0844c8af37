import type { Piece, Reader } from '../../../../src/models/reader'
import { type Outcome, outcomeOf } from './run'

/** What a reader makes of a stream's events, as if they had come over the wire. */
export function read(reader: Reader, events: readonly unknown[]): Outcome {
  const pieces: readonly Piece[] = [...events.flatMap((event) => reader.read(event)), ...reader.finish()]
  const deltas = pieces.map((piece) => ({ ...piece, at: 0 }))
  return outcomeOf([...deltas, { type: 'end', end: reader.end ?? { type: 'cut' }, at: 0 }])
}

/** A chunk of Chat Completions with that delta. */
export function chunk(delta: unknown, finish: string | null = null): Readonly<Record<string, unknown>> {
  return { object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] }
}
