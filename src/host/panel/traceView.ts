import * as v from 'valibot'
import * as vscode from 'vscode'
import type { Wait } from '../../models/source'
import type { Action, Destination, HostMessage, PageMessage } from '../../protocol'
import type { Change } from '../../trace/change'
import type { Trace } from '../../trace/trace'
import { panelHtml } from './html'
import { openFile, openLink } from './links'
import { pageMessage } from './pageMessage'
import { PendingChanges } from './pending'

/** The shortest time between two batches, ms: at most 60 a second, though a timer may fire a millisecond early. */
const BATCH = 18

/** Settings that the page draws by. */
const VIEW_SETTINGS = ['keepStepsOpen', 'showFaintMarks'] as const

/** What the reader, not the model, changes of a trace. */
export type ReaderChange = Extract<Change, { readonly type: 'dismiss' }>

/** A trace to look at: a run, one of the history, or one from a file. */
export interface Subject {
  readonly trace: Trace
  /** From a file: nothing is asked or applied, and nothing dismissed. */
  readonly readOnly: boolean
  readonly onChange: vscode.Event<readonly Change[]>
  readonly onWait?: vscode.Event<Wait>
  change(change: ReaderChange): void
}

export interface TraceViewOptions {
  readonly extensionUri: vscode.Uri
  /** A button of the page was pressed. */
  onAction(action: Action, subject: Subject | null): void
  /** The page shows that run, and its end where it has one. */
  onSeen?(traceId: string): void
}

/** What is used of a `WebviewPanel`. */
export interface PagePanel {
  readonly webview: vscode.Webview
  readonly visible: boolean
  readonly onDidChangeViewState: vscode.Event<unknown>
}

/**
 * One subject shown in one webview. The page holds nothing: whenever it says `ready` it gets a snapshot, then the changes
 * in batches, numbered on from it; while it is hidden (its page is gone then) nothing is sent or kept for it.
 */
export class TraceView implements vscode.Disposable {
  readonly #webview: vscode.Webview
  readonly #options: TraceViewOptions
  readonly #disposables: vscode.Disposable[] = []
  readonly #pending = new PendingChanges()
  #ofSubject: vscode.Disposable[] = []
  #subject: Subject | null = null
  #live = false
  #owesSnapshot = false
  #sequence = 0
  #timer: NodeJS.Timeout | undefined
  #lastBatch = Number.NEGATIVE_INFINITY
  /** Commands for the page, in order. */
  readonly #destinations: Destination[] = []
  #owesWait = false
  #wait: { readonly until: number; readonly reason: Wait['reason'] } | null = null

  /** @param panel whoever made it disposes it, and this view after it. */
  constructor(panel: PagePanel, options: TraceViewOptions) {
    this.#webview = panel.webview
    this.#options = options
    this.#disposables.push(
      panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)),
      panel.onDidChangeViewState(() => {
        if (!panel.visible) this.#forgetPage()
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        const affected = VIEW_SETTINGS.some((name) => event.affectsConfiguration(`secondThoughts.${name}`))
        if (affected) this.#post({ type: 'view', view: this.#view() })
      }),
    )
    loadPage(panel.webview, options.extensionUri)
  }

  /** Null: nothing has been asked yet. */
  show(subject: Subject | null): void {
    if (subject === this.#subject) return
    for (const disposable of this.#ofSubject) disposable.dispose()
    this.#subject = subject
    this.#wait = null
    this.#ofSubject = subject
      ? [
          subject.onChange((changes) => this.#changed(changes)),
          ...(subject.onWait ? [subject.onWait((wait) => this.#waiting(wait))] : []),
        ]
      : []
    this.#oweSnapshot()
  }

  /** Done as soon as the page is there. */
  go(to: Destination): void {
    this.#destinations.push(to)
    this.#schedule()
  }

  dispose(): void {
    this.#forgetPage()
    for (const disposable of [...this.#ofSubject, ...this.#disposables]) disposable.dispose()
  }

  #forgetPage(): void {
    this.#live = false
    this.#pending.clear()
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #changed(changes: readonly Change[]): void {
    this.#wait = null
    if (!this.#live || this.#owesSnapshot) return
    this.#pending.add(changes)
    this.#schedule()
  }

  #waiting({ ms, reason }: Wait): void {
    this.#wait = { until: performance.now() + ms, reason }
    this.#owesWait = true
    this.#schedule()
  }

  #oweSnapshot(): void {
    this.#owesSnapshot = true
    this.#pending.clear()
    this.#schedule()
  }

  #schedule(): void {
    if (!this.#live || this.#timer) return
    const pause = Math.max(0, Math.ceil(this.#lastBatch + BATCH - performance.now()))
    this.#timer = setTimeout(() => this.#flush(), pause)
  }

  #flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (!this.#live) return
    this.#lastBatch = performance.now()
    if (this.#owesSnapshot) {
      this.#owesSnapshot = false
      const trace = this.#subject?.trace ?? null
      this.#post({ type: 'snapshot', sequence: this.#sequence, trace, view: this.#view() })
      this.#owesWait = true
    } else if (!this.#pending.empty) {
      this.#sequence++
      this.#post({ type: 'changes', sequence: this.#sequence, changes: this.#pending.take() })
    }
    if (this.#owesWait) this.#postWait()
    for (const to of this.#destinations.splice(0)) this.#post({ type: 'go', to })
  }

  #postWait(): void {
    this.#owesWait = false
    if (!this.#wait) return
    const { until, reason } = this.#wait
    this.#post({ type: 'waiting', ms: Math.max(0, Math.round(until - performance.now())), reason })
  }

  /** Never waits: a page that does not answer holds nothing up. */
  #post(message: HostMessage): void {
    if (this.#live) void this.#webview.postMessage(message)
  }

  #view(): Extract<HostMessage, { type: 'view' }>['view'] {
    const settings = vscode.workspace.getConfiguration('secondThoughts')
    return {
      keepStepsOpen: settings.get<unknown>('keepStepsOpen') === true,
      showFaintMarks: settings.get<unknown>('showFaintMarks') !== false,
      readOnly: this.#subject?.readOnly ?? false,
      locale: vscode.env.language,
    }
  }

  #receive(json: unknown): void {
    const message = v.safeParse(pageMessage, json)
    if (message.success) this.#obey(message.output)
  }

  #obey(message: PageMessage): void {
    const subject = this.#subject
    switch (message.type) {
      case 'ready':
        this.#live = true
        this.#oweSnapshot()
        return
      case 'action':
        this.#options.onAction(message.action, subject)
        return
      case 'open-link':
        void openLink(message.href)
        return
      case 'open-file':
        void openFile(message.path, message.line, subject?.readOnly === false ? subject.trace.problem : null)
        return
      case 'dismiss':
        if (!subject?.readOnly && subject?.trace.reflections.some(({ id }) => id === message.id))
          subject.change({ ...message, at: subject.trace.elapsed })
        return
      case 'seen':
        this.#options.onSeen?.(message.traceId)
    }
  }
}

/** What the page may load; nothing else of the extension or the disk. */
function resourceRoots(extensionUri: vscode.Uri): readonly vscode.Uri[] {
  return [vscode.Uri.joinPath(extensionUri, 'dist'), vscode.Uri.joinPath(extensionUri, 'media')]
}

function loadPage(webview: vscode.Webview, extensionUri: vscode.Uri): void {
  const uri = (path: string) => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, path)).toString()
  webview.options = { enableScripts: true, enableForms: false, localResourceRoots: resourceRoots(extensionUri) }
  webview.html = panelHtml({
    cspSource: webview.cspSource,
    nonce: crypto.randomUUID().replaceAll('-', ''),
    script: uri('dist/webview/panel.js'),
    styles: [
      'dist/webview/codicons/codicon.css',
      'dist/webview/katex/katex.min.css',
      'media/panel.css',
      'media/markdown.css',
    ].map(uri),
    l10n: vscode.l10n.bundle && JSON.stringify(vscode.l10n.bundle),
    locale: vscode.env.language,
  })
}
