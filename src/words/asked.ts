import * as l10n from '@vscode/l10n'
import type { Effort, Intent, ModelInfo, Problem } from '../trace/trace'

/** What was asked for, as a heading; the same words as the commands'. */
export function intentWords(intent: Intent): string {
  switch (intent) {
    case 'explain':
      return l10n.t('Explain')
    case 'fix':
      return l10n.t('Find and fix')
    case 'solve':
      return l10n.t('Prove or solve')
    case 'check':
      return l10n.t('Check my work')
    case 'ask':
      return l10n.t('Question')
  }
}

/** "Find and fix lowerBound"; where the selection has no name, its file and lines stand in for it. */
export function askedWords(problem: Pick<Problem, 'intent' | 'name' | 'document' | 'lines'>): string {
  return `${intentWords(problem.intent)} ${problem.name ?? placeWords(problem)}`
}

/** "search.ts:3–14": the file's name and its lines, counted from one. */
export function placeWords(problem: Pick<Problem, 'document' | 'lines'>): string {
  const { first, last } = problem.lines
  const file = problem.document.path.split('/').at(-1) ?? problem.document.path
  return first === last ? `${file}:${first + 1}` : `${file}:${first + 1}–${last + 1}`
}

export function effortWords(effort: Effort): string {
  switch (effort) {
    case 'none':
      return l10n.t('no thinking')
    case 'minimal':
      return l10n.t('minimal effort')
    case 'low':
      return l10n.t('low effort')
    case 'medium':
      return l10n.t('medium effort')
    case 'high':
      return l10n.t('high effort')
    case 'xhigh':
      return l10n.t('extra high effort')
    case 'max':
      return l10n.t('maximum effort')
  }
}

/** "OpenAI · o4-mini · high effort". The recorded model has one name, which says that it is no model. */
export function modelWords(model: ModelInfo): string {
  if (model.demo) return l10n.t('Recorded (demo)')
  return [model.endpoint, model.model, model.effort ? effortWords(model.effort) : ''].filter(Boolean).join(' · ')
}
