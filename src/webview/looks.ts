import type { Block } from '../reading/blocks'
import { alternativeWords, checkWords } from '../words/marks'
import { card, correctedInLink } from './card'
import type { Look } from './chunk'
import { h } from './dom'
import { renderBlock, rendererKey } from './markdown/renderer'
import type { BlockMarks, Marks, PlacedCorrection } from './marks'

/** How a block of the thought looks: its words with what is marked in them, what is said of it, its corrections' cards. */
export function thoughtLook(text: string, block: Block, marks: Marks, readOnly: boolean): Look {
  const here = marks.at(block)
  return {
    key: rendererKey() + here.key,
    draw: () => {
      const element = renderBlock(text, block, here.inline)
      for (const mark of element.querySelectorAll<HTMLElement>('.cue'))
        if (marks.faint.has(mark.dataset['mark'] ?? '')) mark.classList.add('faint')
      const cards = here.cards.map((placed) => card(text, placed, readOnly))
      const said = asides(here)
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

function asides({ correctedIn, checks, alternatives }: BlockMarks): readonly HTMLElement[] {
  return [
    ...perStep(correctedIn).map((placed) => correctedInLink(placed)),
    ...Array.from(checks, ({ outcome }) => sign(outcome === 'confirmed' ? 'tick' : 'open', checkWords(outcome))),
    ...Array.from(alternatives, () => sign('alternative', alternativeWords())),
  ]
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
