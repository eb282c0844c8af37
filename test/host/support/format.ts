import * as vscode from 'vscode'

/** From here on plain texts are formatted when they are saved: a space stands around each `=`. */
export async function formatOnSave(): Promise<{ end(): Promise<void> }> {
  const editor = vscode.workspace.getConfiguration('editor')
  const formatter = vscode.languages.registerDocumentFormattingEditProvider('plaintext', {
    provideDocumentFormattingEdits: (document) =>
      Array.from(document.getText().matchAll(/ ?= ?/g), ({ index, 0: { length } }) =>
        vscode.TextEdit.replace(
          new vscode.Range(document.positionAt(index), document.positionAt(index + length)),
          ' = ',
        ),
      ),
  })
  await editor.update('formatOnSave', true, vscode.ConfigurationTarget.Global)
  return {
    end: async () => {
      formatter.dispose()
      await editor.update('formatOnSave', undefined, vscode.ConfigurationTarget.Global)
    },
  }
}
