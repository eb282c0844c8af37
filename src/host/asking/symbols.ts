import * as vscode from 'vscode'

/**
 * How long a language's own extension may take to name the symbols, ms: one that has just started takes long, and a wrong
 * place costs more than the wait, which is shown.
 */
const LIMIT = 5000

/** A stretch of the document with its name. */
export interface NamedRange {
  readonly range: vscode.Range
  readonly name: string
}

/** Functions, then what holds functions: the innermost of the first of these kinds that there is. */
const KINDS: readonly ReadonlySet<vscode.SymbolKind>[] = [
  new Set([
    vscode.SymbolKind.Function,
    vscode.SymbolKind.Method,
    vscode.SymbolKind.Constructor,
    vscode.SymbolKind.Operator,
  ]),
  new Set([
    vscode.SymbolKind.Class,
    vscode.SymbolKind.Interface,
    vscode.SymbolKind.Struct,
    vscode.SymbolKind.Enum,
    vscode.SymbolKind.Object,
    vscode.SymbolKind.Property,
    vscode.SymbolKind.Field,
    vscode.SymbolKind.Variable,
    vscode.SymbolKind.Constant,
  ]),
  new Set([vscode.SymbolKind.Module, vscode.SymbolKind.Namespace, vscode.SymbolKind.Package]),
]

/** The function around `position`, or else the class or other definition of several lines; null where none is known. */
export async function enclosingSymbol(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<NamedRange | null> {
  const around = enclosing(await symbolsOf(document), position)
  for (const kinds of KINDS) {
    const innermost = around.findLast(({ kind, range }) => kinds.has(kind) && !range.isSingleLine)
    if (innermost) return { range: innermost.range, name: innermost.name }
  }
  return null
}

interface Symbol extends NamedRange {
  readonly kind: vscode.SymbolKind
}

async function symbolsOf(document: vscode.TextDocument): Promise<readonly unknown[]> {
  const asked = vscode.commands.executeCommand<unknown>('vscode.executeDocumentSymbolProvider', document.uri)
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), LIMIT))
  const title = vscode.l10n.t('Looking for the function at the caret…')
  const symbols = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
    Promise.race([asked, late]),
  )
  return Array.isArray(symbols) ? symbols : []
}

/** Outermost first. What VS Code gives back are `SymbolInformation`s, with children where the provider nests them. */
function enclosing(symbols: readonly unknown[], position: vscode.Position): readonly Symbol[] {
  return symbols.flatMap((symbol): readonly Symbol[] => {
    if (!(symbol instanceof vscode.SymbolInformation) || !symbol.location.range.contains(position)) return []
    const children = 'children' in symbol && Array.isArray(symbol.children) ? symbol.children : []
    const { kind, name, location } = symbol
    return [{ kind, name, range: location.range }, ...enclosing(children, position)]
  })
}
