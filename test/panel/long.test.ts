import assert from 'node:assert/strict'
import { traceOf } from './support/traces'
import { usePanel } from './support/usePanel'

describe('a very long thought in the panel', () => {
  const open = usePanel()

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
    await lab.go('answer')
    await lab.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2))
    await lab.settle()
    await lab.settle()
    const rendered = await lab.page.evaluate(() =>
      Array.from(document.querySelectorAll('.steps .far')).every((element) => {
        const { top, bottom } = element.getBoundingClientRect()
        return bottom <= 0 || top >= innerHeight
      }),
    )
    assert.ok(rendered)
  })
})
