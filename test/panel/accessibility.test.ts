import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { Trace } from '../../src/trace/trace'
import { RETURNED, TRIALS } from './support/conclusions'
import type { PanelLab } from './support/lab'
import { THEME_NAMES } from './support/themes'
import { PROOF_TRACE, SEARCH_TRACE, traceOf } from './support/traces'
import { usePanel } from './support/usePanel'

const { end: _, ...RUNNING } = PROOF_TRACE

/** Headings of the model's own, and a table whose header is nothing but formulas. */
const OUTLINE = traceOf({
  steps: [{ kind: 'recall', seconds: 1, text: '# Given\n\n| $x$ | $x^2$ |\n|---|---|\n| 1 | 1 |' }],
  answer: '# Result\n\n## Why\n\n| $x$ |\n|---|\n| $1$ |',
})

const PAGES: Readonly<Record<string, Trace | null>> = {
  'nothing asked': null,
  'a run that goes on': RUNNING,
  'a finished run': SEARCH_TRACE,
  'a run that failed': { ...SEARCH_TRACE, end: { type: 'failed', reason: 'no-key', detail: 'x' } },
  'headings and formulas': OUTLINE,
  trials: TRIALS,
  'an answer to look at again': RETURNED,
}

/** What axe-core objects to. It comes in by the debugger, since the page's policy lets nothing else in. */
async function objections(lab: PanelLab): Promise<readonly string[]> {
  await lab.page.waitForFunction(
    () => document.querySelectorAll('.chunk:not(.far) .math:not([data-done])').length === 0,
  )
  await lab.page.evaluate(await readFile('node_modules/axe-core/axe.min.js', 'utf8'))
  return await lab.page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') }
    const { violations } = await axe.run()
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => `${n.html} ${n.failureSummary}`).join('\n')}`)
  })
}

describe('the panel for assistive technology', () => {
  const open = usePanel()

  for (const theme of THEME_NAMES)
    it(`has nothing that axe-core objects to, in ${theme}`, async () => {
      const lab = await open({ theme })
      for (const [what, trace] of Object.entries(PAGES)) {
        await lab.show(trace, { keepStepsOpen: what === 'headings and formulas' })
        assert.deepEqual(await objections(lab), [], what)
      }
    })

  it('has an outline without gaps, the model’s own headings below the panel’s', async () => {
    const lab = await open()
    await lab.show(OUTLINE, { keepStepsOpen: true })
    const levels = await lab.page.evaluate(() =>
      Array.from(document.querySelectorAll('h1, h2, h3, [role=heading]'), (heading) => [
        Number(heading.ariaLevel ?? heading.tagName.charAt(1)),
        heading.textContent?.trim(),
      ]).filter(([, words]) => /^(?:Thoughts|Given|Answer|Result|Why)$/.test(String(words))),
    )
    assert.deepEqual(levels, [
      [2, 'Thoughts'],
      [4, 'Given'],
      [2, 'Answer'],
      [3, 'Result'],
      [4, 'Why'],
    ])
  })
})
