import * as vscode from 'vscode'
import type { Action, Destination } from '../../protocol'
import { MAX_TRACE_BYTES, type ParsedTrace } from '../../trace/schema'
import type { Trace } from '../../trace/trace'
import { type Subject, TraceView } from '../panel/traceView'
import { errorCode } from './files'
import { ended } from './journal'
import { parseTraceText } from './traceFile'
import { newerWords } from './troubles'

const VIEW_TYPE = 'secondThoughts.trace'

/** VS Code's command, for the editor that has the focus. */
const REOPEN = 'workbench.action.reopenTextEditor'

type Content =
  | Extract<ParsedTrace, { ok: true }>
  /** What to tell the user instead. */
  | { readonly ok: false; readonly what: string; readonly detail: string }

interface TraceDocument extends vscode.CustomDocument {
  readonly content: Content
}

interface Shown {
  readonly panel: vscode.WebviewPanel
  readonly view: TraceView
  readonly trace: Trace
}

/** Shows `*.reasoning.json` in the panel's page, to be read only: whoever wrote the file decides nothing else. */
export class TraceEditor implements vscode.CustomReadonlyEditorProvider<TraceDocument>, vscode.Disposable {
  readonly #extensionUri: vscode.Uri
  readonly #onAction: (action: Action, subject: Subject | null) => void
  readonly #registration: vscode.Disposable
  readonly #shown = new Set<Shown>()

  constructor(extensionUri: vscode.Uri, onAction: (action: Action, subject: Subject | null) => void) {
    this.#extensionUri = extensionUri
    this.#onAction = onAction
    this.#registration = vscode.window.registerCustomEditorProvider(VIEW_TYPE, this, {
      supportsMultipleEditorsPerDocument: true,
      webviewOptions: { enableFindWidget: true, retainContextWhenHidden: false },
    })
  }

  /** The trace of the editor that has the focus, or null. */
  current(): Trace | null {
    return this.#active()?.trace ?? null
  }

  go(to: Destination): void {
    this.#active()?.view.go(to)
  }

  async openCustomDocument(uri: vscode.Uri): Promise<TraceDocument> {
    return { uri, content: await read(uri), dispose: () => undefined }
  }

  resolveCustomEditor({ uri, content }: TraceDocument, panel: vscode.WebviewPanel): void {
    if (content.ok) this.#show(ended(content.trace), panel)
    else explain(uri, content, panel)
  }

  dispose(): void {
    this.#registration.dispose()
    for (const { view } of this.#shown) view.dispose()
    this.#shown.clear()
  }

  #show(trace: Trace, panel: vscode.WebviewPanel): void {
    const view = new TraceView(panel, { extensionUri: this.#extensionUri, onAction: this.#onAction })
    const shown: Shown = { panel, view, trace }
    this.#shown.add(shown)
    panel.onDidDispose(() => {
      view.dispose()
      this.#shown.delete(shown)
    })
    view.show({
      trace,
      readOnly: true,
      onChange: () => new vscode.Disposable(() => undefined),
      change: () => undefined,
    })
  }

  #active(): Shown | undefined {
    return [...this.#shown].find(({ panel }) => panel.active)
  }
}

/** Never rejects: what cannot be read is content to explain. */
async function read(uri: vscode.Uri): Promise<Content> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri)
    if (size > MAX_TRACE_BYTES) return tooLarge(size)
    const parsed = parseTraceText(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)))
    return parsed.ok ? parsed : unreadable(parsed)
  } catch (error) {
    return { ok: false, what: vscode.l10n.t('The file cannot be read.'), detail: errorCode(error) }
  }
}

function tooLarge(size: number): Content {
  const megabytes = (bytes: number) => Math.ceil(bytes / 1_000_000).toLocaleString(vscode.env.language)
  return {
    ok: false,
    what: vscode.l10n.t(
      'The file is larger than any reasoning: {0} MB, and {1} MB is the most that is read.',
      megabytes(size),
      megabytes(MAX_TRACE_BYTES),
    ),
    detail: '',
  }
}

function unreadable({ reason, detail }: Extract<ParsedTrace, { ok: false }>): Content {
  switch (reason) {
    case 'newer-version':
      return { ok: false, what: newerWords(), detail: '' }
    case 'not-a-trace':
      return { ok: false, what: vscode.l10n.t('The file holds no reasoning of Second Thoughts.'), detail }
    case 'invalid':
      return { ok: false, what: vscode.l10n.t('The file is damaged and cannot be shown.'), detail }
  }
}

function explain(uri: vscode.Uri, { what, detail }: Extract<Content, { ok: false }>, panel: vscode.WebviewPanel): void {
  panel.webview.options = { enableScripts: false, enableCommandUris: [REOPEN], localResourceRoots: [] }
  panel.webview.html = messageHtml(what, detail, panel.webview.cspSource)
  const asText = vscode.l10n.t('Reopen as Text')
  void vscode.window.showWarningMessage(what, asText).then((choice) => {
    if (choice === asText) return vscode.commands.executeCommand('vscode.openWith', uri, 'default', panel.viewColumn)
    return undefined
  })
}

/** A notification may be silenced, so the page offers the same. The detail may quote the file. */
function messageHtml(what: string, detail: string, cspSource: string): string {
  return `<!DOCTYPE html>
<html lang="${escaped(vscode.env.language)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${escaped(cspSource)}">
  </head>
  <body>
    <h1>${escaped(what)}</h1>
    <p>${escaped(detail)}</p>
    <p><a href="command:${REOPEN}">${escaped(vscode.l10n.t('Reopen as Text'))}</a></p>
  </body>
</html>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
