import * as l10n from '@vscode/l10n'

/** Where an answer came up and came to rest; steps count from one. */
export interface ConvergenceSteps {
  readonly first: number
  readonly changes: number
  readonly since: number
}

/** "Answer first in step 4, changed twice, stable since step 9"; what says nothing new is left out. */
export function convergenceWords({ first, changes, since }: ConvergenceSteps): string {
  if (changes === 0) return stableWords(since)
  const times = timesWords(changes)
  if (first === since) return l10n.t('answer changed {0}, stable since step {1}', times, since)
  return l10n.t('answer first in step {0}, changed {1}, stable since step {2}', first, times, since)
}

export function stableWords(step: number): string {
  return l10n.t('answer stable since step {0}', step)
}

function timesWords(count: number): string {
  if (count === 1) return l10n.t('once')
  return count === 2 ? l10n.t('twice') : l10n.t('{0} times', count)
}

/** What the answer holds again although the thought took it back. Never that it is wrong: that is for the reader to say. */
export function lookAgainWords(words: string, step: string): string {
  return l10n.t('Look again: {0} was taken back in {1}', words, step)
}
