import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import * as vscode from 'vscode'
import { MAX_DIAGNOSTICS, MAX_PROBLEM_CHARACTERS } from '../../src/problem/limits'
import type { Problem } from '../../src/trace/trace'
import { Dialogs } from './support/dialogs'
import { cleanUp, command, configure, edit, ended, extension, openFile } from './support/extension'

/** A language that no other extension knows the symbols of. */
const LANGUAGE = 'coffeescript'

const CODE = `class Queue
  push: (x) ->
    compare = (a, b) ->
      a - b
    @heap.push x

pop = ->
  1
`

/** Of the words from `from` to `to` in the code. */
function symbol(document: vscode.TextDocument, name: string, kind: vscode.SymbolKind, from: string, to: string) {
  const text = document.getText()
  const start = document.positionAt(text.indexOf(from))
  const end = document.positionAt(text.indexOf(to) + to.length)
  return new vscode.DocumentSymbol(name, '', kind, new vscode.Range(start, end), new vscode.Range(start, start))
}

describe('what is asked about', () => {
  let dialogs: Dialogs
  const disposables: vscode.Disposable[] = []

  beforeEach(() => {
    dialogs = new Dialogs()
  })
  afterEach(async () => {
    for (const disposable of disposables.splice(0)) disposable.dispose()
    dialogs.restore()
    await cleanUp()
  })

  async function asked(marked: string, language = LANGUAGE): Promise<Problem> {
    await edit(marked, language)
    await command('explain')
    return (await ended()).problem
  }

  /** The symbols of {@link CODE}, nested. */
  function knowSymbols(): void {
    const provider: vscode.DocumentSymbolProvider = {
      provideDocumentSymbols(document) {
        const queue = symbol(document, 'Queue', vscode.SymbolKind.Class, 'class Queue', '@heap.push x')
        const push = symbol(document, 'push', vscode.SymbolKind.Method, 'push:', '@heap.push x')
        const compare = symbol(document, 'compare', vscode.SymbolKind.Variable, 'compare =', 'a - b')
        const pop = symbol(document, 'pop', vscode.SymbolKind.Function, 'pop =', '  1')
        push.children = [compare]
        queue.children = [push]
        return [queue, pop]
      },
    }
    disposables.push(vscode.languages.registerDocumentSymbolProvider(LANGUAGE, provider))
  }

  describe('with a selection', () => {
    it('is the selection, to the character', async () => {
      const problem = await asked('one\nt|wo\nth|ree\n')
      assert.equal(problem.text, 'wo\nth')
      assert.deepEqual(problem.span, { start: 5, end: 10 })
      assert.deepEqual(problem.lines, { first: 1, last: 2 })
    })

    it('does not count a line that it ends before', async () => {
      assert.deepEqual((await asked('one\n|two\n|three\n')).lines, { first: 1, last: 1 })
    })

    it('reaches from the first to the last of several', async () => {
      const editor = await edit('one\ntwo\nthree\nfour\n', LANGUAGE)
      editor.selections = [new vscode.Selection(2, 0, 2, 5), new vscode.Selection(0, 0, 0, 3)]
      await command('explain')
      assert.equal((await ended()).problem.text, 'one\ntwo\nthree')
    })

    it('is not a selection of white space', async () => {
      assert.equal((await asked('one:\n  two\n|\n|\nthree\n')).text, 'one:\n  two\n\n\nthree\n')
    })
  })

  describe('without a selection', () => {
    it('is the innermost function, not a variable in it', async () => {
      knowSymbols()
      const { text, name } = await asked(CODE.replace('a - b', 'a |- b'))
      assert.equal(name, 'push')
      assert.match(text, /^push: [\s\S]*@heap\.push x$/)
    })

    it('is the class, where the caret stands in no function', async () => {
      knowSymbols()
      assert.equal((await asked(CODE.replace('Queue', 'Que|ue'))).name, 'Queue')
    })

    it('is found among symbols that come in a flat list', async () => {
      const provider: vscode.DocumentSymbolProvider = {
        provideDocumentSymbols: ({ uri }) => [
          new vscode.SymbolInformation(
            'a',
            vscode.SymbolKind.Function,
            '',
            new vscode.Location(uri, new vscode.Range(0, 0, 4, 16)),
          ),
          new vscode.SymbolInformation(
            'b',
            vscode.SymbolKind.Function,
            '',
            new vscode.Location(uri, new vscode.Range(6, 0, 7, 3)),
          ),
        ],
      }
      disposables.push(vscode.languages.registerDocumentSymbolProvider(LANGUAGE, provider))
      const { text, name } = await asked(CODE.replace('pop', 'p|op'))
      assert.deepEqual([text, name], ['pop = ->\n  1', 'b'])
    })

    it('is the block by its indentation, where nobody knows the symbols', async () => {
      assert.equal((await asked(CODE.replace('pop', 'p|op'))).text, 'pop = ->\n  1')
    })

    it('is the whole document, where there is no block either', async () => {
      assert.equal((await asked('a |= 1\nb = 2')).text, 'a = 1\nb = 2')
    })

    it('is the formula in Markdown', async () => {
      assert.equal((await asked('# A\n\nSo\n\n$$\nx|^2\n$$\n', 'markdown')).text, '$$\nx^2\n$$')
    })

    it('is the section in Markdown, under its heading’s name', async () => {
      const { text, name } = await asked('# A\n\none\n\n## B\n\ntw|o\n', 'markdown')
      assert.deepEqual([text, name], ['## B\n\ntwo', 'B'])
    })

    it('is the section in LaTeX', async () => {
      assert.equal((await asked('\\section{A}\none\n\\section{B}\ntw|o\n', 'latex')).name, 'B')
    })
  })

  describe('with what goes along', () => {
    it('is named by its path in the workspace and its language', async () => {
      await configure({ demoSpeed: 0 })
      const { document } = await openFile('intervals.py', 'def')
      await command('explain')
      const { problem } = await ended()
      assert.deepEqual(problem.document, { uri: document.uri.toString(), path: 'intervals.py', languageId: 'python' })
    })

    it('is named by its file alone outside of the workspace: folders may name people', async () => {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'someone-'))
      try {
        await writeFile(path.join(folder, 'note.txt'), 'one plus one\n')
        await vscode.window.showTextDocument(vscode.Uri.file(path.join(folder, 'note.txt')))
        await command('explain')
        const { problem, prompt } = await ended()
        assert.equal(problem.document.path, 'note.txt')
        assert.ok(!prompt.input.includes('someone-'))
      } finally {
        await rm(folder, { recursive: true })
      }
    })

    it('is surrounded by as much text as the setting says', async () => {
      await configure({ contextCharacters: 8 })
      const { before, after } = await asked('a\nb\nc\nd\ne\n|x|\nf\ng\nh\ni\nj\n')
      assert.deepEqual([before, after], ['b\nc\nd\ne\n', '\nf\ng\nh\ni'])
    })

    it('holds the diagnostics in range, the worst first', async () => {
      const collection = vscode.languages.createDiagnosticCollection('test')
      disposables.push(collection)
      const { document } = await edit('one\n|two\nthree|\nfour\n', LANGUAGE)
      const at = (line: number, message: string, severity: vscode.DiagnosticSeverity) =>
        new vscode.Diagnostic(new vscode.Range(line, 0, line, 3), message, severity)
      collection.set(document.uri, [
        at(0, 'outside', vscode.DiagnosticSeverity.Error),
        at(1, 'a hint', vscode.DiagnosticSeverity.Hint),
        at(2, 'an error', vscode.DiagnosticSeverity.Error),
      ])
      await command('fix')
      const { problem, prompt } = await ended()
      assert.deepEqual(problem.diagnostics, [
        { severity: 'error', message: 'an error', line: 2 },
        { severity: 'hint', message: 'a hint', line: 1 },
      ])
      assert.match(prompt.input, /line 3, error: an error/)
    })

    it('holds no more diagnostics than one can read', async () => {
      const collection = vscode.languages.createDiagnosticCollection('test')
      disposables.push(collection)
      const { document } = await edit('|one|', LANGUAGE)
      const many = Array.from({ length: 50 }, (_, i) => new vscode.Diagnostic(new vscode.Range(0, 0, 0, 1), `no ${i}`))
      collection.set(document.uri, many)
      await command('fix')
      assert.equal((await ended()).problem.diagnostics.length, MAX_DIAGNOSTICS)
    })
  })

  describe('from the lightbulb', () => {
    it('is the problem that the editor reports, with the function around it', async () => {
      knowSymbols()
      const collection = vscode.languages.createDiagnosticCollection('test')
      disposables.push(collection)
      const { document } = await edit(CODE, LANGUAGE)
      const range = new vscode.Range(3, 6, 3, 11)
      collection.set(document.uri, [
        new vscode.Diagnostic(range, 'the order is wrong', vscode.DiagnosticSeverity.Warning),
        new vscode.Diagnostic(new vscode.Range(4, 4, 4, 9), 'something else', vscode.DiagnosticSeverity.Error),
      ])
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        range,
        vscode.CodeActionKind.QuickFix.value,
      )
      const [action] = actions.filter(({ title }) => title === 'Second Thoughts: find and fix')
      assert.ok(action?.command, actions.map(({ title }) => title).join(', '))
      await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []))
      const { problem } = await ended()
      assert.deepEqual([problem.intent, problem.name], ['fix', 'push'])
      assert.deepEqual(problem.diagnostics, [{ severity: 'warning', message: 'the order is wrong', line: 3 }])
    })

    it('is offered only where something is reported', async () => {
      const { document } = await edit(CODE, LANGUAGE)
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(3, 6, 3, 11),
      )
      assert.ok(actions.every(({ title }) => !title.startsWith('Second Thoughts')))
    })
  })

  describe('is refused with a reason', () => {
    async function refusal(marked: string, language = LANGUAGE): Promise<string> {
      const { panel } = await extension()
      const before = panel.subject
      await edit(marked, language)
      await command('explain')
      assert.equal(panel.subject, before, 'something was asked')
      assert.equal(dialogs.messages.length, 1)
      return dialogs.messages[0] ?? ''
    }

    it('in an empty file', async () => {
      assert.match(await refusal('|'), /nothing here to ask about yet\. Type or select/)
    })

    it('in an empty Markdown file', async () => {
      assert.match(await refusal('|', 'markdown'), /nothing here to ask about yet/)
    })

    it('where it is binary', async () => {
      assert.match(await refusal('a\0b'), /no text: it holds null characters\. Select a part/)
    })

    it('where it is larger than a model can take', async () => {
      assert.match(
        await refusal(`|${'x'.repeat(MAX_PROBLEM_CHARACTERS + 1)}|`),
        /100,001 characters, and at most 100,000/,
      )
    })

    it('where no text editor is open', async () => {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors')
      await command('explain')
      assert.match(dialogs.messages.join(), /Open a text file and put the caret in what you ask about/)
    })

    it('where the question is too long', async () => {
      dialogs.answer('x'.repeat(20_001))
      await edit('|one|')
      await command('ask')
      assert.deepEqual(dialogs.messages, ['At most 20000 characters.'])
    })

    it('where the question is empty', async () => {
      const { panel } = await extension()
      const before = panel.subject
      dialogs.answer('  ')
      await edit('|one|')
      await command('ask')
      assert.equal(panel.subject, before)
      assert.deepEqual(dialogs.messages, ['Type your question first.'])
    })
  })
})
