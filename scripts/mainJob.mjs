// The main job in the real workbench, as a user does it: open a sample, put the caret into the function with the fault, ask
// for a fix, watch, read. What is told is what the panel shows.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { openFile, panelFrame, runCommand } from './workbench.mjs'

const SAMPLE = 'search.ts'
const FUNCTION = 'lowerBound'

/** How long the model may think, ms. */
const LIMIT = 60_000

/**
 * @param options
 *   folder: the workspace, which holds the samples.
 *   say: takes a line of progress.
 *   shoot: takes a picture of a name.
 * @returns what the panel showed when the run had ended, as readPanel tells it
 */
export async function mainJob(page, { folder, say = () => {}, shoot = async () => {} }) {
  const text = await readFile(path.join(folder, SAMPLE), 'utf8')
  const line = text.split('\n').findIndex((row) => row.includes(`function ${FUNCTION}`)) + 2
  say(`Opening ${SAMPLE}, the caret in ${FUNCTION} …`)
  await openFile(page, SAMPLE, line, 3)
  say('Second Thoughts: Find and Fix …')
  // What encloses the caret is known once the language's server has read the file.
  await page.locator('.breadcrumbs-control', { hasText: FUNCTION }).waitFor()
  await runCommand(page, 'Second Thoughts: Find and Fix')
  const panel = await panelFrame(page)
  await panel.locator('.card').first().waitFor({ timeout: LIMIT })
  say('The panel shows a correction while the model thinks.')
  await shoot('running')
  await panel.locator('[data-action=ask-again]').first().waitFor({ timeout: LIMIT })
  await panel.locator('#answer').waitFor({ timeout: 1000 })
  say('The answer is there.')
  await shoot('finished')
  return await readPanel(panel)
}

/** What a panel shows, from its document: what was asked, the steps, the corrections and the answer with its actions. */
export async function readPanel(panel) {
  return await panel.evaluate(() => {
    // What is hidden is not told; what the browser only skips, since it is far away, is there for who scrolls to it.
    const skipped = (element) => (element.checkVisibility() ? element.textContent : '')
    // biome-ignore lint/performance/useDomNodeTextContent: what is seen is told, not what is hidden
    const seen = (element) => (element ? element.innerText || skipped(element) : '')
    const words = (element) => seen(element).replace(/\s+/g, ' ').trim()
    const all = (selector, under = document) => [...under.querySelectorAll(selector)]
    return {
      asked: words(document.querySelector('h1')),
      place: words(document.querySelector('.where')),
      facts: all('.meta > *').map(words),
      steps: all('section.step').map((step) => {
        const part = (selector) => words(step.querySelector(selector))
        const text = part('h3 .title') || part('.body')
        return [part('h3 .unseen'), text, part('h3 .kind'), part('h3 .time')].filter(Boolean).join(' | ')
      }),
      struck: all('section.step .body s').map(words),
      corrections: all('.card').map((card) => all('dt', card).map((dt) => [words(dt), words(dt.nextElementSibling)])),
      answer: seen(document.querySelector('#answer .body')).trim(),
      uses: all('#answer .uses button').map(words),
      sum: words(document.querySelector('#answer .sum')),
    }
  })
}

/** What is missing of the main job; empty where all was seen. */
export function missing(shown) {
  return [
    ...(shown.asked.includes(FUNCTION) ? [] : ['what was asked']),
    ...(shown.place.includes(SAMPLE) ? [] : ['where it was asked']),
    ...(shown.steps.length > 1 && shown.steps.every(Boolean) ? [] : ['the steps']),
    ...(shown.corrections.some((rows) => rows.length >= 2) ? [] : ['a correction with what it retracts']),
    ...(shown.answer === '' ? ['the answer'] : []),
    ...(['Preview fix', 'Apply', 'Copy'].every((use) => shown.uses.includes(use))
      ? []
      : ['the ways to use the answer']),
  ]
}

/** As lines for a terminal. */
export function told(shown) {
  return [
    '',
    `${shown.asked}  ${shown.place}`,
    shown.facts.join(' · '),
    '',
    ...shown.steps.map((step) => clipped(step, 160)),
    ...shown.corrections.flatMap((rows) => [
      '',
      'Correction',
      ...rows.map(([label, text]) => `  ${label.padEnd(9)} ${text}`),
    ]),
    '',
    'Answer',
    shown.answer,
    '',
    `[${shown.uses.join('] [')}]  ${shown.sum}`,
    '',
  ].join('\n')
}

const clipped = (text, length) => (text.length > length ? `${text.slice(0, length - 1)}…` : text)
