import assert from 'node:assert/strict'
import type { PageMessage } from '../../src/protocol'
import { RETURNED, SETTLED, TRIALS } from './support/conclusions'
import type { PanelLab } from './support/lab'
import { begun, changesOf, SEARCH, SEARCH_TRACE, traceOf } from './support/traces'
import { usePanel } from './support/usePanel'

const FAINT = traceOf({ ...SEARCH, corrections: [{ ...SEARCH.corrections?.[0], sure: false }] })

const dismissals = async (lab: PanelLab) =>
  (await lab.posts()).filter((post): post is Extract<PageMessage, { type: 'dismiss' }> => post.type === 'dismiss')

/** The host does what the page asks for. */
async function obey(lab: PanelLab): Promise<void> {
  const asked = await dismissals(lab)
  await lab.forgetPosts()
  await lab.change(...asked.map((post) => ({ ...post, at: 0 })))
}

describe('what was taken back and stands in the answer', () => {
  const open = usePanel()

  it('is pointed out with a link to where it was taken back', async () => {
    const lab = await open()
    await lab.show(RETURNED)
    // What is concluded is read after the first text is there.
    await lab.page.locator('.again li').first().waitFor()
    assert.deepEqual(await lab.page.locator('.again li').allTextContents(), [
      'Look again: x = 5 was taken back in step 3',
    ])
    await lab.page.click('.again .link')
    await lab.settle()
    assert.ok((await lab.focused()).includes('Wait, that is wrong'))
  })

  it('is not pointed out while the answer comes, nor once the correction is dismissed', async () => {
    const lab = await open()
    const { end: _, ...running } = RETURNED
    await lab.show(running)
    assert.ok(await lab.page.locator('.again').isHidden())
    await lab.change({ type: 'end', end: { type: 'complete' }, at: 9000 })
    await lab.page.locator('.again').waitFor({ state: 'visible' })
    await lab.change({ type: 'dismiss', id: RETURNED.reflections[0]?.id ?? '', dismissed: true, at: 0 })
    await lab.page.locator('.again').waitFor({ state: 'hidden' })
  })

  it('is nothing where the answer holds nothing of the sort', async () => {
    const lab = await open()
    await lab.show(SEARCH_TRACE)
    assert.ok(await lab.page.locator('.again').isHidden())
  })
})

describe('where the answer came to rest', () => {
  const open = usePanel()

  it('stands in the answer’s line and on the strip', async () => {
    const lab = await open()
    await lab.show(SETTLED)
    await lab.page.locator('.rest').waitFor({ state: 'attached' })
    assert.match(
      (await lab.page.textContent('.sum')) ?? '',
      /answer first in step 2, changed twice, stable since step 4/,
    )
    assert.match((await lab.page.getAttribute('.strip', 'aria-label')) ?? '', /; answer stable since step 4$/)
    const [line, mark] = await Promise.all(
      ['.rest path', '.mark >> nth=3'].map((selector) => lab.page.locator(selector).boundingBox()),
    )
    assert.ok(line && mark && Math.abs(line.x - mark.x) < 4, JSON.stringify([line, mark]))
  })

  it('is told while it runs, as soon as the answer has been said twice', async () => {
    const lab = await open()
    await lab.show(begun(SETTLED))
    const changes = changesOf({ ...SETTLED, parts: SETTLED.parts.slice(0, 1) }, [7])
    const last = SETTLED.steps.at(-1)?.start ?? 0
    const upTo = changes.findIndex((change) => change.type === 'steps' && change.steps[0]?.start === last)
    const second = changes.findIndex((change) => change.type === 'steps' && change.from === 4)
    await lab.stream(changes.slice(0, second))
    assert.doesNotMatch((await lab.page.textContent('.meta')) ?? '', /stable/)
    assert.equal(await lab.page.locator('.rest').count(), 0)
    await lab.stream(changes.slice(second, upTo + 1))
    await lab.page.locator('.rest').waitFor({ state: 'attached' })
    assert.match((await lab.page.textContent('.meta')) ?? '', /answer stable since step 4/)
    assert.equal(await lab.page.locator('.rest').count(), 1)
  })

  it('is not told of a fix in words', async () => {
    const lab = await open()
    await lab.show(SEARCH_TRACE)
    assert.doesNotMatch((await lab.page.textContent('.sum')) ?? '', /stable/)
    assert.equal(await lab.page.locator('.rest').count(), 0)
  })

  it('is read in slices of a long thought, and comes out the same', async () => {
    const lab = await open()
    const [first, ...rest] = SETTLED.steps
    assert.ok(first)
    const filler = 'It is a long way to the end of this. '.repeat(6000)
    const by = filler.length
    const shifted = rest.map((step) => ({
      ...step,
      id: `s${step.start + by}`,
      start: step.start + by,
      body: step.body + by,
    }))
    const start = rest[0]?.start ?? 0
    const thought = `${SETTLED.thought.slice(0, start - 2)}${filler}\n\n${SETTLED.thought.slice(start)}`
    const parts = SETTLED.parts.map((part) => (part.text === 'thought' ? { ...part, end: thought.length } : part))
    await lab.show({ ...SETTLED, thought, parts, steps: [first, ...shifted] })
    await lab.page.waitForFunction(() => document.querySelector('.sum')?.textContent?.includes('stable since step 4'))
  })
})

describe('trials in the panel', () => {
  const open = usePanel()

  it('are one line, which opens to their cards', async () => {
    const lab = await open()
    await lab.show(TRIALS)
    assert.equal(await lab.page.locator('.trials').count(), 1)
    assert.match((await lab.page.textContent('.trials > button')) ?? '', /4 trials, tested and dropped\s*steps 3–5/)
    assert.equal(await lab.page.locator('.trials .card').count(), 0)
    assert.equal(await lab.page.locator('.card').count(), 1)
    await lab.page.locator('.trials > button').focus()
    await lab.page.keyboard.press('Enter')
    await lab.settle()
    assert.equal(await lab.page.locator('.trials .card').count(), 4)
    assert.ok((await lab.focused()).includes('4 trials'))
    await lab.page.waitForFunction(() => sessionStorage.getItem('state')?.includes('"trials":["trials-c'))
    await lab.page.reload()
    await lab.show(TRIALS)
    assert.equal(await lab.page.locator('.trials .card').count(), 4)
  })

  it('are gone to once, and left by the next key', async () => {
    const lab = await open({ height: 500 })
    await lab.show(TRIALS)
    await lab.go('next-correction')
    assert.ok((await lab.focused()).includes('4 trials'))
    await lab.go('next-correction')
    assert.ok((await lab.focused()).includes('Oh, I called'))
    await lab.go('previous-correction')
    assert.ok((await lab.focused()).includes('4 trials'))
  })

  it('open where a link leads to one of them', async () => {
    const lab = await open()
    await lab.show(TRIALS, { keepStepsOpen: true })
    await lab.page.locator('.step >> nth=3 >> .back').click()
    await lab.settle()
    assert.ok((await lab.focused()).includes('It fails'))
  })

  it('are one mark on the strip, with one arc at most', async () => {
    const lab = await open()
    await lab.show(TRIALS)
    const labels = await lab.page.locator('.mark').evaluateAll((marks) => marks.map((mark) => mark.ariaLabel))
    assert.equal(labels.length, TRIALS.steps.length - 2)
    assert.equal(labels[2], 'Steps 3–5: 4 trials, tested and dropped')
    assert.equal((await lab.page.locator('.arcs path').getAttribute('d'))?.match(/M/g)?.length, 1)
    await lab.page.locator('.mark').nth(2).click()
    await lab.settle()
    assert.ok((await lab.focused()).includes('4 trials'))
    assert.match(
      (await lab.page.getAttribute('.strip', 'aria-label')) ?? '',
      /5 corrections: steps 3–5: 4 trials, tested and dropped; step 7 corrects step 1/,
    )
  })

  it('fold the steps that hold nothing else, but for the one where they stand', async () => {
    const lab = await open()
    await lab.show(TRIALS)
    const folded = await lab.page.locator('.step').evaluateAll((steps) => steps.map((s) => s.matches('.folded')))
    assert.deepEqual(folded, [true, true, false, true, true, true, false])
  })

  it('stay one line when one of them is dismissed', async () => {
    const lab = await open()
    await lab.show(TRIALS)
    await lab.page.locator('.trials > button').click()
    await lab.page.locator('.trials [data-do=dismiss]').first().click()
    await obey(lab)
    assert.match((await lab.page.textContent('.trials > button')) ?? '', /3 trials/)
    assert.equal(await lab.page.locator('.trials .card.dismissed').count(), 1)
  })
})

describe('marks that are dismissed', () => {
  const open = usePanel()

  it('are hidden by one key where they have the focus, and come back by another', async () => {
    const lab = await open()
    await lab.show(SEARCH_TRACE)
    await lab.go('next-correction')
    await lab.go('dismiss-mark')
    await obey(lab)
    assert.equal(await lab.page.locator('.card:not(.dismissed)').count(), 0)
    // The line that says so has the focus now.
    assert.match(await lab.focused(), /Correction dismissed/)
    await lab.go('undo-dismiss')
    await obey(lab)
    assert.equal(await lab.page.locator('.card:not(.dismissed)').count(), 1)
    assert.ok((await lab.focused()).includes('Wait, that is not right'))
  })

  it('are, where nothing of the sort has the focus, those of the step that is read', async () => {
    const lab = await open({ height: 500 })
    await lab.show(SEARCH_TRACE)
    for (let i = 0; i < 3; i++) await lab.go('next-step')
    const step = await lab.focused()
    await lab.go('dismiss-mark')
    const [asked, ...more] = await dismissals(lab)
    assert.ok(
      step.startsWith('Step 4')
        ? asked?.id === SEARCH_TRACE.reflections.find((r) => r.kind === 'correction')?.id
        : !asked,
    )
    assert.deepEqual(more, [])
  })

  for (const [what, selector] of [
    ['a check', '.sign.tick'],
    ['an alternative', '.sign.alternative'],
    ['a correction that is not sure', '.cue.faint'],
  ] as const)
    it(`can be ${what}, which the keyboard reaches`, async () => {
      const lab = await open()
      await lab.show(FAINT, { keepStepsOpen: true })
      const mark = lab.page.locator(`.body ${selector}`).first()
      const count = await lab.page.locator(`.body ${selector}`).count()
      assert.equal(await mark.getAttribute('tabindex'), '0')
      assert.ok((await mark.getAttribute('data-vscode-context'))?.includes('"mark"'))
      await mark.focus()
      await lab.go('dismiss-mark')
      await obey(lab)
      assert.ok((await lab.page.locator(`.body ${selector}`).count()) < count)
      assert.notEqual(await lab.page.evaluate(() => document.activeElement?.tagName), 'BODY')
      await lab.go('undo-dismiss')
      await obey(lab)
      assert.equal(await lab.page.locator(`.body ${selector}`).count(), count)
    })

  it('are all trials of a group where its line has the focus', async () => {
    const lab = await open()
    await lab.show(TRIALS)
    await lab.go('next-correction')
    await lab.go('dismiss-mark')
    assert.equal((await dismissals(lab)).length, 4)
    await obey(lab)
    assert.match((await lab.page.textContent('.trials > button')) ?? '', /Trials dismissed/)
    assert.equal(await lab.page.locator('.mark').count(), TRIALS.steps.length)
    await lab.go('undo-dismiss')
    await obey(lab)
    assert.match((await lab.page.textContent('.trials > button')) ?? '', /4 trials/)
  })

  it('come back also in a page that was made again', async () => {
    const lab = await open()
    await lab.show({ ...SEARCH_TRACE, reflections: SEARCH_TRACE.reflections.map((r) => ({ ...r, dismissed: true })) })
    await lab.go('undo-dismiss')
    const [asked] = await dismissals(lab)
    assert.deepEqual([asked?.id, asked?.dismissed], [SEARCH_TRACE.reflections.at(-1)?.id, false])
  })

  it('are none in a file, and none has the focus there', async () => {
    const lab = await open()
    await lab.show(FAINT, { readOnly: true, keepStepsOpen: true })
    assert.equal(await lab.page.locator('[data-dismiss], .sign[tabindex], .cue[tabindex]').count(), 0)
    await lab.go('dismiss-mark')
    assert.deepEqual(await dismissals(lab), [])
  })
})

describe('what is not sure', () => {
  const open = usePanel()

  it('is hidden and shown again by a setting, at once', async () => {
    const lab = await open()
    await lab.show(FAINT, { keepStepsOpen: true })
    assert.ok((await lab.page.locator('.cue.faint').count()) > 0)
    const view = { keepStepsOpen: true, readOnly: false, locale: 'en' }
    await lab.send({ type: 'view', view: { ...view, showFaintMarks: false } })
    assert.equal(await lab.page.locator('.cue').count(), 0)
    assert.equal((await lab.page.locator('.sign.alternative').count()) > 0, true)
    await lab.send({ type: 'view', view: { ...view, showFaintMarks: true } })
    assert.ok((await lab.page.locator('.cue.faint').count()) > 0)
  })
})
