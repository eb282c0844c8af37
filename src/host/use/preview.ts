import * as vscode from 'vscode'
import { applyEdits, findEdits, resolveEdits } from '../../problem/edits'
import type { Trace } from '../../trace/trace'
import { columnOf } from '../panel/links'
import { findDocument } from './document'
import { once } from './once'
import { explain, type Reason } from './reasons'

/** Documents that hold what the problem's document would be with the fix. */
const SCHEME = 'second-thoughts'

/** How many previews follow their document; older ones are let go. */
const FOLLOWED = 20

/** By the address of the fixed document, oldest first. */
const fixes = new Map<string, Trace>()

/** Shows the fix in VS Code's diff editor: the document, and the document with the fix, which is computed. */
export function previewFix(trace: Trace): Promise<void> {
  return once(`preview ${trace.id}`, async () => {
    const refused = await preview(trace)
    if (refused) explain(refused, trace)
  })
}

/**
 * Provides the previews' documents, which change as the document does.
 * @param load A trace that is kept; null where it is gone.
 */
export function registerPreviews(load: (traceId: string) => Promise<Trace | null>): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>()
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: async (uri) => withFix(fixes.get(uri.toString()) ?? (await found(uri, load))),
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const uri = document.uri.toString()
      for (const [fixed, trace] of fixes) {
        if (trace.problem.document.uri === uri) changed.fire(vscode.Uri.parse(fixed, true))
      }
    }),
    new vscode.Disposable(() => fixes.clear()),
  )
}

/** The trace of a preview that an earlier window or extension host has left open: the address holds its id. */
async function found(uri: vscode.Uri, load: (traceId: string) => Promise<Trace | null>): Promise<Trace | undefined> {
  const [, id = ''] = uri.path.split('/')
  const trace = await load(id)
  if (trace) remember(uri.toString(), trace)
  return trace ?? undefined
}

/** Null where it is shown. */
async function preview(trace: Trace): Promise<Reason | null> {
  if (!trace.end) return 'running'
  const document = await findDocument(trace.problem)
  if (typeof document === 'string') return document
  const resolution = resolveEdits(document.getText(), findEdits(trace.answer))
  if (!resolution.ok) return resolution.reason
  const name = document.uri.path.split('/').at(-1) ?? ''
  const fixed = vscode.Uri.from({ scheme: SCHEME, path: `/${trace.id}/${name}` })
  remember(fixed.toString(), trace)
  await speak(fixed, document.languageId)
  await vscode.commands.executeCommand('vscode.diff', document.uri, fixed, vscode.l10n.t('{0} ↔ with the fix', name), {
    viewColumn: columnOf(document.uri),
    preview: true,
  } satisfies vscode.TextDocumentShowOptions)
  return null
}

function remember(uri: string, trace: Trace): void {
  fixes.delete(uri)
  fixes.set(uri, trace)
  for (const oldest of [...fixes.keys()].slice(0, -FOLLOWED)) fixes.delete(oldest)
}

/** A cell's or an untitled document's language is not in its name. */
async function speak(uri: vscode.Uri, languageId: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri)
  if (document.languageId !== languageId) await vscode.languages.setTextDocumentLanguage(document, languageId)
}

/** Where the fix has been applied or does not fit any more, the document as it is: no difference is left to show. */
async function withFix(trace: Trace | undefined): Promise<string> {
  const document = trace && (await findDocument(trace.problem))
  if (!document || typeof document === 'string') return ''
  const text = document.getText()
  const resolution = resolveEdits(text, findEdits(trace.answer))
  return resolution.ok ? applyEdits(text, resolution.edits) : text
}
