import * as l10n from '@vscode/l10n'
import type { Provenance, Trace } from '../trace/trace'

/** "41 s", "2 min 5 s". Below a second it says so instead of naming a zero. */
export function durationWords(ms: number): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 1) return l10n.t('< 1 s')
  if (seconds < 60) return l10n.t('{0} s', seconds)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return l10n.t('{0} min {1} s', minutes, seconds % 60)
  return l10n.t('{0} h {1} min', Math.floor(minutes / 60), minutes % 60)
}

/** "2,318 tokens": what the provider counted for the whole run, or null where it did not say. */
export function tokenWords(trace: Pick<Trace, 'usage'>, locale: string): string | null {
  const { input = 0, output } = trace.usage
  if (output === undefined) return null
  const total = (input + output).toLocaleString(locale)
  return l10n.t('{0} tokens', total)
}

/** What of the thoughts was seen; null while nothing has been. */
export function provenanceOf(trace: Pick<Trace, 'parts'>): Provenance | 'mixed' | null {
  const seen = new Set(trace.parts.filter((part) => part.text === 'thought').map((part) => part.provenance))
  if (seen.has('raw') && seen.has('summary')) return 'mixed'
  if (seen.has('raw')) return 'raw'
  if (seen.has('summary')) return 'summary'
  return seen.has('hidden') ? 'hidden' : null
}

export interface ProvenanceWords {
  readonly label: string
  /** What that means, in a sentence. */
  readonly meaning: string
}

/** What the reader may take the thoughts for; null while nothing has been seen of them and none are known to be withheld. */
export function provenanceWords(trace: Pick<Trace, 'parts' | 'usage' | 'end'>, locale: string): ProvenanceWords | null {
  switch (provenanceOf(trace) ?? (trace.end && trace.usage.reasoning ? 'hidden' : null)) {
    case 'raw':
      return { label: l10n.t('Raw thoughts'), meaning: l10n.t('The model’s own words, as they came.') }
    case 'summary':
      return {
        label: l10n.t('Provider’s summary'),
        meaning: l10n.t('The provider summarizes the thoughts and withholds the words themselves.'),
      }
    case 'mixed':
      return {
        label: l10n.t('Raw and summary'),
        meaning: l10n.t('Partly the model’s own words, partly the provider’s summary of them.'),
      }
    case 'hidden':
      return {
        label: hiddenWords(trace.usage.reasoning, locale),
        meaning: l10n.t('The model thought, and the provider shows nothing of it.'),
      }
    case null:
      return null
  }
}

function hiddenWords(tokens: number | undefined, locale: string): string {
  if (tokens === undefined) return l10n.t('Hidden: no text')
  return l10n.t('Hidden: {0} tokens, no text', tokens.toLocaleString(locale))
}

/** "5 steps · 1 correction · 2 checks · 41 s"; what does not occur is not named, and what was dismissed is not counted. */
export function summaryWords(trace: Pick<Trace, 'steps' | 'reflections' | 'elapsed'>): string {
  const shown = trace.reflections.filter((r) => !r.dismissed)
  const corrections = shown.filter((r) => r.kind === 'correction' && r.sure).length
  const checks = shown.filter((r) => r.kind === 'check').length
  return [
    trace.steps.length > 0 ? stepCount(trace.steps.length) : '',
    corrections > 0 ? correctionCount(corrections) : '',
    checks > 0 ? checkCount(checks) : '',
    durationWords(trace.elapsed),
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

export function stepCount(count: number): string {
  return count === 1 ? l10n.t('1 step') : l10n.t('{0} steps', count)
}

export function correctionCount(count: number): string {
  return count === 1 ? l10n.t('1 correction') : l10n.t('{0} corrections', count)
}

function checkCount(count: number): string {
  return count === 1 ? l10n.t('1 check') : l10n.t('{0} checks', count)
}
