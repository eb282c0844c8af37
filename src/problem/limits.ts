/**
 * The longest text that can be asked about, in UTF-16 units: about 30,000 tokens, which every reasoning model's context
 * holds with room left to think. More is refused rather than cut, since a proof or a function cut short is another problem.
 */
export const MAX_PROBLEM_CHARACTERS = 100_000

/** The most that a setting may send along on either side of it, in UTF-16 units: more would bury the text. */
export const MAX_CONTEXT_CHARACTERS = 50_000

/** The longest question in the user's own words, UTF-16 units: a longer one is a text, to be selected in an editor. */
export const MAX_QUESTION = 20_000

/** Diagnostics that go along; more would bury the text. */
export const MAX_DIAGNOSTICS = 20

export type ProblemRefusal = 'empty' | 'too-large' | 'binary'

/** Why `text` cannot be asked about, or null. A NUL is what tells a binary file from text in any encoding that VS Code opens. */
export function refuseProblem(text: string): ProblemRefusal | null {
  if (text.trim() === '') return 'empty'
  if (text.includes('\0')) return 'binary'
  return text.length > MAX_PROBLEM_CHARACTERS ? 'too-large' : null
}
