import type { Trace } from '../trace/trace'
import { findEdits } from './edits'

/** The texts that were there before the model thought: what the problem holds, and what the answer quotes of the document. */
export function givenTexts({ problem, answer }: Pick<Trace, 'problem' | 'answer'>): readonly string[] {
  const { text, before, after, question, diagnostics } = problem
  const quoted = findEdits(answer).map(({ search }) => search)
  return [text, before, after, question, ...diagnostics.map(({ message }) => message), ...quoted]
}

/** Whether the last equality of an answer is its result: where a value is asked for, and not a change or an explanation. */
export function asksForValue({ problem, answer }: Pick<Trace, 'problem' | 'answer'>): boolean {
  return problem.intent !== 'fix' && problem.intent !== 'explain' && findEdits(answer).length === 0
}
