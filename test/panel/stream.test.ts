import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { PanelLab } from './support/lab'
import { begun, changesOf, PROOF_TRACE, SEARCH_TRACE, traceOf } from './support/traces'
import { usePanel } from './support/usePanel'

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

describe('the panel while a run goes on', () => {
  const open = usePanel()

  it('says that it waits for the first word, and for how long by now', async () => {
    const lab = await open()
    await lab.show({ ...begun(SEARCH_TRACE), elapsed: 65_000 })
    assert.equal((await lab.page.textContent('.pending'))?.trim(), 'Waiting for the first word…')
    assert.match((await lab.page.textContent('header')) ?? '', /1 min \d+ s/)
    await lab.change(...changesOf(SEARCH_TRACE, [50]).slice(0, 3))
    assert.equal(await lab.page.locator('.pending').count(), 0)
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

  it('typesets what is closed of a paragraph that still grows, and keeps it typeset', async () => {
    const lab = await open()
    const text = 'Let $x = 1$ and \\(y = 2\\), so $$x + y = 3$$ and then $z'
    const trace = traceOf({ steps: [{ kind: 'deduction', seconds: 1, text: `${text} = 4$ at last.` }], answer: '' })
    const formulas = lab.page.locator('.growing .math .katex-html')
    await lab.show(begun(trace))
    const changes = changesOf(trace, [text.length, 1, 1, 1, 1000])
    const upTo = changes.findIndex(({ type }) => type === 'append') + 2
    await lab.change(...changes.slice(0, upTo))
    await formulas.nth(2).waitFor()
    assert.ok((await lab.page.textContent('.growing'))?.endsWith('and then $z'), 'what is open stands as it is written')
    await lab.page.evaluate(() => {
      const seen: number[] = []
      Object.assign(globalThis, { seen })
      const look = () => {
        seen.push(document.querySelectorAll('.growing .math .katex-html').length)
        requestAnimationFrame(look)
      }
      look()
    })
    await lab.streamByFrames(changes.slice(upTo, upTo + 3))
    const seen = await lab.page.evaluate(() => {
      const counts: unknown = Reflect.get(globalThis, 'seen')
      return Array.isArray(counts) ? [...new Set(counts.map(Number))] : []
    })
    assert.deepEqual(seen, [3], 'in every frame')
  })

  it('leaves a selection in a paragraph that grows, and when it is closed', async () => {
    const lab = await open()
    const text = 'Let **the first** be $x = 1$, and the second'
    const trace = traceOf({
      steps: [{ kind: 'deduction', seconds: 1, text: `${text} two.\n\nThat is all there is to it.` }],
      answer: '',
    })
    await lab.show(begun(trace))
    const changes = changesOf(trace, [text.length, 5, 2, 10, 1000])
    const upTo = changes.findIndex(({ type }) => type === 'append') + 2
    await lab.change(...changes.slice(0, upTo))
    await lab.page.locator('.growing .math .katex-html').waitFor()
    await lab.page.evaluate(() =>
      getSelection()?.selectAllChildren(document.querySelector('.growing strong') ?? document),
    )
    const selected = () => lab.page.evaluate(() => getSelection()?.toString())
    assert.equal(await selected(), 'the first')
    await lab.streamByFrames(changes.slice(upTo).filter(({ type }) => type === 'append'))
    assert.equal(await lab.page.locator('.body .md').count(), 2)
    assert.equal(await lab.page.locator('.body .md >> nth=0 >> .katex-html').count(), 1)
    assert.equal(await selected(), 'the first')
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
    await lab.go('toggle-hold')
    assert.ok((await y()) > 0)
    await lab.go('toggle-hold')
    const held = await y()
    await lab.change(...changes.slice(22))
    assert.equal(await y(), held)
    assert.equal(await lab.page.locator('.step.folded').count(), 0)
  })

  it('stays at the tail however fast the text comes and whatever is typeset meanwhile, with few elements', async () => {
    const lab = await open({ height: 500 })
    const text = Array.from({ length: 20 }, (_, i) => `Case ${i}: ${'with $x_1^2 + y_1^2 = z^2$ it holds. '.repeat(6)}`)
    const { end: _, ...long } = traceOf({
      steps: text.map((words) => ({ kind: 'deduction', seconds: 1, text: words })),
      answer: '',
    })
    await lab.show(begun(long))
    await lab.streamByFrames(changesOf(long, [60]))
    const [left, elements] = await lab.page.evaluate(() => {
      const { scrollTop, clientHeight, scrollHeight } = document.documentElement
      return [scrollHeight - scrollTop - clientHeight, document.querySelectorAll('*').length]
    })
    assert.ok(left < 2, `${left} pixels from the end`)
    assert.ok(elements < 5000, `${elements} elements`)
  })

  it('grows as one text for each step where nobody looks, and is rendered as soon as somebody does', async () => {
    const lab = await open({ height: 500 })
    const text = Array.from({ length: 30 }, (_, i) => `Case ${i}: ${'a **word** of it. '.repeat(20)}`)
    const { end: _, ...long } = traceOf({
      steps: Array.from({ length: 6 }, (_, i) => ({
        kind: 'deduction',
        seconds: 1,
        text: `${i}. ${text.join('\n\n')}`,
      })),
      answer: '',
    })
    await lab.show(begun(long))
    const changes = changesOf(long, [400])
    await lab.streamByFrames(changes.slice(0, 20))
    await lab.page.evaluate(() => scrollTo(0, 0))
    await lab.settle()
    await lab.streamByFrames(changes.slice(20))
    const last = lab.page.locator('.step').last().locator('.body')
    assert.equal(await lab.page.evaluate(() => scrollY), 0)
    assert.equal(await last.evaluate((body) => body.childNodes.length), 1)
    assert.equal(await last.textContent(), long.thought.slice(long.steps.at(-1)?.body))
    await lab.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    await last.locator('.chunk:last-child:not(.far) strong').last().waitFor()
    assert.ok((await last.textContent())?.trim().endsWith('a word of it. '.repeat(20).trim()))
  })

  it('stays at the tail where what is open becomes lower than it was', async () => {
    const lab = await open({ height: 500 })
    // Nine lines of source, and one as a formula; each time by more than may be taken for a reader who has gone up.
    const text = Array.from({ length: 24 }, (_, i) => `So:\n\n$$\nx\n+\ny\n+\nz\n+\nw\n= ${i}\n$$\n\nThat is it.`)
    const { end: _, ...long } = traceOf({
      steps: [{ kind: 'deduction', seconds: 1, text: text.join('\n\n') }],
      answer: '',
    })
    await lab.show(begun(long))
    await lab.streamByFrames(changesOf(long, [7]))
    const left = await lab.page.evaluate(() => {
      const { scrollTop, clientHeight, scrollHeight } = document.documentElement
      return scrollHeight - scrollTop - clientHeight
    })
    assert.ok(left < 2, `${left} pixels from the end`)
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
})
