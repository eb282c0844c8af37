import assert from 'node:assert/strict'
import { begun, PROOF_TRACE, SEARCH_TRACE } from './support/traces'
import { usePanel } from './support/usePanel'

describe('the panel', () => {
  const open = usePanel()

  it('says that nothing was asked, and offers what to do', async () => {
    const lab = await open()
    await lab.show(null)
    assert.equal(await lab.page.textContent('h1'), 'Nothing has been asked yet')
    for (const action of ['reason', 'open-sample', 'choose-model'] as const) {
      await lab.page.click(`[data-action=${action}]`)
      assert.equal((await lab.posted('action')).action, action)
      await lab.forgetPosts()
    }
    await lab.show(SEARCH_TRACE)
    await lab.show(null)
    assert.equal(await lab.page.locator('.step').count(), 0)
  })

  it('shows what was asked, of whom, and what of the thoughts is seen', async () => {
    const lab = await open()
    await lab.show(SEARCH_TRACE)
    assert.equal(await lab.page.textContent('h1'), 'Find and fix lowerBound')
    assert.equal(await lab.page.textContent('.where'), 'search.ts:3–14')
    const meta = await lab.page.locator('.meta').textContent()
    for (const fact of ['DeepSeek', 'deepseek-r1', 'high', 'Raw thoughts', '44 s', '2,318 tokens'])
      assert.ok(meta?.includes(fact), fact)
    const hidden = { ...SEARCH_TRACE, thought: '', steps: [], reflections: [] }
    const parts = [{ text: 'thought', provenance: 'hidden', start: 0, end: 0, at: 0 } as const]
    await lab.show({ ...hidden, parts, model: { endpoint: 'x', model: 'y', demo: true } })
    const said = await lab.page.locator('.meta').textContent()
    assert.ok(said?.includes('Hidden: 1,100 tokens, no text') && said.includes('Recorded (demo)'), said ?? '')
  })

  it('shows exactly what was sent', async () => {
    const lab = await open()
    await lab.show(SEARCH_TRACE)
    await lab.go('prompt')
    const { instructions, input } = SEARCH_TRACE.prompt
    assert.deepEqual(await lab.page.locator('#sent pre').allTextContents(), [instructions, input])
    assert.ok(await lab.page.locator('#sent pre').first().isVisible())
  })

  it('folds a finished run to lines, but for what corrects', async () => {
    const lab = await open()
    await lab.show(SEARCH_TRACE)
    const folded = await lab.page.locator('.step').evaluateAll((steps) => steps.map((s) => s.matches('.folded')))
    assert.deepEqual(folded, [true, true, true, false, true, true, true])
    await lab.go('toggle-all-folds')
    assert.equal(await lab.page.locator('.step.folded').count(), 0)
    await lab.go('toggle-all-folds')
    assert.equal(await lab.page.locator('.step.folded').count(), 6)
    await lab.show(SEARCH_TRACE, { keepStepsOpen: true })
    await lab.page.evaluate(() => sessionStorage.clear())
  })

  it('remembers folds when its page is made again', async () => {
    const lab = await open()
    await lab.show(SEARCH_TRACE)
    await lab.page.locator('.step-head').first().click()
    await lab.page.waitForFunction(() => sessionStorage.getItem('state')?.includes('"open":["s0"]'))
    await lab.page.reload()
    await lab.show(SEARCH_TRACE)
    assert.equal(await lab.page.locator('.step-head').first().getAttribute('aria-expanded'), 'true')
    assert.equal(await lab.page.locator('.step.folded').count(), 5)
  })

  it('gives the answer its uses, and none of them before it is complete', async () => {
    const lab = await open()
    const uses = async () => await lab.page.locator('.uses button:not([aria-disabled])').allInnerTexts()
    await lab.show(SEARCH_TRACE)
    assert.deepEqual(await uses(), ['Preview fix', 'Apply', 'Copy'])
    assert.ok((await lab.page.locator('#answer').getAttribute('data-vscode-context'))?.includes('"answer"'))
    await lab.show({ ...SEARCH_TRACE, end: { type: 'cut' } })
    assert.deepEqual(await uses(), ['Copy'])
    const { end: _, ...running } = SEARCH_TRACE
    await lab.show(running)
    assert.deepEqual(await uses(), [])
    await lab.show(SEARCH_TRACE, { readOnly: true })
    assert.deepEqual(await uses(), ['Copy'])
    await lab.show(PROOF_TRACE)
    assert.deepEqual(await uses(), ['Insert below', 'Copy'])
  })

  it('says how a run failed, what was kept and what to do', async () => {
    const lab = await open()
    await lab.show({ ...SEARCH_TRACE, answer: '', end: { type: 'failed', reason: 'unauthorized', detail: 'bad key' } })
    const note = await lab.page.locator('.note').textContent()
    assert.match(note ?? '', /refused the API key\. What had arrived is kept/)
    assert.ok(await lab.page.getByText('bad key').isVisible(), 'the server’s own words are in sight')
    await lab.page.click('.note [data-action=enter-key]')
    assert.equal((await lab.posted('action')).action, 'enter-key')
  })

  it('takes it for no fault that the demo knows the samples alone', async () => {
    const lab = await open()
    const end = { type: 'failed', reason: 'unknown-problem', detail: '' } as const
    await lab.show({ ...begun(SEARCH_TRACE), end })
    assert.equal(await lab.page.locator('.note.calm').count(), 1)
    assert.deepEqual(await lab.page.locator('.note button').allTextContents(), ['Choose model', 'Open a sample'])
  })

  it('names the keys as soon as there is a step to go to', async () => {
    const lab = await open()
    await lab.show(begun(SEARCH_TRACE))
    assert.equal(await lab.page.locator('.hints kbd').count(), 0)
    await lab.show(SEARCH_TRACE)
    assert.deepEqual(await lab.page.locator('.hints kbd').allTextContents(), ['j', 'k', 'c', 'a', 'f', 'e', 'x', 'Esc'])
  })
})
