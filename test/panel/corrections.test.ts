import assert from 'node:assert/strict'
import { SEARCH, SEARCH_TRACE, traceOf, type Written } from './support/traces'
import { usePanel } from './support/usePanel'

describe('corrections in the panel', () => {
  const open = usePanel()

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
    assert.ok((await lab.focused()).startsWith('the loop may stop as soon as'))
    assert.equal(await lab.page.locator('.step').nth(1).getAttribute('class'), 'step kind-deduction')
    await lab.page.click('text=corrected in step 4')
    await lab.settle()
    assert.ok((await lab.focused()).includes('Wait, that is not right'))
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

  it('says once where a passage was corrected, however much of it one step takes back', async () => {
    const lab = await open()
    const twice: Written = {
      steps: [
        { kind: 'deduction', seconds: 1, text: 'The sum is 3, and the product is 4, and the rest is 5.' },
        { kind: 'backtracking', seconds: 1, text: 'Wait, the sum is 6. No, and the product is 8.' },
        { kind: 'backtracking', seconds: 1, text: 'Hold on, nothing is left.' },
      ],
      corrections: [
        { cue: 'Wait', retracts: 'The sum is 3' },
        { cue: 'No', retracts: 'the product is 4' },
        { cue: 'Hold on', retracts: 'the rest is 5' },
      ],
      answer: '8',
    }
    await lab.show(traceOf(twice), { keepStepsOpen: true })
    const links = lab.page.locator('.step >> nth=0 >> .back')
    assert.deepEqual(await links.allTextContents(), ['corrected in step 2', 'corrected in step 3'])
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
    await lab.go('toggle-all-folds')
    assert.equal(await lab.page.locator('.card, s.retracted').count(), 0)
    assert.ok((await lab.page.locator('.cue.faint').count()) > 0)
  })
})
