import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as vscode from 'vscode'
import { newTrace, type Trace } from '../../src/trace/trace'
import { Dialogs } from './support/dialogs'
import { cleanUp, command, edit, extension, until } from './support/extension'
import { formatOnSave } from './support/format'
import { answered, fix, show } from './support/traces'

const CODE = 'function f() {\n\tlet a = 1\n\treturn a\n}\n'

describe('an answer in use', () => {
  let folder = ''
  let dialogs: Dialogs

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'second-thoughts-use-'))
    dialogs = new Dialogs()
  })
  afterEach(async () => {
    dialogs.restore()
    for (const document of vscode.workspace.textDocuments) if (document.isDirty) await discard(document)
    await cleanUp()
    rmSync(folder, { recursive: true, force: true })
  })

  async function discard(document: vscode.TextDocument): Promise<void> {
    await vscode.window.showTextDocument(document)
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor')
  }

  async function openFile(name: string, content: string): Promise<vscode.TextDocument> {
    const file = path.join(folder, name)
    writeFileSync(file, content)
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file))
    await vscode.window.showTextDocument(document)
    return document
  }

  async function apply(trace: Trace): Promise<void> {
    await show(trace)
    await command('apply')
  }

  describe('applied', () => {
    it('changes the document, unsaved, and is undone by one step', async () => {
      const document = await openFile('a.ts', CODE)
      await apply(
        answered(document, CODE, `${fix('\tlet a = 1', '\tlet a = 2')}\n\n${fix('\treturn a', '\treturn -a')}`),
      )
      assert.equal(document.getText(), 'function f() {\n\tlet a = 2\n\treturn -a\n}\n')
      assert.equal(document.isDirty, true)
      await vscode.window.showTextDocument(document)
      await vscode.commands.executeCommand('undo')
      assert.equal(document.getText(), CODE)
      assert.deepEqual(dialogs.messages, [])
    })

    it('keeps CRLF and tabs', async () => {
      const document = await openFile('a.ts', CODE.replaceAll('\n', '\r\n'))
      await apply(answered(document, 'let a = 1', fix('\tlet a = 1\n\treturn a', '\tlet a = 2\n\n\treturn a')))
      await document.save()
      const { fsPath } = document.uri
      assert.equal(readFileSync(fsPath, 'utf8'), 'function f() {\r\n\tlet a = 2\r\n\r\n\treturn a\r\n}\r\n')
    })

    it('finds its place when the document was edited elsewhere', async () => {
      const document = await openFile('a.ts', CODE)
      const trace = answered(document, CODE, fix('\tlet a = 1', '\tlet a = 2'))
      const before = new vscode.WorkspaceEdit()
      before.insert(document.uri, new vscode.Position(0, 0), '// moved\n')
      await vscode.workspace.applyEdit(before)
      await apply(trace)
      assert.equal(document.getText(), `// moved\n${CODE.replace('1', '2')}`)
    })

    it('opens a document that was closed', async () => {
      const document = await openFile('a.ts', CODE)
      const trace = answered(document, CODE, fix('\tlet a = 1', '\tlet a = 2'))
      await vscode.commands.executeCommand('workbench.action.closeAllEditors')
      await apply(trace)
      const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === document.uri.toString())
      assert.equal(open?.getText(), CODE.replace('1', '2'))
      assert.equal(readFileSync(document.uri.fsPath, 'utf8'), CODE)
    })

    it('changes an untitled document', async () => {
      const { document } = await edit(CODE, 'typescript')
      await apply(answered(document, CODE, fix('\tlet a = 1', '\tlet a = 2')))
      assert.equal(document.getText(), CODE.replace('1', '2'))
    })

    it('changes a notebook’s cell, and is undone in it by one step', async () => {
      const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, 'a = 1\nprint(a)', 'python')
      const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([cell]))
      await vscode.window.showNotebookDocument(notebook)
      const { document } = notebook.cellAt(0)
      await apply(answered(document, 'a = 1', fix('a = 1', 'a = 2')))
      assert.equal(document.getText(), 'a = 2\nprint(a)')
      // A notebook undoes what was done in the cell that is being edited.
      await vscode.window.showNotebookDocument(notebook)
      await vscode.commands.executeCommand('notebook.focusTop')
      await vscode.commands.executeCommand('notebook.cell.edit')
      await until(() => vscode.window.activeTextEditor?.document === document)
      await vscode.commands.executeCommand('undo')
      assert.equal(document.getText(), 'a = 1\nprint(a)')
    })

    it('once, however often it is clicked', async () => {
      const document = await openFile('a.ts', CODE)
      await show(answered(document, CODE, fix('\tlet a = 1', '\tlet a = 1\n\tlet b = 2')))
      await Promise.all([command('apply'), command('apply')])
      await command('apply')
      assert.equal(document.getText(), CODE.replace('\tlet a = 1', '\tlet a = 1\n\tlet b = 2'))
      assert.deepEqual(dialogs.messages, ['The fix is in the document already.'])
    })

    it('survives an editor that formats on saving', async () => {
      const document = await openFile('a.txt', 'a=1\n')
      const formats = await formatOnSave()
      try {
        const trace = answered(document, 'a=1', fix('a=1', 'a=2'))
        await apply(trace)
        await document.save()
        assert.equal(readFileSync(document.uri.fsPath, 'utf8'), 'a = 2\n')
        await command('apply')
        assert.equal(document.getText(), 'a = 2\n')
        assert.deepEqual(dialogs.messages, ['The text that the fix replaces is not in the document any more.'])
        // One step for what was formatted, one for the fix.
        await vscode.window.showTextDocument(document)
        for (const wanted of ['a=2\n', 'a=1\n']) {
          await vscode.commands.executeCommand('undo')
          assert.equal(document.getText(), wanted)
        }
      } finally {
        await formats.end()
      }
    })
  })

  describe('refused with a reason, and offered to be copied', () => {
    async function refuses(trace: Trace, wanted: RegExp): Promise<void> {
      await apply(trace)
      await until(() => dialogs.shown.length > 0)
      const [message, ...rest] = dialogs.shown
      assert.match(message?.text ?? '', wanted)
      assert.deepEqual([message?.choices, rest], [['Copy Answer'], []])
    }

    it('while it is still thinking', async () => {
      const document = await openFile('a.ts', CODE)
      const { end: _, ...running } = answered(document, CODE, fix('\tlet a = 1', '\tlet a = 2'))
      await refuses(running, /still thinking/)
      assert.equal(document.getText(), CODE)
    })

    for (const end of [{ type: 'cut' }, { type: 'length' }, { type: 'stopped' }, { type: 'interrupted' }] as const) {
      it(`where the run ended as ${end.type}`, async () => {
        const document = await openFile('a.ts', CODE)
        await refuses(answered(document, CODE, fix('\tlet a = 1', '\tlet a = 2'), { end }), /not complete/)
        assert.equal(document.getText(), CODE)
      })
    }

    it('where characters arrived damaged', async () => {
      const document = await openFile('a.ts', CODE)
      const trace = answered(document, CODE, fix('\tlet a = 1', '\tlet a = 2'), { notices: ['invalid-utf8'] })
      await refuses(trace, /arrived damaged/)
    })

    it('where the old text is gone', async () => {
      const document = await openFile('a.ts', CODE)
      await refuses(answered(document, CODE, fix('\tlet b = 1', '\tlet b = 2')), /not in the document any more/)
    })

    it('where the old text stands twice', async () => {
      const document = await openFile('a.ts', `${CODE}${CODE}`)
      await refuses(answered(document, CODE, fix('\tlet a = 1', '\tlet a = 2')), /more than once/)
      assert.equal(document.getText(), `${CODE}${CODE}`)
    })

    it('where the document was renamed or deleted', async () => {
      const document = await openFile('a.ts', CODE)
      const trace = answered(document, CODE, fix('\tlet a = 1', '\tlet a = 2'))
      renameSync(document.uri.fsPath, path.join(folder, 'b.ts'))
      await refuses(trace, /not there any more, or has another name/)
    })

    it('where an untitled document was closed', async () => {
      const { document } = await edit(CODE, 'typescript')
      const trace = answered(document, CODE, fix('\tlet a = 1', '\tlet a = 2'))
      await discard(document)
      await until(() => document.isClosed)
      await refuses(trace, /was closed/)
    })

    it('where the file is read-only', async () => {
      const document = await openFile('a.ts', CODE)
      chmodSync(document.uri.fsPath, 0o444)
      await refuses(answered(document, CODE, fix('\tlet a = 1', '\tlet a = 2')), /read-only/)
      assert.equal(document.getText(), CODE)
    })

    it('where nothing is proposed, by a copy if the user wants one', async () => {
      const document = await openFile('a.ts', CODE)
      dialogs.answer('Copy Answer')
      await refuses(answered(document, CODE, 'All \u001b[31mis\u001b[0m well.'), /proposes no change/)
      await until(async () => (await vscode.env.clipboard.readText()) === 'All is well.')
    })
  })

  describe('edits the document that was asked about, though it names', () => {
    for (const named of ['other.ts', '.vscode/settings.json', '.git/hooks/pre-commit', 'my.code-workspace']) {
      it(named, async () => {
        const document = await openFile('a.ts', CODE)
        const other = path.join(folder, named)
        mkdirSync(path.dirname(other), { recursive: true })
        writeFileSync(other, CODE)
        const edits = fix('\tlet a = 1', '\tlet a = 2').replace('edit', `edit ${other}`)
        await apply(answered(document, CODE, `In ${other}:\n\n${edits}`))
        assert.equal(document.getText(), CODE.replace('1', '2'))
        assert.equal(readFileSync(other, 'utf8'), CODE)
      })
    }
  })

  describe('with characters that cannot be seen', () => {
    const HIDDEN = fix('\tlet a = 1', '\tlet a = 1 /* \u202e */\n\tlet аdmin = 2')

    it('is not applied without a yes', async () => {
      const document = await openFile('a.ts', CODE)
      await apply(answered(document, CODE, HIDDEN))
      const [{ text, choices } = { text: '', choices: [] }] = dialogs.shown
      assert.match(text, /cannot be seen/)
      assert.deepEqual(choices, ['Apply Anyway'])
      assert.equal(document.getText(), CODE)
    })

    it('is applied after one', async () => {
      const document = await openFile('a.ts', CODE)
      dialogs.answer('Apply Anyway')
      await apply(answered(document, CODE, HIDDEN))
      assert.match(document.getText(), /\u202e/)
    })
  })

  describe('previewed', () => {
    async function preview(trace: Trace): Promise<vscode.TabInputTextDiff> {
      await show(trace)
      await command('preview')
      const inputs = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input))
      await until(() => inputs().some((input) => input instanceof vscode.TabInputTextDiff))
      const found = inputs().find((input) => input instanceof vscode.TabInputTextDiff)
      assert.ok(found)
      return found
    }
    const textOf = async (uri: vscode.Uri) => (await vscode.workspace.openTextDocument(uri)).getText()

    it('is a diff of the document and the document with the fix', async () => {
      const document = await openFile('a.ts', CODE)
      const { original, modified } = await preview(answered(document, CODE, fix('\tlet a = 1', '\tlet a = 2')))
      assert.equal(original.toString(), document.uri.toString())
      assert.equal(await textOf(modified), CODE.replace('1', '2'))
      assert.equal((await vscode.workspace.openTextDocument(modified)).languageId, 'typescript')
      assert.equal(document.getText(), CODE)
    })

    it('follows the document, and shows no difference when the fix is in it', async () => {
      const document = await openFile('a.ts', CODE)
      const { modified } = await preview(answered(document, CODE, fix('\tlet a = 1', '\tlet a = 2')))
      const before = new vscode.WorkspaceEdit()
      before.insert(document.uri, new vscode.Position(0, 0), '// moved\n')
      await vscode.workspace.applyEdit(before)
      await until(async () => (await textOf(modified)) === `// moved\n${CODE.replace('1', '2')}`)
      await command('apply')
      await until(async () => (await textOf(modified)) === document.getText())
    })

    it('has its content again where an earlier window had left it open', async () => {
      const document = await openFile('a.ts', CODE)
      const { store } = await extension()
      const trace = answered(document, CODE, fix('\tlet a = 1', '\tlet a = 2'))
      const journal = store.begin(newTrace(trace))
      journal.append([
        { type: 'part', part: { text: 'answer', start: 0, end: 0, provenance: 'raw', at: 1 }, at: 1 },
        { type: 'append', text: 'answer', chars: trace.answer, at: 1 },
        { type: 'end', end: { type: 'complete' }, at: 1 },
      ])
      await journal.close()
      assert.equal(await textOf(vscode.Uri.parse(`second-thoughts:/${trace.id}/a.ts`)), CODE.replace('1', '2'))
      assert.equal(await textOf(vscode.Uri.parse('second-thoughts:/gone/a.ts')), '')
      await store.delete(trace.id)
    })

    it('works for an untitled document, in its language', async () => {
      const { document } = await edit(CODE, 'typescript')
      const { modified } = await preview(answered(document, CODE, fix('\tlet a = 1', '\tlet a = 2')))
      const fixed = await vscode.workspace.openTextDocument(modified)
      assert.deepEqual([fixed.getText(), fixed.languageId], [CODE.replace('1', '2'), 'typescript'])
    })

    it('is refused where there is nothing to show', async () => {
      const document = await openFile('a.ts', CODE)
      await show(answered(document, CODE, 'Nothing to do.'))
      await command('preview')
      assert.deepEqual(dialogs.messages, ['The answer proposes no change.'])
    })
  })

  describe('inserted', () => {
    const NOTE = '# Homework\n\nShow that $1 + 1 = 2$.\n\nNext.\n'

    it('stands below the problem, in the preview’s math, and is undone by one step', async () => {
      const document = await openFile('a.md', NOTE)
      await show(answered(document, 'Show that $1 + 1 = 2$.', 'By \\(S(1) = 2\\):\n\n\\[\n1 + 1 = S(1)\n\\]'))
      await command('insertBelow')
      const wanted = '# Homework\n\nShow that $1 + 1 = 2$.\n\nBy $S(1) = 2$:\n\n$$\n1 + 1 = S(1)\n$$\n\nNext.\n'
      assert.equal(document.getText(), wanted)
      await vscode.window.showTextDocument(document)
      await vscode.commands.executeCommand('undo')
      assert.equal(document.getText(), NOTE)
    })

    it('is what VS Code’s preview shows as formulas', async () => {
      const document = await openFile('a.md', NOTE)
      const answer = 'a \\(x\\) b \\[ y \\] c\n\n\\[\nz\n\\]\n\n\\begin{align}\nu &= v\n\\end{align}'
      await show(answered(document, 'Next.', answer))
      await command('insertBelow')
      const html: unknown = await vscode.commands.executeCommand('markdown.api.render', document)
      assert.equal(String(html).match(/class="katex"/g)?.length, 5)
      assert.doesNotMatch(String(html), /katex-error/)
    })

    it('waits for a yes where it holds what cannot be seen', async () => {
      const document = await openFile('a.md', NOTE)
      const trace = answered(document, 'Next.', 'Well\u200b.')
      await show(trace)
      await command('insertBelow')
      assert.equal(document.getText(), NOTE)
      dialogs.answer('Insert Anyway')
      await command('insertBelow')
      assert.equal(document.getText(), `${NOTE}\nWell\u200b.\n`)
    })

    it('does not go into code', async () => {
      const document = await openFile('a.ts', CODE)
      await show(answered(document, CODE, 'Well.'))
      await command('insertBelow')
      assert.deepEqual(dialogs.messages, ['Answers are inserted into texts, not into code.'])
      assert.equal(document.getText(), CODE)
    })

    it('does not go where the problem is gone', async () => {
      const document = await openFile('a.md', NOTE)
      const trace = { ...answered(document, 'Next.', 'Well.') }
      await show({ ...trace, problem: { ...trace.problem, text: 'Other.' } })
      await command('insertBelow')
      assert.deepEqual(dialogs.messages, ['The text that was asked about is not in the document any more.'])
    })
  })

  it('copied holds nothing that a terminal would obey', async () => {
    const document = await openFile('a.ts', CODE)
    await show(answered(document, CODE, 'a \u001b]52;c;cm0=\u0007b'))
    await command('copyAnswer')
    assert.equal(await vscode.env.clipboard.readText(), 'a b')
  })
})
