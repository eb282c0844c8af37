import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { Dialogs } from './support/dialogs'
import { cleanUp, command, configure, edit, ended, extension, openFile, until } from './support/extension'

describe('from the editor to the panel, with the recorded model', () => {
  let dialogs: Dialogs

  before(async function () {
    // The language's own extension starts with its first document.
    this.timeout(60_000)
    const { document } = await openFile('search.ts', 'let hi')
    await vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', document.uri)
  })
  beforeEach(async () => {
    dialogs = new Dialogs()
    await configure({ demoSpeed: 0 })
  })
  afterEach(async () => {
    dialogs.restore()
    await cleanUp()
  })

  it('asks about the function at the caret and shows its thoughts and its answer', async () => {
    await openFile('search.ts', 'let hi')
    await command('fix')
    const trace = await ended()
    assert.deepEqual(trace.end, { type: 'complete' })
    assert.equal(trace.problem.intent, 'fix')
    assert.equal(trace.problem.document.path, 'search.ts')
    assert.match(trace.problem.text, /^export function lowerBound[\s\S]*return lo\n\}$/)
    assert.match(trace.answer, /<<<<<<< SEARCH/)
    assert.ok(trace.steps.length > 2)
    assert.deepEqual(trace.model, { endpoint: 'Recorded (demo)', model: 'samples', demo: true })
  })

  it('opens the panel beside the editor, which keeps the focus', async () => {
    const editor = await openFile('search.ts', 'let hi')
    await command('fix')
    const { id } = await ended()
    const { panel } = await extension()
    await until(() => panel.isShowing(id))
    assert.equal(vscode.window.activeTextEditor, editor)
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab?.label, 'search.ts')
    const labels = () => vscode.window.tabGroups.all.map(({ tabs }) => tabs.map(({ label }) => label).join())
    await until(() => labels().join(' | ') === 'search.ts | Second Thoughts')
  })

  it('lets the page say that it has shown the end', async () => {
    const { panel } = await extension()
    const seen: string[] = []
    const listener = panel.onSeen((id) => seen.push(id))
    await openFile('search.ts', 'let hi')
    await command('fix')
    const { id } = await ended()
    await until(() => seen.includes(id))
    listener.dispose()
    assert.deepEqual(dialogs.messages, [])
  })

  it('sends what it shows: the selection with what is around it', async () => {
    const editor = await openFile('search.ts', 'let hi')
    const line = editor.document.lineAt(editor.selection.active.line)
    editor.selection = new vscode.Selection(line.range.start, line.range.end)
    await command('fix')
    const { problem, prompt } = await ended()
    assert.equal(problem.text, '  let hi = a.length - 1')
    assert.deepEqual(problem.lines, { first: 5, last: 5 })
    assert.match(problem.before, /export function lowerBound/)
    assert.match(problem.after, /return lo/)
    for (const part of [problem.text, problem.before, problem.after]) assert.ok(prompt.input.includes(part.trim()))
  })

  it('says that it knows the samples alone, and what to do', async () => {
    await edit('|What is six times nine?|')
    await command('solve')
    assert.deepEqual((await ended()).end, { type: 'failed', reason: 'unknown-problem', detail: '' })
  })

  it('asks a question in the user’s own words', async () => {
    dialogs.answer('Ask', 'Why does it end?')
    await openFile('search.ts', 'let hi')
    await command('reason')
    const { problem, prompt } = await ended()
    assert.deepEqual([problem.intent, problem.question], ['ask', 'Why does it end?'])
    assert.match(prompt.input, /Why does it end\?/)
    assert.deepEqual(dialogs.shown[0]?.choices, ['Explain', 'Find and fix', 'Prove or solve', 'Check my work', 'Ask…'])
  })

  it('asks again about the problem as it stood, and remembers which run that was', async () => {
    const editor = await openFile('search.ts', 'let hi')
    await command('fix')
    const first = await ended()
    await editor.edit((builder) => builder.insert(new vscode.Position(0, 0), '// changed\n'))
    dialogs.answer('Recorded (demo)')
    await command('askAgain')
    const { panel } = await extension()
    await until(() => panel.subject?.trace.id !== first.id)
    const again = await ended()
    assert.equal(again.retryOf, first.id)
    assert.deepEqual(again.problem, first.problem)
    await vscode.commands.executeCommand('workbench.action.files.revert')
  })

  it('keeps each run in the history', async () => {
    await openFile('search.ts', 'let hi')
    await command('fix')
    const trace = await ended()
    const { store } = await extension()
    await until(async () => (await store.list()).some(({ id, end }) => id === trace.id && end !== undefined))
    const loaded = await store.load(trace.id)
    assert.ok(loaded.ok)
    assert.deepEqual(loaded.trace, trace)
  })
})
