import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { ACTIONS, type ViewOptions } from '../../src/protocol'
import { FAILURE_REASONS, type Trace } from '../../src/trace/trace'
import { endWords } from '../../src/words/end'
import { RETURNED, TRIALS } from './support/conclusions'
import type { PanelLab } from './support/lab'
import { begun, PROOF_TRACE, SEARCH_TRACE } from './support/traces'
import { usePanel } from './support/usePanel'

const running = ({ end: _, ...trace }: Trace): Trace => trace

/** Every state in which the panel offers something else. */
const PAGES: Readonly<Record<string, readonly [trace: Trace | null, view?: Partial<ViewOptions>]>> = {
  'nothing asked': [null],
  'a run that has just begun': [begun(SEARCH_TRACE)],
  'a run that thinks': [running({ ...SEARCH_TRACE, answer: '' })],
  'a run that answers': [running(SEARCH_TRACE)],
  'a fix': [SEARCH_TRACE],
  'a fix with its steps open': [SEARCH_TRACE, { keepStepsOpen: true }],
  'an answer in prose': [PROOF_TRACE, { keepStepsOpen: true }],
  'a correction that was dismissed': [
    { ...SEARCH_TRACE, reflections: SEARCH_TRACE.reflections.map((r) => ({ ...r, dismissed: true })) },
    { keepStepsOpen: true },
  ],
  'trials and checks': [TRIALS, { keepStepsOpen: true }],
  'an answer to look at again': [RETURNED],
  'a file': [PROOF_TRACE, { readOnly: true, keepStepsOpen: true }],
  'a run that was stopped': [{ ...SEARCH_TRACE, answer: '', end: { type: 'stopped' } }],
  'a run that met its limit': [{ ...SEARCH_TRACE, answer: '', end: { type: 'length' } }],
  ...Object.fromEntries(failures().map((trace) => [`a run that failed, with ${offered(trace)}`, [trace] as const])),
}

/** One for each choice of what to do next. */
function failures(): readonly Trace[] {
  const all = FAILURE_REASONS.map(
    (reason): Trace => ({ ...SEARCH_TRACE, answer: '', end: { type: 'failed', reason, detail: 'x' } }),
  )
  return Array.from(new Map(all.map((trace) => [offered(trace), trace])).values())
}

function offered(trace: Trace): string {
  return endWords(trace)?.next.join(' and ') ?? ''
}

/** Goes round the page by the Tab key, and says what there is to use and was not reached, and which actions were. */
async function walk(
  lab: PanelLab,
): Promise<{ readonly missed: readonly string[]; readonly actions: readonly string[] }> {
  await lab.page.evaluate(() => {
    const usable = 'button, summary, a, [data-action], [data-do], [tabindex]:not([tabindex="-1"])'
    const seen = new Set<Element>()
    document.addEventListener('focusin', ({ target }) => target instanceof Element && seen.add(target))
    // One mark of the strip stands for all: the arrow keys go on from it.
    const known = (element: Element) =>
      seen.has(element) || (element.matches('.mark') && Array.from(seen).some((other) => other.matches('.mark')))
    const missed = () => Array.from(document.querySelectorAll(usable)).filter((e) => e.checkVisibility() && !known(e))
    Object.assign(globalThis, {
      missed: () => missed().map((element) => element.outerHTML),
      reached: () => Array.from(seen, (element) => (element as HTMLElement).dataset['action'] ?? ''),
    })
  })
  for (let moved = true; moved; ) {
    await lab.page.keyboard.press('Tab')
    // After the last one the focus leaves the page.
    moved = await lab.page.evaluate(() => document.activeElement !== document.body)
  }
  return await lab.page.evaluate(() => {
    const { missed, reached } = globalThis as unknown as Record<'missed' | 'reached', () => readonly string[]>
    return { missed: missed(), actions: reached().filter((action) => action !== '') }
  })
}

/** What the editor's own palette and keys reach. */
async function commands(): Promise<ReadonlySet<string>> {
  const { contributes } = JSON.parse(await readFile('package.json', 'utf8'))
  const names: readonly { readonly command: string }[] = contributes.commands
  return new Set(names.map(({ command }) => command.replace(/^\w+\./, '')))
}

const camelCase = (action: string) => action.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

describe('the panel by keyboard', () => {
  const open = usePanel()
  /** Reached in one of the pages. */
  const reached = new Set<string>()

  for (const [what, [trace, view]] of Object.entries(PAGES))
    it(`reaches all that can be used of ${what}`, async () => {
      const lab = await open()
      await lab.show(trace, view)
      const { missed, actions } = await walk(lab)
      for (const action of actions) reached.add(action)
      assert.deepEqual(missed, [])
    })

  it('reaches every action of the protocol, in one of these pages or as a command', async () => {
    const palette = await commands()
    const missed = ACTIONS.filter((action) => !reached.has(action) && !palette.has(camelCase(action)))
    assert.deepEqual(missed, [])
    const own = ['stop', 'ask-again', 'preview', 'apply', 'insert-below', 'copy-answer', 'reveal-problem'] as const
    for (const action of own) assert.ok(reached.has(action), action)
  })

  it('goes to steps, corrections and the answer by the extension’s commands', async () => {
    const lab = await open({ height: 500 })
    await lab.show(SEARCH_TRACE)
    await lab.go('next-step')
    await lab.go('next-step')
    const second = await lab.focused()
    assert.ok(second.startsWith('Step'), second)
    await lab.go('next-correction')
    assert.ok((await lab.focused()).includes('Wait, that is not right'))
    await lab.go('answer')
    assert.equal(await lab.focused(), 'Answer')
  })

  it('goes from the last step on to the answer and back, and before the first nowhere else', async () => {
    const lab = await open({ height: 500 })
    await lab.show(SEARCH_TRACE)
    await lab.go('answer')
    await lab.go('previous-step')
    const last = await lab.focused()
    assert.ok(last.startsWith('Step'), last)
    await lab.go('next-step')
    assert.equal(await lab.focused(), 'Answer')
    for (const _ of SEARCH_TRACE.steps) await lab.go('previous-step')
    const first = await lab.focused()
    await lab.go('previous-step')
    assert.equal(await lab.focused(), first)
  })

  it('goes along the strip with the arrow keys, and to a step and its fold with Enter', async () => {
    const lab = await open()
    await lab.show(SEARCH_TRACE)
    await lab.page.locator('.mark[tabindex="0"]').focus()
    await lab.page.keyboard.press('ArrowRight')
    await lab.page.keyboard.press('End')
    await lab.page.keyboard.press('Enter')
    await lab.settle()
    assert.ok((await lab.focused()).includes('One line changes'))
    await lab.page.keyboard.press('Enter')
    await lab.settle()
    assert.equal(await lab.page.locator('.step').nth(6).getAttribute('class'), 'step kind-conclusion')
  })
})
