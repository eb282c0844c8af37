import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Recording } from '../../src/models/recorded/recording'
import { recordings } from '../../src/models/recorded/recordings'
import { applyEdits, findEdits, resolveEdits } from '../../src/problem/edits'

export const SAMPLES = [...new Set(recordings().map(({ sample }) => sample))]

export const isCode = (sample: string) => /\.(ts|py|js)$/.test(sample)

/** A file of the samples as it ships. */
export const read = (sample: string) => readFileSync(path.join('samples', sample), 'utf8')

export function recording(id: string): Recording {
  const one = recordings().find((candidate) => candidate.id === id)
  assert.ok(one, `there is no recording ${id}`)
  return one
}

/** The sample after the edits of the recording's answer. */
export function fixed(id: string): string {
  const { sample, answer } = recording(id)
  const document = read(sample)
  const resolution = resolveEdits(document, findEdits(answer))
  assert.ok(resolution.ok, `the fix is refused: ${JSON.stringify(resolution)}`)
  return applyEdits(document, resolution.edits)
}

/** What a reader can have before them: the sample as it ships and, of one in code, as its fix leaves it. */
export function states(sample: string): readonly string[] {
  const fix = recordings().find((one) => one.sample === sample && findEdits(one.answer).length > 0)
  return fix ? [read(sample), fixed(fix.id)] : [read(sample)]
}

/** Whether the anchor stands there; white space does not count. */
export function holds(text: string, anchor: string): boolean {
  return text.replace(/\s+/g, ' ').includes(anchor)
}

/** The one state of its sample that a recording speaks of. */
export function stateOf({ id, sample, anchor }: Recording): string {
  const [state, ...others] = states(sample).filter((text) => holds(text, anchor))
  assert.ok(state !== undefined && others.length === 0, `${id} is for ${others.length + 1} states of ${sample}`)
  return state
}
