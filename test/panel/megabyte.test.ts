import assert from 'node:assert/strict'
import { Recorder } from '../../src/reading/recorder'
import type { Trace } from '../../src/trace/trace'
import { START } from '../bench/messages'
import { syntheticThought } from '../bench/text'
import type { PanelLab } from './support/lab'
import { usePanel } from './support/usePanel'

/** Words that stand nowhere else: at a tenth, in the middle and at nine tenths of the thought. */
const WORDS = ['quicksilver', 'marzipan', 'xylophone'] as const

/** A thought of a megabyte, as the host reads it, and a short answer. */
function megabyte(): Trace {
  const plain = syntheticThought(1_000_000)
  const pieces = [0.1, 0.5, 0.9, 1].map((part) => plain.indexOf('\n\n', part * plain.length - 20))
  const thought = pieces
    .map((end, i) => `${plain.slice(pieces[i - 1] ?? 0, end)}${i < 3 ? `\n\nHere stands ${WORDS[i]} alone.` : ''}`)
    .join('')
  const recorder = new Recorder(START)
  recorder.record({ type: 'text', text: 'thought', provenance: 'raw', chars: thought, at: 1 })
  recorder.record({ type: 'text', text: 'answer', provenance: 'raw', chars: 'It is so.', at: 2 })
  recorder.record({ type: 'end', end: { type: 'complete' }, at: 3 })
  return recorder.trace
}

describe('a thought of a megabyte in the panel', function () {
  this.timeout(60_000)
  const open = usePanel()
  let trace: Trace
  before(() => {
    trace = megabyte()
  })

  async function shown(): Promise<PanelLab> {
    const lab = await open()
    await lab.show(trace, { keepStepsOpen: true })
    return lab
  }

  const elements = (lab: PanelLab) =>
    lab.page.evaluate(() => {
      const walker = document.createTreeWalker(document, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
      let count = 0
      while (walker.nextNode()) count++
      return count
    })

  /** The top of what holds the words, CSS pixels below that of the view, and whether it is rendered. */
  const whereIs = (lab: PanelLab, words: string) =>
    lab.page.evaluate((text) => {
      const chunk = Array.from(document.querySelectorAll('.chunk')).find((e) => e.textContent?.includes(text))
      const walker = document.createTreeWalker(chunk ?? document, NodeFilter.SHOW_TEXT)
      let node = walker.nextNode()
      while (node && !node.textContent?.includes(text)) node = walker.nextNode()
      const range = document.createRange()
      if (node) range.setStart(node, node.textContent?.indexOf(text) ?? 0)
      if (node) range.setEnd(node, (node.textContent?.indexOf(text) ?? 0) + text.length)
      return { top: range.getBoundingClientRect().top, rendered: chunk?.matches('.far') === false }
    }, words)

  it('is all there, in few nodes, wherever the reader is', async () => {
    const lab = await shown()
    for (const place of [0, 0.3, 0.6, 1]) {
      await lab.page.evaluate((part) => scrollTo(0, document.documentElement.scrollHeight * part), place)
      await lab.settle()
      await lab.settle()
      const count = await elements(lab)
      assert.ok(count <= 5000, `${count} nodes at ${place}`)
      const far = await lab.page.evaluate(() =>
        Array.from(document.querySelectorAll('.chunk.far')).some((chunk) => {
          const { top, bottom } = chunk.getBoundingClientRect()
          return bottom > 0 && top < innerHeight
        }),
      )
      assert.equal(far, false, 'what is in view is rendered')
    }
    const text = await lab.page.evaluate(() => document.querySelector('.steps')?.textContent ?? '')
    for (const word of WORDS) assert.ok(text.includes(word), word)
  })

  it('lets the browser find words that are far away, and shows them', async () => {
    const lab = await shown()
    for (const word of ['xylophone', 'quicksilver', 'marzipan']) {
      const found = await lab.page.evaluate((text) => {
        getSelection()?.removeAllRanges()
        return Reflect.apply(Reflect.get(window, 'find'), window, [text, false, false, true])
      }, word)
      assert.equal(found, true, word)
      await lab.settle()
      await lab.settle()
      const { top, rendered } = await whereIs(lab, word)
      assert.ok(top >= 0 && top < 900, `${word} is ${top} pixels below the top of the view`)
      assert.ok(rendered, `${word} is rendered`)
    }
  })

  it('finds words in steps that are folded, and opens them', async () => {
    const lab = await open()
    await lab.show(trace)
    await lab.go('toggle-all-folds')
    if ((await lab.page.locator('.step.folded').count()) === 0) await lab.go('toggle-all-folds')
    const step = await lab.page.evaluate((text) => {
      const body = Array.from(document.querySelectorAll('.step > .body')).find((e) => e.textContent?.includes(text))
      return body?.parentElement?.matches('.folded') ? body.parentElement.id : ''
    }, 'marzipan')
    assert.notEqual(step, '', 'its step is folded')
    // What the browser does when its search finds something there.
    await lab.page.evaluate((id) => {
      document.querySelector(`#${id} > .body`)?.dispatchEvent(new Event('beforematch', { bubbles: true }))
    }, step)
    await lab.settle()
    assert.equal(await lab.page.locator(`#${step}.folded`).count(), 0)
  })

  it('is selected and copied whole', async () => {
    const lab = await shown()
    const selected = await lab.page.evaluate(() => {
      document.execCommand('selectAll')
      return getSelection()?.toString() ?? ''
    })
    for (const word of [...WORDS, 'It is so.']) assert.ok(selected.includes(word), word)
    assert.ok(selected.length > 900_000, `${selected.length} characters`)
  })

  it('is jumped about in: to corrections and what they retract, to the answer and back', async () => {
    const lab = await shown()
    const count = await lab.page.evaluate(() => document.querySelectorAll('.mark').length)
    assert.ok(count > 20)
    await lab.page.evaluate(() => document.querySelectorAll<HTMLElement>('.mark')[60]?.click())
    await lab.settle()
    await lab.go('next-correction')
    await lab.settle()
    await lab.settle()
    const place = () =>
      lab.page.evaluate(() => {
        const focused = document.activeElement
        const { top } = focused?.getBoundingClientRect() ?? { top: -1 }
        return { card: focused?.matches('.card, .trials, .trials > button') === true, top, focused: focused?.id ?? '' }
      })
    const arrived = await place()
    assert.ok(arrived.card && arrived.top >= 0 && arrived.top < 900, JSON.stringify(arrived))
    await lab.go('answer')
    await lab.settle()
    assert.equal((await place()).focused, 'answer-title')
    await lab.go('previous-correction')
    await lab.settle()
    const back = await place()
    assert.ok(back.card && back.top >= 0 && back.top < 900, JSON.stringify(back))
  })

  it('folds and unfolds without losing the place', async () => {
    const lab = await shown()
    await lab.page.evaluate(() => document.querySelectorAll<HTMLElement>('.mark')[40]?.click())
    await lab.settle()
    await lab.settle()
    const current = () =>
      lab.page.evaluate(() => {
        const head = document.querySelector('header')?.getBoundingClientRect().bottom ?? 0
        const step = Array.from(document.querySelectorAll('.step')).findLast(
          (section) => section.getBoundingClientRect().top <= head + 48,
        )
        return step?.id
      })
    const before = await current()
    await lab.go('toggle-all-folds')
    await lab.settle()
    assert.ok((await lab.page.locator('.step.folded').count()) > 20)
    assert.ok((await elements(lab)) <= 5000)
    await lab.go('toggle-all-folds')
    await lab.settle()
    assert.equal(await lab.page.locator('.step.folded').count(), 0)
    assert.equal(await current(), before)
  })

  it('is read to a screen reader as steps with headings, far ones too', async () => {
    const lab = await shown()
    const session = await lab.page.context().newCDPSession(lab.page)
    await session.send('Accessibility.enable')
    const { nodes } = await session.send('Accessibility.getFullAXTree')
    const named = (role: string) =>
      nodes.filter((node) => !node.ignored && node.role?.value === role).map(({ name }) => String(name?.value ?? ''))
    const headings = named('heading').filter((name) => /^(?:Step )?\d+/.test(name))
    assert.equal(headings.length, trace.steps.length)
    const text = named('StaticText').join(' ')
    for (const word of WORDS) assert.ok(text.includes(word), word)
  })
})
