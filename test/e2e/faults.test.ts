import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Frame } from 'playwright-core'
import { HeldModel } from './support/model'
import { eventually, openFile, pick, runCommand, useSession } from './support/session'

/** Its own paragraph each, so that the panel shows each as it comes. */
const FIRST = 'First I look at the bounds.'
const SECOND = 'Then I look at the loop.'
const THIRD = 'Last I look at what is returned.'

describe('a run under fault', function () {
  // VS Code tries for a while to reach an extension host that is dead.
  this.timeout(300_000)
  const model = new HeldModel()
  // VS Code starts the extension host again only where it is not an extension in development that it runs.
  const session = useSession({ installed: true })
  before(() => model.start())
  after(() => model.stop())

  /** The panel with a run that has thought `FIRST`, and the run's number. */
  async function begin(settings: Readonly<Record<string, unknown>> = {}): Promise<{ panel: Frame; run: number }> {
    await session.configure({ ...model.settings, ...settings })
    // Opened again, it would be in the group that has the focus, which may be the panel's.
    if ((await session.page.locator('.tab', { hasText: 'search.ts' }).count()) > 0) await session.goToTab('search.ts')
    else await openFile(session.page, 'search.ts', 6, 3)
    // The extension host is up once it knows the function; before that a command may not be found.
    await session.page.locator('.breadcrumbs-control', { hasText: 'lowerBound' }).first().waitFor()
    const run = model.asked
    await session.run('Explain')
    await eventually('the model is asked', async () => model.asked === run + 1)
    model.think(run, `${FIRST}\n\n`)
    return { panel: await seen(FIRST), run }
  }

  /** The panel, once it shows each of them. */
  async function seen(...paragraphs: readonly string[]): Promise<Frame> {
    for (const paragraph of paragraphs) {
      await eventually(`the panel shows “${paragraph}”`, async () => (await timesOf(paragraph).catch(() => 0)) > 0)
    }
    return await session.panel()
  }

  async function timesOf(paragraph: string): Promise<number> {
    const panel = await session.panel()
    return ((await panel.locator('main').textContent()) ?? '').split(paragraph).length - 1
  }

  /** The page that showed the run may not be the one that shows its end. */
  async function interrupted(): Promise<void> {
    const asksAgain = async () => {
      const note = (await session.panel()).locator('.note', { hasText: 'It was interrupted' })
      return (await note.getByRole('button', { name: 'Ask again' }).count()) > 0
    }
    await eventually('the panel says that it was interrupted', () => asksAgain().catch(() => false), 200_000)
  }

  const panelTab = () => session.page.locator('.tab', { hasText: 'Second Thoughts' })

  it('goes on while its panel is hidden, and all of it is there when the panel is shown again', async () => {
    const { run } = await begin()
    await panelTab().click()
    await session.openFromExplorer('intervals.py')
    await session.page.locator('.tab.active', { hasText: 'intervals.py' }).waitFor()
    model.think(run, `${SECOND}\n\n`)
    await panelTab().click()
    await seen(FIRST, SECOND)
    model.think(run, `${THIRD}\n\n`)
    await seen(FIRST, SECOND, THIRD)
    assert.deepEqual([await timesOf(FIRST), await timesOf(SECOND), await timesOf(THIRD)], [1, 1, 1])
    model.answer(run, 'It holds.')
    await session.ended()
  })

  it('goes on where the panel’s page is loaded anew', async () => {
    const { run } = await begin()
    await runCommand(session.page, 'Developer: Reload Webviews')
    model.think(run, `${SECOND}\n\n`)
    await seen(FIRST, SECOND)
    assert.deepEqual([await timesOf(FIRST), await timesOf(SECOND)], [1, 1])
    model.answer(run, 'It holds.')
    await session.ended()
  })

  it('goes on where the panel is closed, and says when it has ended', async () => {
    const { run } = await begin()
    await panelTab().click({ button: 'middle' })
    model.think(run, `${SECOND}\n\n`)
    model.answer(run, 'It holds.')
    const toast = session.page.locator('.notification-toast', { hasText: 'the answer is there' })
    await toast.getByRole('button', { name: 'Show' }).click()
    await seen(FIRST, SECOND, 'It holds.')
  })

  it('stops where the panel is closed and the setting says so, and is kept', async () => {
    await begin({ 'secondThoughts.whenPanelCloses': 'stop' })
    await panelTab().click({ button: 'middle' })
    await eventually('the connection is closed', async () => model.open === 0)
    await session.run('Show Panel')
    const panel = await seen(FIRST)
    await panel.locator('.note', { hasText: 'You stopped it.' }).waitFor()
  })

  it('is one of three from three editors, and shows no word of the others', async () => {
    const first = model.asked
    const files = ['search.ts', 'cache.js', 'proof.md']
    await session.configure(model.settings)
    for (const [index, file] of files.entries()) {
      if (index === 0) await session.goToTab(file)
      else await session.openFromExplorer(file)
      await session.page.locator('.tab.active', { hasText: file }).first().waitFor()
      await session.run('Explain')
      await eventually('the model is asked', async () => model.asked === first + index + 1)
    }
    await session.page.locator('.statusbar-item', { hasText: 'Thinking: 3 runs' }).waitFor()
    for (let turn = 0; turn < 20; turn++) {
      for (const [index, file] of files.entries()) model.think(first + index, `Of ${file}. `)
    }
    for (const [index, file] of files.entries()) model.answer(first + index, `It is about ${file}.`)
    await eventually('all are answered', async () => model.open === 0)
    for (const file of files) {
      await session.run('History')
      await pick(session.page, file)
      await seen(`It is about ${file}.`)
      const words = (await (await session.panel()).locator('main').textContent()) ?? ''
      for (const other of files) assert.equal(words.includes(`Of ${other}. `.repeat(20).trim()), other === file, other)
    }
  })

  it('comes back marked interrupted where the extension host is killed, with what a flush had written', async () => {
    const { run } = await begin()
    model.think(run, `${SECOND}\n\n`)
    const journal = await written(SECOND)
    process.kill(journal.pid, 'SIGKILL')
    await interrupted()
    await seen(FIRST, SECOND)
    assert.equal(await panelTab().count(), 1)
    await eventually('the journal has become a trace', async () =>
      (await readdir(session.traces)).includes(journal.trace),
    )
    assert.ok(!(await readdir(session.traces)).includes(journal.name))
  })

  it('comes back marked interrupted where the window is reloaded', async () => {
    await begin()
    await runCommand(session.page, 'Developer: Reload Window')
    await interrupted()
    await seen(FIRST)
    await session.shoot('interrupted')
  })

  /** The journal that holds those words, once it does. */
  async function written(words: string): Promise<{ name: string; trace: string; pid: number }> {
    let found = { name: '', trace: '', pid: 0 }
    await eventually('the words are on the disk', async () => {
      for (const name of await readdir(session.traces)) {
        const text = await readFile(path.join(session.traces, name), 'utf8').catch(() => '')
        if (!name.endsWith('.journal') || !text.includes(words)) continue
        const { pid }: { pid: number } = JSON.parse(text.split('\n')[0] ?? '')
        found = { name, trace: name.replace('.journal', '.reasoning.json'), pid }
        return true
      }
      return false
    })
    return found
  }
})
