import * as vscode from 'vscode'

/** Offers to ask about the problems that the editor reports where the caret is. */
export function registerLightbulb(): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    { pattern: '**' },
    { provideCodeActions },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  )
}

function provideCodeActions(
  document: vscode.TextDocument,
  _range: vscode.Range,
  { diagnostics, only }: vscode.CodeActionContext,
): vscode.CodeAction[] {
  const [first] = diagnostics
  if (!first || (only && !only.contains(vscode.CodeActionKind.QuickFix))) return []
  const title = vscode.l10n.t('Second Thoughts: find and fix')
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix)
  action.diagnostics = [...diagnostics]
  const place: AskArguments = {
    uri: document.uri,
    range: new vscode.Range(first.range.start, first.range.start),
    diagnostics,
  }
  action.command = { command: 'secondThoughts.fix', title, arguments: [place] }
  return [action]
}

/** What a command that asks may be given instead of reading the active editor. */
export interface AskArguments {
  readonly uri: vscode.Uri
  readonly range: vscode.Range
  readonly diagnostics?: readonly vscode.Diagnostic[]
}

/** Null for anything else: the editor's menus pass their own arguments. */
export function readAskArguments(value: unknown): AskArguments | null {
  if (typeof value !== 'object' || value === null || !('uri' in value) || !('range' in value)) return null
  const { uri, range } = value
  if (!(uri instanceof vscode.Uri && range instanceof vscode.Range)) return null
  const diagnostics = 'diagnostics' in value && Array.isArray(value.diagnostics) ? value.diagnostics : null
  return { uri, range, ...(diagnostics && { diagnostics: diagnostics.filter(isDiagnostic) }) }
}

function isDiagnostic(value: unknown): value is vscode.Diagnostic {
  return value instanceof vscode.Diagnostic
}
