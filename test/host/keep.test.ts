import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as vscode from 'vscode'
import { exportedText, proposedFile } from '../../src/host/keep/export'
import { type HistoryItem, historyItems, showHistory } from '../../src/host/keep/history'
import { TraceStore } from '../../src/host/keep/store'
import { parseTraceText } from '../../src/host/keep/traceFile'
import { tellTroubles } from '../../src/host/keep/troubles'
import { MAX_TRACE_BYTES } from '../../src/trace/schema'
import { newTrace, type Trace } from '../../src/trace/trace'
import { Dialogs } from './support/dialogs'
import { cleanUp, command, extension, openFile, until } from './support/extension'
import { answered, fix, show } from './support/traces'

const VIEW_TYPE = 'secondThoughts.trace'

describe('reasoning that is kept', () => {
  let folder = ''
  let dialogs: Dialogs
  let document: vscode.TextDocument

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'second-thoughts-keep-'))
    dialogs = new Dialogs()
    document = (await openFile('search.ts', 'let hi')).document
  })
  afterEach(async () => {
    dialogs.restore()
    await cleanUp()
    rmSync(folder, { recursive: true, force: true })
  })

  const trace = (other: Partial<Trace> = {}) => answered(document, 'let hi', fix('a', 'b'), other)

  const customTab = () => {
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs)
    return tabs.find(({ input }) => input instanceof vscode.TabInputCustom && input.viewType === VIEW_TYPE)
  }

  async function openTrace(name: string, content: string): Promise<vscode.Uri> {
    const uri = vscode.Uri.file(path.join(folder, name))
    writeFileSync(uri.fsPath, content)
    await vscode.commands.executeCommand('vscode.open', uri)
    await until(() => customTab() !== undefined)
    return uri
  }

  describe('in a file', () => {
    it('opens in the panel’s page, to be read and copied', async () => {
      await openTrace('a.reasoning.json', exportedText(trace()))
      await until(() => customTab()?.isActive === true)
      await command('copyAsMarkdown')
      const markdown = await vscode.env.clipboard.readText()
      assert.match(markdown, /^# Find and fix search\.ts/)
      assert.match(markdown, /Let me see\./)
      assert.deepEqual(dialogs.messages, [])
    })

    it('changes nothing, and says why', async () => {
      await openTrace('a.reasoning.json', exportedText(trace()))
      await until(() => customTab()?.isActive === true)
      const actions = ['apply', 'preview', 'insertBelow', 'askAgain']
      for (const action of actions) await command(action)
      await until(() => dialogs.messages.length === actions.length)
      for (const message of dialogs.messages) assert.match(message, /opened from a file/)
      assert.equal(document.isDirty, false)
    })

    it('shows what the file holds when it is opened again', async () => {
      const uri = await openTrace('a.reasoning.json', exportedText(trace({ answer: 'First.', parts: [] })))
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor')
      await until(() => customTab() === undefined)
      await openTrace(path.basename(uri.fsPath), exportedText(trace({ answer: 'Second.', parts: [] })))
      await until(() => customTab()?.isActive === true)
      await command('copyAnswer')
      await until(async () => (await vscode.env.clipboard.readText()) === 'Second.')
    })

    const unreadable: readonly (readonly [string, string, RegExp])[] = [
      ['that was cut', '{"format":"second-thoughts.reasoning","version":1,', /damaged/],
      ['that is empty', '', /damaged/],
      ['of another kind', '{"hello":"world"}', /no reasoning/],
      ['of a newer version', '{"format":"second-thoughts.reasoning","version":99}', /newer version/],
      ['that is nothing but brackets', '['.repeat(200_000), /damaged/],
    ]
    for (const [name, content, wanted] of unreadable) {
      it(`${name} is explained, and offered as text`, async () => {
        dialogs.answer('Reopen as Text')
        const uri = await openTrace('a.reasoning.json', content)
        await until(() => vscode.window.activeTextEditor?.document.uri.toString() === uri.toString())
        assert.match(dialogs.messages.join(), wanted)
        assert.equal(readFileSync(uri.fsPath, 'utf8'), content)
      })
    }

    it('that cannot be shown can be reopened as text by VS Code’s own command too', async () => {
      const uri = await openTrace('a.reasoning.json', '{')
      await until(() => customTab()?.isActive === true)
      await vscode.commands.executeCommand('workbench.action.reopenTextEditor')
      await until(() => vscode.window.activeTextEditor?.document.uri.toString() === uri.toString())
    })

    it('that is too large is not read, and the limit is named', async () => {
      const uri = vscode.Uri.file(path.join(folder, 'a.reasoning.json'))
      writeFileSync(uri.fsPath, '')
      truncateSync(uri.fsPath, MAX_TRACE_BYTES + 1)
      await vscode.commands.executeCommand('vscode.open', uri)
      await until(() => dialogs.messages.length > 0)
      assert.match(dialogs.messages.join(), /161 MB, and 160 MB is the most/)
    })

    it('with a key that every object has does no harm', async () => {
      const json = JSON.stringify(trace()).replace('{', '{"__proto__":{"polluted":true},')
      await openTrace('a.reasoning.json', json)
      await until(() => customTab()?.isActive === true)
      assert.equal(Reflect.get({}, 'polluted'), undefined)
      assert.deepEqual(dialogs.messages, [])
    })
  })

  describe('in the history', () => {
    let store: TraceStore

    beforeEach(() => {
      store = new TraceStore(path.join(folder, 'traces'), () => 10, { info: () => undefined, warn: () => undefined })
    })
    afterEach(() => store.dispose())

    async function keep(one: Trace): Promise<void> {
      const journal = store.begin(begun(one))
      journal.append([
        { type: 'part', part: { text: 'answer', start: 0, end: 0, provenance: 'raw', at: 1 }, at: 1 },
        { type: 'append', text: 'answer', chars: one.answer, at: 2 },
        { type: 'end', end: { type: 'complete' }, at: 3 },
      ])
      await journal.close()
    }

    it('stands under its day, with what was asked, where, by which model and how it ended', async () => {
      const now = new Date(2026, 10, 24, 12)
      const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 5).toISOString()
      const { problem } = trace()
      await keep(trace({ startedAt: at(24, 9), problem: { ...problem, name: 'lowerBound' } }))
      await keep(trace({ startedAt: at(23, 9) }))
      await keep(trace({ startedAt: at(20, 9) }))
      const items = historyItems(await store.list(), now, 'en')
      assert.deepEqual(
        items.map(({ label }) => label),
        [
          'Today',
          '$(pass) Find and fix lowerBound',
          'Yesterday',
          '$(pass) Find and fix search.ts:6',
          'Friday, November 20, 2026',
          '$(pass) Find and fix search.ts:6',
        ],
      )
      assert.deepEqual(
        items.map(({ description }) => description),
        [undefined, 'search.ts:6', undefined, undefined, undefined, undefined],
      )
      assert.match(items[1]?.detail ?? '', /^09:05 AM · OpenAI · o9 · /)
    })

    it('shows a question in the user’s own words, which are no icons', async () => {
      const { problem } = trace()
      await keep(trace({ problem: { ...problem, intent: 'ask', question: 'Why $(trash)\nhere?' } }))
      const [, item] = historyItems(await store.list(), new Date(), 'en')
      assert.equal(item?.label, '$(pass) Why \\$(trash) here?')
    })

    it('tells a run that goes on from those that can be deleted', async () => {
      const journal = store.begin(begun(trace()))
      const [, item] = historyItems(await store.list(), new Date(), 'en')
      assert.match(item?.detail ?? '', /still thinking/)
      assert.deepEqual(item?.buttons, [])
      await journal.close()
    })

    it('offers a sample where there is nothing yet', () => {
      const [item, ...rest] = historyItems([], new Date(), 'en')
      assert.deepEqual([item?.summary, rest], [undefined, []])
      assert.match(item?.label ?? '', /sample/)
    })

    it('is opened when it is chosen, and deleted by its button', async () => {
      const [one, two] = [trace({ answer: 'One.' }), trace({ answer: 'Two.' })]
      await keep(one)
      await keep(two)
      const opened: Trace[] = []
      const restore = watchQuickPicks()
      const closed = showHistory(store, (found) => opened.push(found))
      const { pick, press } = restore()
      const item = (id: string) => pick.items.find(({ summary }) => summary?.id === id)
      await until(() => item(one.id) !== undefined)
      press(item(one.id))
      await until(() => item(one.id) === undefined)
      pick.activeItems = pick.items.filter(({ summary }) => summary?.id === two.id)
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem')
      await closed
      await until(() => opened.length === 1)
      assert.equal(opened[0]?.answer, 'Two.')
      assert.deepEqual(await store.load(one.id), { ok: false, reason: 'missing', detail: '' })
    })

    it('names to the user a file that is damaged, and where it is now', async () => {
      const telling = tellTroubles(store)
      try {
        await keep(trace())
        const damaged = path.join(folder, 'traces', 'cut.reasoning.json')
        writeFileSync(damaged, '{"format":"second-thoughts.reasoning","version":1,')
        dialogs.answer('Open as Text')
        assert.equal((await store.list()).length, 1)
        await until(() => vscode.window.activeTextEditor?.document.uri.fsPath === `${damaged}.damaged`)
        assert.deepEqual(dialogs.messages, [
          'A saved reasoning is damaged. It was set aside as cut.reasoning.json.damaged; nothing was deleted.',
        ])
      } finally {
        telling.dispose()
      }
    })

    it('tells the user once that a newer version has written a file', async () => {
      const telling = tellTroubles(store)
      try {
        await keep(trace())
        const newer = path.join(folder, 'traces', 'newer.reasoning.json')
        writeFileSync(newer, JSON.stringify({ ...trace({ id: 'newer' }), version: 2 }))
        for (const _ of [1, 2]) assert.equal((await store.list()).length, 1)
        assert.match(dialogs.messages.join('|'), /^This reasoning was saved by a newer version[^|]*$/)
        assert.ok(readFileSync(newer, 'utf8').includes('"version":2'))
      } finally {
        telling.dispose()
      }
    })

    it('that cannot be written is told, with the file system’s reason', async () => {
      writeFileSync(path.join(folder, 'traces'), 'a file stands where the folder should be')
      const telling = tellTroubles(store)
      try {
        await keep(trace())
        assert.match(dialogs.messages.join('|'), /^The reasoning cannot be written to the disk \(E[A-Z]+\)[^|]*$/)
      } finally {
        telling.dispose()
      }
    })

    it('is deleted as a whole after a yes alone', async () => {
      const { store: real } = await extension()
      const journal = real.begin(begun(trace()))
      await journal.close()
      await command('clearHistory')
      assert.ok((await real.list()).length > 0)
      dialogs.answer('Delete All')
      await command('clearHistory')
      assert.deepEqual(await real.list(), [])
      assert.deepEqual(
        dialogs.shown.map(({ choices }) => choices),
        [['Delete All'], ['Delete All']],
      )
    })
  })

  describe('exported', () => {
    it('is the trace, whole, and a file that opens again', () => {
      const one = trace()
      assert.deepEqual(parseTraceText(exportedText(one)), { ok: true, trace: one })
    })

    it('is saved where the user says', async () => {
      const target = vscode.Uri.file(path.join(folder, 'mine.reasoning.json'))
      const proposed = answerSaveDialogs(target)
      const one = trace()
      await show(one)
      await command('saveAs')
      assert.deepEqual(proposed(), ['search.reasoning.json'])
      assert.deepEqual(parseTraceText(readFileSync(target.fsPath, 'utf8')), { ok: true, trace: one })
    })

    it('says when it cannot be saved there', async () => {
      const proposed = answerSaveDialogs(vscode.Uri.file(path.join(folder, 'a.txt', 'mine.reasoning.json')))
      writeFileSync(path.join(folder, 'a.txt'), '')
      await show(trace())
      await command('saveAs')
      assert.equal(proposed().length, 1)
      assert.match(dialogs.messages.join(), /could not be saved/)
    })

    it('has a name made of the problem’s, in the document’s folder', () => {
      const { problem } = trace()
      const named = (name: string) => path.basename(proposedFile(trace({ problem: { ...problem, name } })).path)
      assert.equal(named('lowerBound'), 'lowerBound.reasoning.json')
      assert.equal(named('../../etc/passwd'), 'etc-passwd.reasoning.json')
      assert.equal(named('证明：根号二'), '证明-根号二.reasoning.json')
      assert.equal(named('///'), 'search.reasoning.json')
      assert.equal(path.dirname(proposedFile(trace()).fsPath), path.dirname(document.uri.fsPath))
    })

    it('opens as a Markdown document', async () => {
      await show(trace())
      await command('openAsMarkdown')
      const { document: markdown } = vscode.window.activeTextEditor ?? assert.fail('no editor')
      assert.equal(markdown.languageId, 'markdown')
      assert.match(markdown.getText(), /## Thoughts[\s\S]*Let me see\.[\s\S]*## Answer/)
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
    })

    it('waits for the end of the run', async () => {
      const { end: _, ...running } = trace()
      await show(running)
      await command('saveAs')
      assert.match(dialogs.messages.join(), /still thinking/)
    })
  })
})

function begun({ id, startedAt, problem, prompt, model }: Trace): Trace {
  return newTrace({ id, startedAt, problem, prompt, model })
}

/** Chooses that file in each dialog; what is returned ends it, and gives the names that were proposed. */
function answerSaveDialogs(target: vscode.Uri): () => readonly string[] {
  const original = Object.getOwnPropertyDescriptor(vscode.window, 'showSaveDialog')
  assert.ok(original)
  const proposed: string[] = []
  const stand = async (options?: vscode.SaveDialogOptions) => {
    proposed.push(path.basename(options?.defaultUri?.path ?? ''))
    return target
  }
  Object.defineProperty(vscode.window, 'showSaveDialog', { ...original, value: stand })
  return () => {
    Object.defineProperty(vscode.window, 'showSaveDialog', original)
    return proposed
  }
}

interface Watched {
  readonly pick: vscode.QuickPick<HistoryItem>
  /** The button of an item, which no command presses. */
  press(item: HistoryItem | undefined): void
}

/** Hands over the Quick Pick that is made next; to be called again once it has been. */
function watchQuickPicks(): () => Watched {
  const original = Object.getOwnPropertyDescriptor(vscode.window, 'createQuickPick')
  assert.ok(original)
  let watched: Watched | undefined
  const stand = (): vscode.QuickPick<HistoryItem> => {
    Object.defineProperty(vscode.window, 'createQuickPick', original)
    const pick = vscode.window.createQuickPick<HistoryItem>()
    const pressed = new vscode.EventEmitter<vscode.QuickPickItemButtonEvent<HistoryItem>>()
    Object.defineProperty(pick, 'onDidTriggerItemButton', { value: pressed.event })
    watched = {
      pick,
      press: (item) => {
        const [button] = item?.buttons ?? []
        assert.ok(item && button)
        pressed.fire({ item, button })
      },
    }
    return pick
  }
  Object.defineProperty(vscode.window, 'createQuickPick', { ...original, value: stand })
  return () => {
    assert.ok(watched, 'no Quick Pick was made')
    return watched
  }
}
