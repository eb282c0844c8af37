import * as l10n from '@vscode/l10n'
import type { StepKind } from '../trace/trace'

/** A step's kind, in the user's language. Both sides of the panel set the bundle: `l10n.config`. */
export function kindWords(kind: StepKind): string {
  switch (kind) {
    case 'setup':
      return l10n.t('setup')
    case 'planning':
      return l10n.t('planning')
    case 'recall':
      return l10n.t('recall')
    case 'deduction':
      return l10n.t('deduction')
    case 'example-testing':
      return l10n.t('example testing')
    case 'verification':
      return l10n.t('verification')
    case 'uncertainty':
      return l10n.t('uncertainty')
    case 'alternative':
      return l10n.t('alternative')
    case 'backtracking':
      return l10n.t('backtracking')
    case 'conclusion':
      return l10n.t('conclusion')
  }
}
