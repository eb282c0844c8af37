import * as l10n from '@vscode/l10n'
import type { Suspicion, SuspicionKind } from '../problem/suspicious'

/** The most that is named; who sees so many has been warned. */
const NAMED = 12

/** A line each, and how many more there are. */
export function suspicionLines(suspicions: readonly Suspicion[]): readonly string[] {
  const more = suspicions.length > NAMED ? [l10n.t('and {0} more', suspicions.length - NAMED)] : []
  return [...suspicions.slice(0, NAMED).map(suspicionWords), ...more]
}

/** The character stands by its name alone: written itself, it would do in the question what it does in the code. */
function suspicionWords({ kind, code, name, count, line, word }: Suspicion): string {
  const character = name === code ? code : `${name} (${code})`
  if (word !== undefined) {
    const shown = word.length > 40 ? `${word.slice(0, 40)}…` : word
    return l10n.t('Line {0}: {1} in “{2}” only looks like a Latin letter', line, character, shown)
  }
  return l10n.t('Line {0}: {1}, {2}, {3}×', line, character, kindWords(kind), count)
}

function kindWords(kind: SuspicionKind): string {
  switch (kind) {
    case 'bidi':
      return l10n.t('changes the order of what is shown')
    case 'tag':
    case 'invisible':
      return l10n.t('invisible')
    case 'control':
      return l10n.t('a control character')
    case 'lookalike':
      return l10n.t('looks like another')
  }
}
