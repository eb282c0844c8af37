import * as l10n from '@vscode/l10n'
import type { Block } from '../reading/blocks'
import { alternativeWords, checkWords } from '../words/marks'
import { card, correctedInLink, trialsCard } from './card'
import type { Look } from './chunk'
import { dismissible } from './dismissible'
import { h } from './dom'
import { renderBlock, rendererKey } from './markdown/renderer'
import type { BlockMarks, Marks } from './marks'
import type { Sliced } from './text'
import type { PlacedCorrection } from './turns'

/** How a block of the thought looks: its words with what is marked in them, what is said of it, its corrections' cards. */
export function thoughtLook(text: Sliced, block: Block, marks: Marks, readOnly: boolean): Look {
  const here = marks.at(block)
  return {
    key: rendererKey() + here.key,
    draw: () => {
      const element = renderBlock(text, block, here.inline)
      hint(element, marks, readOnly)
      const cards = here.turns.map((turn) =>
        'trials' in turn ? trialsCard(text, turn, here.open.has(turn.id), readOnly) : card(text, turn, readOnly),
      )
      const said = asides(here, readOnly)
      if (said.length === 0) return [element, ...cards]
      const last = element.lastElementChild
      // At the end of a paragraph's own line where there is one.
      if (last?.tagName === 'P') {
        last.append(...said.flatMap((aside) => [' ', aside]))
        return [element, ...cards]
      }
      return [element, h('p', { class: 'asides' }, ...said.flatMap((aside) => [aside, ' '])), ...cards]
    },
  }
}

function asides({ correctedIn, checks, alternatives }: BlockMarks, readOnly: boolean): readonly HTMLElement[] {
  return [
    ...perStep(correctedIn).map((placed) => correctedInLink(placed)),
    ...checks.map(({ id, outcome }) => {
      const said = sign(outcome === 'confirmed' ? 'tick' : 'open', checkWords(outcome))
      return readOnly ? said : reachable(said, id)
    }),
    ...alternatives.map(({ id }) => {
      const said = sign('alternative', alternativeWords())
      return readOnly ? said : reachable(said, id)
    }),
  ]
}

/** Corrections that are not sure: the words that hint at one, the first of them in reach of the keyboard. */
function hint(element: HTMLElement, marks: Marks, readOnly: boolean): void {
  const met = new Set<string>()
  for (const cue of element.querySelectorAll<HTMLElement>('.cue')) {
    const id = cue.dataset['mark'] ?? ''
    if (!marks.faint.has(id)) continue
    cue.classList.add('faint')
    cue.title = l10n.t('Perhaps a change of mind')
    if (!readOnly && !met.has(id)) reachable(cue, id)
    met.add(id)
  }
}

/** Has no use but to be dismissed, which takes the focus on it. */
function reachable(element: HTMLElement, id: string): HTMLElement {
  element.tabIndex = 0
  return dismissible(element, [id])
}

/** The first of each step: a second link to the same place would say nothing more. */
function perStep(corrections: readonly PlacedCorrection[]): readonly PlacedCorrection[] {
  return corrections.filter(({ step }, i) => corrections.findIndex((other) => other.step === step) === i)
}

const GLYPHS = { tick: '✓', open: '○', alternative: '◇' } as const
export type Sign = keyof typeof GLYPHS

/** A glyph and its words, which a folded line hides from the eye alone. */
export function sign(name: Sign, words: string, short = false): HTMLElement {
  const glyph = h('span', { class: 'glyph', 'aria-hidden': 'true' }, GLYPHS[name])
  return h(
    'span',
    { class: `sign ${name}`, title: short ? words : null },
    glyph,
    h('span', { class: short ? 'unseen' : 'words' }, words),
  )
}
