import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { begun, changesOf, PROBLEM, traceOf } from './support/traces'
import { usePanel } from './support/usePanel'

describe('hostile text in the panel', () => {
  const open = usePanel()

  it('opens links and places by asking the host', async () => {
    const lab = await open()
    await lab.show(
      traceOf({
        steps: [{ kind: 'recall', seconds: 1, text: 'See [this](https://example.org/a) and src/search.ts:7 there.' }],
        answer: 'x',
      }),
      { keepStepsOpen: true },
    )
    // VS Code opens by itself the address of any link whose click comes as far as the window.
    await lab.page.evaluate(() => {
      window.addEventListener('click', (event) => {
        const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement && node.href !== '')
        if (link) Object.assign(globalThis, { clicked: true })
      })
    })
    await lab.page.click('.body a[href]')
    assert.equal((await lab.posted('open-link')).href, 'https://example.org/a')
    assert.equal(await lab.page.evaluate(() => 'clicked' in globalThis), false, 'the editor would open it once more')
    await lab.page.locator('.body a[data-file]').focus()
    await lab.page.keyboard.press('Enter')
    assert.deepEqual(await lab.posted('open-file'), { type: 'open-file', path: 'src/search.ts', line: 7 })
  })

  it('lets model text neither run nor load anything', async function () {
    this.timeout(120_000)
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
    // Character by character, so that every point at which the text can be split is on the screen once.
    await lab.show(begun(trace))
    await lab.stream(changesOf(trace, [1]))
    assert.deepEqual(hits, [])
    assert.equal(await lab.page.evaluate(() => 'pwned' in window), false)
    assert.equal(await lab.page.locator('.body img, .body [data-action], .body script, .body style').count(), 0)
    assert.equal(await lab.page.locator('a[href^="javascript"]').count(), 0)
    canary.close()
  })
})
