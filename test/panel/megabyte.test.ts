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
  return farCorrected(recorder.trace)
}

/** Its last correction takes back the sentence that stands at a tenth of it. */
function farCorrected(trace: Trace): Trace {
  const words = `Here stands ${WORDS[0]} alone.`
  const start = trace.thought.indexOf(words)
  const last = trace.reflections.findLast(({ kind }) => kind === 'correction')
  const reflections = trace.reflections.map((reflection) =>
    reflection === last && reflection.kind === 'correction'
      ? { ...reflection, reparandum: { start, end: start + words.length } }
      : reflection,
  )
  return { ...trace, reflections }
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

  /** All that is in view is rendered, with its formulas and colours. */
  const ready = async (lab: PanelLab) => {
    await lab.settle()
    await lab.page.waitForFunction(() => {
      const waiting = document.querySelectorAll(
        ':is(.steps .far, .steps :is(.math, code[data-language]):not([data-done])):not([hidden], [hidden] *)',
      )
      return Array.from(waiting).every((element) => {
        const { top, bottom } = element.getBoundingClientRect()
        return bottom <= 0 || top >= innerHeight
      })
    })
    await lab.settle()
  }

  /** How many nodes there are once what was left behind is gone: when their number is the same over half a second. */
  const resting = async (lab: PanelLab) => {
    const counts = [await elements(lab)]
    while (counts.slice(-6).length < 6 || new Set(counts.slice(-6)).size > 1) {
      await lab.page.waitForTimeout(100)
      counts.push(await elements(lab))
    }
    return counts.at(-1) ?? 0
  }

  /** Waits until the words are rendered in the view. */
  const seen = async (lab: PanelLab, words: string) => {
    await lab.page.waitForFunction((text) => {
      const paragraphs = Array.from(document.querySelectorAll('.steps .body p'))
      const { top, bottom } =
        paragraphs.find((p) => p.textContent?.includes(text))?.getBoundingClientRect() ?? new DOMRect()
      const head = document.querySelector('header')?.getBoundingClientRect().bottom ?? 0
      return bottom > head && top < innerHeight && bottom > top
    }, words)
  }

  /** As the reader who searches from the address, or from the browser's own field, has it. */
  const search = async (lab: PanelLab, words: string) => {
    await lab.page.evaluate((text) => {
      location.hash = `:~:text=${text}`
    }, words)
  }

  it('is all there, in few nodes, wherever the reader is', async () => {
    const lab = await shown()
    for (let place = 0; place <= 20; place++) {
      await lab.page.evaluate((part) => scrollTo(0, document.documentElement.scrollHeight * part), place / 20)
      await ready(lab)
      const count = await resting(lab)
      assert.ok(count <= 5000, `${count} nodes at ${place} twentieths`)
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
      await seen(lab, word)
    }
  })

  it('lets the browser find words in steps that are folded, and opens those', async () => {
    const lab = await shown()
    await lab.go('toggle-all-folds')
    const folded = lab.page.locator('.step.folded')
    assert.equal(await folded.count(), trace.steps.length)
    assert.ok((await elements(lab)) <= 5000)
    for (const [i, word] of WORDS.entries()) {
      await search(lab, word)
      await seen(lab, word)
      assert.equal(await folded.count(), trace.steps.length - i - 1)
    }
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
        const inView = top >= 0 && top < innerHeight
        return {
          card: focused?.matches('.card, .trials, .trials > button') === true,
          inView,
          focused: focused?.id ?? '',
        }
      })
    const arrived = await place()
    assert.ok(arrived.card && arrived.inView, JSON.stringify(arrived))
    await lab.go('answer')
    await ready(lab)
    const answered = await place()
    assert.ok(answered.focused === 'answer-title' && answered.inView, JSON.stringify(answered))
    await lab.go('previous-correction')
    await ready(lab)
    const back = await place()
    assert.ok(back.card && back.inView, JSON.stringify(back))
  })

  it('is jumped about in: from a correction to what it retracts, nearly a megabyte before, and back', async () => {
    const lab = await shown()
    await lab.go('answer')
    await lab.go('previous-correction')
    await ready(lab)
    const inView = (selector: string) =>
      lab.page.locator(selector).evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect()
        return element === document.activeElement && top >= 0 && bottom <= innerHeight
      })
    const last = trace.reflections.findLast((reflection) => reflection.kind === 'correction')
    assert.ok(last && (await inView(`#card-${last.id}`)))
    const retracted = `.body s.retracted[data-mark="${last.id}"]`
    assert.equal(await lab.page.locator(retracted).count(), 0, 'what it retracts is not rendered yet')
    await lab.page.locator(`#card-${last.id} [data-do="target"]`).click()
    await ready(lab)
    assert.ok(await inView(retracted))
    assert.equal(await lab.page.locator(retracted).textContent(), `Here stands ${WORDS[0]} alone.`)
    await lab.page.locator(`[data-do="card"][data-id="${last.id}"]`).click()
    await ready(lab)
    assert.ok(await inView(`#card-${last.id}`))
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
          (section) => section.getBoundingClientRect().top <= head + 16,
        )
        return step?.id
      })
    const before = await current()
    await lab.go('toggle-all-folds')
    await ready(lab)
    assert.equal(await lab.page.locator('.step.folded').count(), trace.steps.length)
    assert.ok((await elements(lab)) <= 5000)
    assert.equal(await current(), before)
    await lab.go('toggle-all-folds')
    await ready(lab)
    assert.equal(await lab.page.locator('.step.folded').count(), 0)
    assert.equal(await current(), before)
  })
})

describe('a thought of a megabyte, where a screen reader runs', function () {
  this.timeout(60_000)
  // Without it Chromium leaves out of its tree what it need not lay out.
  const open = usePanel(['--force-renderer-accessibility'])

  it('is read as steps with headings, far ones too', async () => {
    const trace = megabyte()
    const lab = await open()
    await lab.show(trace, { keepStepsOpen: true })
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
