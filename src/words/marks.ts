import * as l10n from '@vscode/l10n'
import type { Check, CorrectionType } from '../trace/trace'

/** What sort of change of mind it is. */
export function correctionTypeWords(type: CorrectionType): string {
  switch (type) {
    case 'retraction':
      return l10n.t('takes it back')
    case 'approach-abandonment':
      return l10n.t('drops the approach')
    case 'misreading':
      return l10n.t('had misread')
    case 'refinement':
      return l10n.t('refines it')
    case 'trial-rejected':
      return l10n.t('tried and rejected')
    case 'silent':
      return l10n.t('changes it silently')
  }
}

export function checkWords(outcome: Check['outcome']): string {
  return outcome === 'confirmed' ? l10n.t('checked, holds') : l10n.t('check left open')
}

export function alternativeWords(): string {
  return l10n.t('another way')
}

/** "5 trials, tested and dropped". */
export function trialsWords(count: number): string {
  if (count === 0) return l10n.t('Trials dismissed')
  return count === 1 ? l10n.t('1 trial, tested and dropped') : l10n.t('{0} trials, tested and dropped', count)
}

/** "step 4", "steps 4–6"; steps count from one. */
export function stepRangeWords(first: number, last: number): string {
  return first === last ? l10n.t('step {0}', first) : l10n.t('steps {0}–{1}', first, last)
}

/** The three rows of a correction's card. */
export function rowWords(row: 'retracts' | 'because' | 'now'): string {
  switch (row) {
    case 'retracts':
      return l10n.t('retracts')
    case 'because':
      return l10n.t('because')
    case 'now':
      return l10n.t('now')
  }
}
