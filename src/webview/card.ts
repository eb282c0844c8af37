import * as l10n from '@vscode/l10n'
import type { Span } from '../trace/trace'
import { correctionTypeWords, rowWords, stepRangeWords, trialsWords } from '../words/marks'
import { dismissible } from './dismissible'
import { h, icon } from './dom'
import { renderInline } from './markdown/renderer'
import type { Sliced } from './text'
import { type PlacedCorrection, shownIn, stepsOf, type Trials } from './turns'

/** The id of a correction's card. */
export function cardId(correctionId: string): string {
  return `card-${correctionId}`
}

/** A change of mind in the model's own words: what it takes back, because of what, and what holds now. */
export function card(text: Sliced, placed: PlacedCorrection, readOnly: boolean): HTMLElement {
  const { correction, step, target } = placed
  const { id } = correction
  if (correction.dismissed) return dismissedCard(id, step, readOnly)
  const place = target
    ? l10n.t('Correction: step {0} corrects step {1}', step, target)
    : l10n.t('Correction in step {0}', step)
  const label = `${place}, ${correctionTypeWords(correction.type)}`
  const element = h(
    'div',
    { class: 'card', id: cardId(id), role: 'group', tabindex: '-1', 'aria-label': label },
    h('dl', {}, ...rows(text, placed)),
    readOnly
      ? null
      : h(
          'button',
          { class: 'icon', 'data-do': 'dismiss', 'data-id': id, title: l10n.t('Not a correction: dismiss') },
          icon('close'),
          h('span', { class: 'unseen' }, l10n.t('Dismiss this correction')),
        ),
  )
  return readOnly ? element : dismissible(element, [id])
}

function rows(text: Sliced, { correction, target, correctedIn }: PlacedCorrection): readonly HTMLElement[] {
  const { id, reparandum, cue, repair } = correction
  const words = (span: Span) => renderInline(text, span)
  const result: HTMLElement[] = []
  if (reparandum) {
    const link = h('button', { class: 'link', 'data-do': 'target', 'data-id': id }, l10n.t('step {0}', target ?? 0))
    result.push(...row(rowWords('retracts'), h('s', {}, words(reparandum)), ' ', target ? link : null))
  } else {
    const none = h('span', { class: 'muted' }, l10n.t('something said earlier; which words is not clear'))
    result.push(...row(rowWords('retracts'), none))
  }
  if (cue) result.push(...row(rowWords('because'), h('span', { class: 'cue' }, words(cue))))
  if (repair) {
    const now = correctedIn ? h('s', {}, words(repair)) : h('span', { class: 'repair' }, words(repair))
    result.push(...row(rowWords('now'), now))
  }
  if (correctedIn)
    result.push(
      ...row(l10n.t('but'), correctedInLink(correctedIn, l10n.t('itself corrected in step {0}', correctedIn.step))),
    )
  return result
}

function row(label: string, ...content: readonly (Node | string | null)[]): readonly HTMLElement[] {
  return [h('dt', {}, label), h('dd', {}, ...content)]
}

/** From what is retracted to the card of what retracts it. */
export function correctedInLink({ correction, step }: PlacedCorrection, words?: string): HTMLElement {
  const label = words ?? l10n.t('corrected in step {0}', step)
  return h('button', { class: 'link back', 'data-do': 'card', 'data-id': correction.id }, label)
}

function dismissedCard(id: string, step: number, readOnly: boolean): HTMLElement {
  const undo = h('button', { class: 'link', 'data-do': 'undo-dismiss', 'data-id': id }, l10n.t('Undo'))
  return h(
    'div',
    {
      class: 'card dismissed',
      id: cardId(id),
      role: 'group',
      tabindex: '-1',
      'data-dismissed': id,
      'aria-label': l10n.t('Dismissed correction in step {0}', step),
    },
    h('span', {}, l10n.t('Correction dismissed.')),
    readOnly ? null : undo,
  )
}

/** The trials that were dropped one after another: a line, which opens to their cards. */
export function trialsCard(text: Sliced, turn: Trials, open: boolean, readOnly: boolean): HTMLElement {
  const { id, trials } = turn
  const shown = shownIn(turn)
  const { first, last } = stepsOf(turn)
  const list = h('div', { class: 'list', id: `${id}-list`, hidden: open ? null : '' })
  if (open) list.append(...trials.map((placed) => card(text, placed, readOnly)))
  const head = h(
    'button',
    { 'data-do': 'trials', 'data-id': id, 'aria-expanded': String(open), 'aria-controls': list.id },
    icon('chevron-right'),
    h('span', {}, trialsWords(shown.length)),
    h('span', { class: 'muted' }, stepRangeWords(first, last)),
  )
  const element = h('div', { class: `trials${open ? ' open' : ''}`, id, tabindex: '-1' }, head, list)
  if (readOnly || shown.length === 0) return element
  return dismissible(
    element,
    shown.map((correction) => correction.id),
  )
}
