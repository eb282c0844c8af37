import * as l10n from '@vscode/l10n'
import type { Notice } from '../trace/trace'

/** Something the reader should know of the run that is no failure, in a sentence. */
export function noticeWords(notice: Notice): string {
  switch (notice) {
    case 'summary-refused':
      return l10n.t(
        'The provider gives this account no summaries of the thoughts, so the model was asked without them.',
      )
    case 'parameter-dropped':
      return l10n.t('The server did not take every parameter; what it refused was left out.')
    case 'no-finish-reason':
      return l10n.t('The server did not say that the answer is complete.')
    case 'invalid-utf8':
      return l10n.t('Some characters arrived damaged and are shown as �.')
    case 'final-text-differs':
      return l10n.t('The provider’s final text differs from what it had streamed; what streamed is shown.')
    case 'retried':
      return l10n.t('The first attempt did not get through; it was asked again.')
    case 'resumed':
      return l10n.t('The connection broke and was taken up again where it stood; nothing is missing.')
  }
}
