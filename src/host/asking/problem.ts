import * as vscode from 'vscode'
import { contextAround } from '../../problem/context'
import { MAX_DIAGNOSTICS, type ProblemRefusal, refuseProblem } from '../../problem/limits'
import { isStructuredProse, type Place, placeByIndentation, placeInProse } from '../../problem/place'
import type { Diagnostic, Intent, Problem, Span } from '../../trace/trace'
import { enclosingSymbol } from './symbols'

/** What to ask about. */
export interface Target {
  readonly document: vscode.TextDocument
  /** Several are taken with all that lies between them; an empty one stands for what is around it. */
  readonly selections: readonly vscode.Range[]
  /** Those that are asked about, where it is not all that are in range. */
  readonly diagnostics?: readonly vscode.Diagnostic[]
}

export interface Question {
  readonly intent: Intent
  /** Empty but for `ask`. */
  readonly question: string
}

export type ProblemOrRefusal =
  | { readonly ok: true; readonly problem: Problem }
  | { readonly ok: false; readonly reason: ProblemRefusal; readonly characters: number }

interface Chosen {
  readonly range: vscode.Range
  readonly name?: string
}

/** Reads the problem out of the editor. `contextCharacters` go along on either side. */
export async function readProblem(
  target: Target,
  question: Question,
  contextCharacters: number,
): Promise<ProblemOrRefusal> {
  const { document } = target
  const { range, name } = await choose(target)
  const text = document.getText(range)
  const reason = refuseProblem(text)
  if (reason !== null) return { ok: false, reason, characters: text.length }
  const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) }
  const problem: Problem = {
    ...question,
    document: { uri: document.uri.toString(), path: pathOf(document.uri), languageId: document.languageId },
    span,
    lines: { first: range.start.line, last: lastLine(range) },
    ...(name !== undefined && { name: name.slice(0, MAX_NAME) }),
    text,
    ...contextAround(document.getText(), span, contextCharacters),
    diagnostics: describe(target.diagnostics ?? diagnosticsIn(document.uri, range)),
  }
  return { ok: true, problem }
}

/** Longer names are whole signatures or paragraphs, UTF-16 units. */
const MAX_NAME = 120

/** Longer messages bury the text, UTF-16 units. */
const MAX_MESSAGE = 1000

/** The selection; without one what the caret is in; failing that the whole document. */
async function choose({ document, selections }: Target): Promise<Chosen> {
  const [first, ...others] = selections.filter((selection) => document.getText(selection).trim() !== '')
  if (first) return { range: others.reduce((all, range) => all.union(range), new vscode.Range(first.start, first.end)) }
  const caret = selections[0]?.start ?? new vscode.Position(0, 0)
  const rangeOf = ({ start, end }: Span) => new vscode.Range(document.positionAt(start), document.positionAt(end))
  const named = ({ name, ...span }: Place): Chosen => ({ range: rangeOf(span), ...(name !== undefined && { name }) })
  const text = document.getText()
  if (isStructuredProse(document.languageId)) {
    return named(placeInProse(document.languageId, text, document.offsetAt(caret)))
  }
  const symbol = await enclosingSymbol(document, caret)
  if (symbol) return symbol
  const block = placeByIndentation(text, document.offsetAt(caret))
  return block && !rangeOf(block).isSingleLine ? named(block) : { range: rangeOf({ start: 0, end: text.length }) }
}

/** Relative to the workspace; of a document outside of it the name alone, since folders may name people. */
function pathOf(uri: vscode.Uri): string {
  return vscode.workspace.getWorkspaceFolder(uri)
    ? vscode.workspace.asRelativePath(uri)
    : (uri.path.split('/').at(-1) ?? uri.path)
}

/** A selection that ends before the first character of a line does not hold that line. */
function lastLine({ start, end }: vscode.Range): number {
  return end.character === 0 && end.line > start.line ? end.line - 1 : end.line
}

function diagnosticsIn(uri: vscode.Uri, range: vscode.Range): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.range.intersection(range))
}

function describe(diagnostics: readonly vscode.Diagnostic[]): readonly Diagnostic[] {
  return diagnostics
    .toSorted((a, b) => a.severity - b.severity || a.range.start.compareTo(b.range.start))
    .slice(0, MAX_DIAGNOSTICS)
    .map(({ severity, message, source, range }) => ({
      severity: SEVERITIES[severity],
      message: message.slice(0, MAX_MESSAGE),
      ...(source !== undefined && { source: source.slice(0, MAX_NAME) }),
      line: range.start.line,
    }))
}

const SEVERITIES: Readonly<Record<vscode.DiagnosticSeverity, Diagnostic['severity']>> = {
  [vscode.DiagnosticSeverity.Error]: 'error',
  [vscode.DiagnosticSeverity.Warning]: 'warning',
  [vscode.DiagnosticSeverity.Information]: 'information',
  [vscode.DiagnosticSeverity.Hint]: 'hint',
}

/** Why nothing is asked, and what to do. */
export function refusalWords(reason: ProblemRefusal, characters: number, limit: number): string {
  const count = (number: number) => number.toLocaleString(vscode.env.language)
  switch (reason) {
    case 'empty':
      return vscode.l10n.t('There is nothing here to ask about yet. Type or select the problem, then ask again.')
    case 'binary':
      return vscode.l10n.t('This is no text: it holds null characters. Select a part that is text.')
    case 'too-large':
      return vscode.l10n.t(
        'That is {0} characters, and at most {1} can be asked about at once. Select the part that matters.',
        count(characters),
        count(limit),
      )
  }
}
