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

  dispose(): void {
    this.#changes.dispose()
  }
}

/** Output channels and the like are text editors too. */
function isForUser({ document }: vscode.TextEditor): boolean {
  return document.uri.scheme !== 'output'
}
