import * as vscode from 'vscode'

/** The text editor that the user means, also while the panel has the focus. */
export class Editors implements vscode.Disposable {
  #last = vscode.window.activeTextEditor
  readonly #changes = vscode.window.onDidChangeActiveTextEditor((editor) => {
    if (editor && isForUser(editor)) this.#last = editor
  })

  get current(): vscode.TextEditor | undefined {
    const visible = vscode.window.visibleTextEditors.filter(isForUser)
    const active = vscode.window.activeTextEditor
    if (active && isForUser(active)) return active
    return visible.find((editor) => editor === this.#last) ?? visible[0]
  }

  /** Shows the last one again where its tab is still open behind what is no text, such as the walkthrough. */
  async bringBack(): Promise<vscode.TextEditor | undefined> {
    const last = this.#last
    if (!last || !hasTab(last.document.uri)) return undefined
    const { selections, viewColumn } = last
    const editor = await vscode.window.showTextDocument(last.document.uri, { ...(viewColumn && { viewColumn }) })
    editor.selections = selections
    return editor
  }

  dispose(): void {
    this.#changes.dispose()
  }
}

/** Output channels and the like are text editors too. */
function isForUser({ document }: vscode.TextEditor): boolean {
  return document.uri.scheme !== 'output'
}

function hasTab(uri: vscode.Uri): boolean {
  return vscode.window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri.toString()),
  )
}
