import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import fc from 'fast-check'
import type { Browser } from 'playwright-core'
import type { HostMessage } from '../../src/protocol'
import { type LabOptions, launch, PanelLab } from './support/lab'
import { THEME_NAMES } from './support/themes'
import { begun, changesOf, PROBLEM, PROOF, SEARCH, traceOf, type Written } from './support/traces'

const SEARCH_TRACE = traceOf(SEARCH)
const PROOF_TRACE = traceOf(PROOF, {
  problem: { ...PROBLEM, document: { uri: 'file:///w/p.md', path: 'p.md', languageId: 'markdown' } },
})

let browser: Browser
const labs: PanelLab[] = []

async function open(options: LabOptions = {}): Promise<PanelLab> {
  const lab = await PanelLab.open(browser, options)
  labs.push(lab)
  return lab
}

const go = async (lab: PanelLab, to: Extract<HostMessage, { type: 'go' }>['to']) => await lab.send({ type: 'go', to })
const focused = async (lab: PanelLab) => await lab.page.evaluate(() => document.activeElement?.textContent ?? '')
/** Formulas in their source are the same text whether or not they have been typeset by now. */
const words = async (lab: PanelLab) =>
  await lab.page.evaluate(() =>
    Array.from(document.querySelectorAll('.step .body, #answer .body'), (body) => {
      const copy = document.createElement('div')
      copy.append(...Array.from(body.childNodes, (node) => node.cloneNode(true)))
      for (const math of copy.querySelectorAll('.math')) math.textContent = 'ƒ'
      return copy.textContent
    }),
  )

describe('the panel', () => {
  before(async () => {
    browser = await launch()
  })
  after(async () => await browser.close())
  afterEach(async () => {
    for (const lab of labs.splice(0)) {
      assert.deepEqual(lab.complaints, [], 'the page broke its policy or threw')
      assert.deepEqual(lab.foreign, [], 'the page asked another server for something')
      await lab.close()
    }
  })

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
    await go(lab, 'prompt')
    const { instructions, input } = SEARCH_TRACE.prompt
    assert.deepEqual(await lab.page.locator('#sent pre').allTextContents(), [instructions, input])
    assert.ok(await lab.page.locator('#sent pre').first().isVisible())
  })

  it('folds a finished run to lines, but for what corrects', async () => {
    const lab = await open()
    await lab.show(SEARCH_TRACE)
    const folded = await lab.page.locator('.step').evaluateAll((steps) => steps.map((s) => s.matches('.folded')))
    assert.deepEqual(folded, [true, true, true, false, true, true, true])
    await go(lab, 'toggle-all-folds')
    assert.equal(await lab.page.locator('.step.folded').count(), 0)
    await go(lab, 'toggle-all-folds')
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

  it('shows a change of mind in the model’s words, linked both ways', async () => {
    const lab = await open()
    await lab.show(SEARCH_TRACE)
    assert.deepEqual(await lab.page.locator('.card dd').allTextContents(), [
      'the loop may stop as soon as lo < hi fails step 2',
      'Wait, that is not right',
      'the window must be half open, with hi = a.length',
    ])
    await lab.page.click('.card [data-do=target]')
    await lab.settle()
    assert.ok((await focused(lab)).startsWith('the loop may stop as soon as'))
    assert.equal(await lab.page.locator('.step').nth(1).getAttribute('class'), 'step kind-deduction')
    await lab.page.click('text=corrected in step 4')
    await lab.settle()
    assert.ok((await focused(lab)).includes('Wait, that is not right'))
  })

  it('says of a correction that it was itself corrected', async () => {
    const lab = await open()
    const twice: Written = {
      steps: [
        { kind: 'deduction', seconds: 1, text: 'It is 3.' },
        { kind: 'backtracking', seconds: 1, text: 'No, wrong: rather it is 4.' },
        { kind: 'backtracking', seconds: 1, text: 'Again wrong. So now 5.' },
      ],
      corrections: [
        { cue: 'No, wrong', retracts: 'It is 3', now: 'it is 4' },
        { cue: 'Again wrong', retracts: 'rather it is 4', now: 'now 5' },
      ],
      answer: '5',
    }
    await lab.show(traceOf(twice))
    assert.equal(await lab.page.textContent('.card >> nth=0 >> dd:last-child'), 'itself corrected in step 3')
    assert.equal(await lab.page.locator('.card').nth(1).getByText('itself').count(), 0)
  })

  it('lets a correction be dismissed, and that be undone', async () => {
    const lab = await open()
    await lab.show(SEARCH_TRACE)
    await lab.page.click('[data-do=dismiss]')
    const { id } = await lab.posted('dismiss')
    await lab.change({ type: 'dismiss', id, dismissed: true, at: 0 })
    assert.equal(await lab.page.locator('s.retracted').count(), 0)
    await lab.page.locator('[data-do=fold][data-id^=s]').nth(3).click()
    await lab.page.click('[data-do=undo-dismiss]')
    await lab.change({ type: 'dismiss', id, dismissed: false, at: 0 })
    assert.ok((await lab.page.locator('s.retracted').count()) > 0)
  })

  it('only hints at what is not sure', async () => {
    const lab = await open()
    await lab.show(traceOf({ ...SEARCH, corrections: [{ ...SEARCH.corrections?.[0], sure: false }] }))
    await go(lab, 'toggle-all-folds')
    assert.equal(await lab.page.locator('.card, s.retracted').count(), 0)
    assert.ok((await lab.page.locator('.cue.faint').count()) > 0)
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
    await lab.page.click('.note [data-action=enter-key]')
    assert.equal((await lab.posted('action')).action, 'enter-key')
  })

  it('counts down to the next attempt until something comes', async () => {
    const lab = await open()
    await lab.show(begun(SEARCH_TRACE))
    await lab.send({ type: 'waiting', ms: 12_000, reason: 'rate-limited' })
    assert.match((await lab.page.textContent('.pending')) ?? '', /Asking again in 1?\d s/)
    await lab.change(...changesOf(SEARCH_TRACE, [50]).slice(0, 3))
    assert.equal(await lab.page.locator('.pending').count(), 0)
  })

  it('ends, however the stream was split, at what the snapshot shows', async () => {
    const lab = await open()
    await lab.show(PROOF_TRACE, { keepStepsOpen: true })
    const whole = await words(lab)
    assert.ok(whole.join('').includes('shoelace'))
    const lengths = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 })
    const batches = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(lengths, batches, async (pieces, sizes) => {
        await lab.show(begun(PROOF_TRACE), { keepStepsOpen: true })
        const changes = changesOf(PROOF_TRACE, pieces)
        for (let from = 0, turn = 0; from < changes.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1
          await lab.change(...changes.slice(from, from + size))
          from += size
        }
        assert.deepEqual(await words(lab), whole)
      }),
      { numRuns: 8 },
    )
  })

  it('asks for a snapshot when a message got lost', async () => {
    const lab = await open()
    await lab.show(begun(SEARCH_TRACE))
    await lab.forgetPosts()
    lab.lose()
    await lab.change(...changesOf(SEARCH_TRACE, [50]).slice(5, 9))
    await lab.posted('ready')
    assert.equal(await lab.page.locator('.step').count(), 0)
    await lab.show(SEARCH_TRACE)
    assert.equal(await lab.page.locator('.step').count(), 7)
  })

  it('follows the tail only while the reader is there, and holds when told to', async () => {
    const lab = await open({ height: 320 })
    await lab.show(begun(SEARCH_TRACE))
    const changes = changesOf(SEARCH_TRACE, [60])
    const y = async () => await lab.page.evaluate(() => scrollY)
    await lab.change(...changes.slice(0, 18))
    assert.ok((await y()) > 0)
    await lab.page.evaluate(() => scrollTo(0, 0))
    await lab.settle()
    await lab.change(...changes.slice(18, 22))
    assert.equal(await y(), 0)
    await go(lab, 'toggle-hold')
    assert.ok((await y()) > 0)
    await go(lab, 'toggle-hold')
    const held = await y()
    await lab.change(...changes.slice(22))
    assert.equal(await y(), held)
    assert.equal(await lab.page.locator('.step.folded').count(), 0)
  })

  it('says once, politely, what is new', async () => {
    const lab = await open()
    await lab.show(begun(SEARCH_TRACE))
    const news: string[] = []
    for (const change of changesOf(SEARCH_TRACE, [80])) {
      await lab.change(change)
      news.push((await lab.page.textContent('[aria-live]')) ?? '')
    }
    for (const word of ['Step 1', 'Step 7', 'Correction found in step 4', 'Answer ready'])
      assert.ok(
        news.some((said) => said.includes(word)),
        word,
      )
    assert.equal(await lab.page.locator('[aria-live]').count(), 1)
  })

  it('goes to steps, corrections and the answer by the extension’s commands', async () => {
    const lab = await open({ height: 500 })
    await lab.show(SEARCH_TRACE)
    await go(lab, 'next-step')
    await go(lab, 'next-step')
    const second = await focused(lab)
    assert.ok(second.startsWith('Step'), second)
    await go(lab, 'next-correction')
    assert.ok((await focused(lab)).includes('Wait, that is not right'))
    await go(lab, 'answer')
    assert.equal(await focused(lab), 'Answer')
  })

  it('can be used by keyboard alone', async () => {
    const lab = await open()
    await lab.show(SEARCH_TRACE)
    const reached = new Set<string>()
    for (let i = 0; i < 60; i++) {
      await lab.page.keyboard.press('Tab')
      reached.add(
        await lab.page.evaluate(() => {
          const { action, do: own } = (document.activeElement as HTMLElement).dataset
          return action ?? own ?? ''
        }),
      )
    }
    for (const name of [
      'reveal-problem',
      'ask-again',
      'step',
      'fold',
      'target',
      'dismiss',
      'preview',
      'apply',
      'copy-answer',
    ])
      assert.ok(reached.has(name), name)
    await lab.page.locator('.mark[tabindex="0"]').focus()
    await lab.page.keyboard.press('ArrowRight')
    await lab.page.keyboard.press('End')
    await lab.page.keyboard.press('Enter')
    await lab.settle()
    assert.ok((await focused(lab)).includes('One line changes'))
    await lab.page.keyboard.press('Enter')
    await lab.settle()
    assert.equal(await lab.page.locator('.step').nth(6).getAttribute('class'), 'step kind-conclusion')
  })

  it('opens links and places by asking the host', async () => {
    const lab = await open()
    await lab.show(
      traceOf({
        steps: [{ kind: 'recall', seconds: 1, text: 'See [this](https://example.org/a) and src/search.ts:7 there.' }],
        answer: 'x',
      }),
      { keepStepsOpen: true },
    )
    await lab.page.click('.body a[href]')
    assert.equal((await lab.posted('open-link')).href, 'https://example.org/a')
    await lab.page.locator('.body a[data-file]').focus()
    await lab.page.keyboard.press('Enter')
    assert.deepEqual(await lab.posted('open-file'), { type: 'open-file', path: 'src/search.ts', line: 7 })
  })

  it('lets model text neither run nor load anything', async () => {
    const hits: string[] = []
    const canary = createServer((request, response) => {
      hits.push(request.url ?? '')
      response.end()
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => canary.once('listening', resolve))
    const address = canary.address()
    const at = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
    const text = [
      `![a](${at}/image) <img src="${at}/img" onerror="window.pwned = 1"> <script>window.pwned = 1</script>`,
      `<svg><image href="${at}/svg"/></svg> <style>@import url(${at}/css)</style> <link rel=stylesheet href=${at}/link>`,
      `[x](javascript:window.pwned=1) <button data-action="apply" onclick="window.pwned=1">Apply</button>`,
      `$\\includegraphics{${at}/tex} \\href{javascript:window.pwned=1}{x} \\htmlData{action=apply}{x}$`,
    ].join('\n\n')
    const trace = traceOf({
      steps: [{ kind: 'recall', seconds: 1, title: `**<img src=${at}/title>**`, text }],
      answer: text,
    })
    const problem = { ...PROBLEM, name: `<img src=${at}/name>`, question: text }
    const lab = await open()
    await lab.show({ ...trace, problem }, { keepStepsOpen: true })
    await lab.page.waitForTimeout(300)
    await lab.show(begun(trace))
    for (const change of changesOf(trace, [9])) await lab.change(change)
    assert.deepEqual(hits, [])
    assert.equal(await lab.page.evaluate(() => 'pwned' in window), false)
    assert.equal(await lab.page.locator('.body img, .body [data-action], .body script, .body style').count(), 0)
    assert.equal(await lab.page.locator('a[href^="javascript"]').count(), 0)
    canary.close()
  })

  it('keeps few elements of a very long thought, and all of its words', async () => {
    const lab = await open()
    const steps = Array.from({ length: 400 }, (_, i) => ({
      kind: 'deduction' as const,
      seconds: 1,
      text: [`Paragraph ${i} with \`code\` and **bold** words. `.repeat(20), 'More of it here. '.repeat(60)].join(
        '\n\n',
      ),
    }))
    const long = traceOf({ steps, answer: 'Done.' })
    await lab.show(long, { keepStepsOpen: true })
    const count = await lab.page.evaluate(() => document.querySelectorAll('*').length)
    assert.ok(count <= 5000, String(count))
    const found = await lab.page.evaluate(() => document.querySelector('main')?.textContent?.includes('Paragraph 399'))
    assert.ok(found)
    await go(lab, 'answer')
    await lab.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2))
    await lab.settle()
    await lab.settle()
    const rendered = await lab.page.evaluate(() =>
      Array.from(document.querySelectorAll('.chunk')).some((chunk) => {
        const { top, bottom } = chunk.getBoundingClientRect()
        return bottom > 0 && top < innerHeight && chunk.matches('.far')
      }),
    )
    assert.equal(rendered, false)
  })

  for (const theme of THEME_NAMES)
    it(`has nothing that axe-core objects to, in ${theme}`, async () => {
      const lab = await open({ theme })
      const axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8')
      const { end: _, ...running } = PROOF_TRACE
      const failed = { ...SEARCH_TRACE, end: { type: 'failed', reason: 'no-key', detail: 'x' } } as const
      for (const trace of [null, SEARCH_TRACE, running, failed]) {
        await lab.show(trace)
        await lab.page.waitForTimeout(200)
        // By the debugger, since the page's policy lets nothing else in.
        await lab.page.evaluate(axe)
        const violations = await lab.page.evaluate(async () => {
          const { axe: tool } = globalThis as unknown as { axe: typeof import('axe-core') }
          const { violations: found } = await tool.run()
          return found.map(({ id, nodes }) => `${id}: ${nodes.map((n) => `${n.html} ${n.failureSummary}`).join('\n')}`)
        })
        assert.deepEqual(violations, [])
      }
    })
})
