import assert from 'node:assert/strict'
import { PROBLEM, SEARCH_TRACE } from './support/traces'
import { usePanel } from './support/usePanel'

const HIDDEN =
  '```edit\n<<<<<<< SEARCH\nlet a = 1\n=======\nlet a = 1 /* \u202e */\nlet \u0430dmin = 2\n>>>>>>> REPLACE\n```'

describe('characters that cannot be seen', () => {
  const open = usePanel()

  it('are named where they stand in what was sent, before anything is read of the answer', async () => {
    const lab = await open()
    const problem = {
      ...PROBLEM,
      before: '// Nothing here\u{e0061}\u{e0070}\n',
      text: `function lowerBound() {\n  return \u2066'\u0430dmin'\n}`,
    }
    const { end: _, ...running } = { ...SEARCH_TRACE, problem }
    await lab.show(running)
    const note = lab.page.locator('main > div > .note')
    assert.match((await note.locator('p').textContent()) ?? '', /^The text that was sent holds characters/)
    assert.deepEqual(await note.locator('li').allTextContents(), [
      'Line 2: TAG a (U+E0061), invisible, 1×',
      'Line 2: TAG p (U+E0070), invisible, 1×',
      'Line 4: LEFT-TO-RIGHT ISOLATE (U+2066), changes the order of what is shown, 1×',
      'Line 4: U+0430 in “\u0430dmin” only looks like a Latin letter',
    ])
    // The note itself is not a place to hide in.
    assert.doesNotMatch((await note.textContent()) ?? '', /[\u2066\u{e0000}-\u{e007f}]/u)
  })

  it('are named beside Apply where a fix brings them', async () => {
    const lab = await open()
    await lab.show({ ...SEARCH_TRACE, answer: HIDDEN, parts: [] })
    const note = lab.page.locator('#answer footer .note')
    assert.match((await note.locator('p').textContent()) ?? '', /^The answer brings characters/)
    assert.deepEqual(await note.locator('li').allTextContents(), [
      'Line 1: RIGHT-TO-LEFT OVERRIDE (U+202E), changes the order of what is shown, 1×',
      'Line 2: U+0430 in “\u0430dmin” only looks like a Latin letter',
    ])
    const { end: _, ...running } = { ...SEARCH_TRACE, answer: HIDDEN, parts: [] }
    await lab.show(running)
    assert.equal(await note.count(), 0)
  })

  it('are not seen in ordinary text', async () => {
    const lab = await open()
    await lab.show(SEARCH_TRACE)
    assert.equal(await lab.page.locator('.note').count(), 0)
  })
})
