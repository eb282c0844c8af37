import * as v from 'valibot'
import * as vscode from 'vscode'
import type { Action, Destination } from '../../protocol'
import { type Subject, TraceView } from './traceView'

export const VIEW_TYPE = 'secondThoughts.panel'

/** What the page leaves with VS Code for the next start. */
const state = v.object({ traceId: v.string() })

export interface PanelOptions {
  readonly extensionUri: vscode.Uri
  onAction(action: Action, subject: Subject | null): void
  /** The trace that a panel of an earlier session showed; null where it is gone. */
  restore(traceId: string): Promise<Subject | null>
}

/** The one panel beside the editor. What it shows outlives its being closed. */
export class Panel implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #options: PanelOptions
  readonly #changed = new vscode.EventEmitter<void>()
  readonly #closed = new vscode.EventEmitter<void>()
  readonly #seen = new vscode.EventEmitter<string>()
  readonly #serializer: vscode.Disposable
  #shown: { readonly panel: vscode.WebviewPanel; readonly view: TraceView } | null = null
  #subject: Subject | null = null
  /** Another subject, or the panel has come, gone, or changed its visibility. */
  readonly onDidChange = this.#changed.event
  /** Closed by the user, not by the end of the session. */
  readonly onDidClose = this.#closed.event
  /** The id of a trace that the page has shown as far as it goes. */
  readonly onSeen = this.#seen.event

  constructor(options: PanelOptions) {
    this.#options = options
    this.#serializer = vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, this)
  }

  get subject(): Subject | null {
    return this.#subject
  }

  get open(): boolean {
    return this.#shown !== null
  }

  isShowing(traceId: string): boolean {
    return this.#shown?.panel.visible === true && this.#subject?.trace.id === traceId
  }

  /** Beside the editor, which keeps the focus unless the user asked for the panel itself. */
  show(subject: Subject | null, focus: 'keep' | 'focus' = 'keep'): void {
    this.#put(subject)
    const preserveFocus = focus === 'keep'
    if (this.#shown) {
      this.#shown.panel.reveal(undefined, preserveFocus)
    } else {
      this.#create({ viewColumn: vscode.ViewColumn.Beside, preserveFocus })
    }
    this.#changed.fire()
  }

  /** Opens the panel where it is closed. */
  go(to: Destination): void {
    if (!this.#shown?.panel.visible) this.show(this.#subject)
    this.#shown?.view.go(to)
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, saved: unknown): Promise<void> {
    if (this.#shown) {
      panel.dispose()
      return
    }
    this.#adopt(panel)
    const parsed = v.safeParse(state, saved)
    await this.#restore(parsed.success ? parsed.output.traceId : null)
  }

  /** Opens in that column, without the focus, with the trace that it showed before. */
  async comeBack(viewColumn: vscode.ViewColumn, traceId: string | null): Promise<void> {
    this.#create({ viewColumn, preserveFocus: true })
    await this.#restore(traceId)
  }

  dispose(): void {
    this.#serializer.dispose()
    this.#shown?.view.dispose()
    for (const emitter of [this.#changed, this.#closed, this.#seen]) emitter.dispose()
  }

  async #restore(traceId: string | null): Promise<void> {
    const restored = traceId === null ? null : await this.#options.restore(traceId)
    // Something may have been asked meanwhile.
    if (restored && this.#subject === null) this.#put(restored)
    this.#changed.fire()
  }

  #create(place: { readonly viewColumn: vscode.ViewColumn; readonly preserveFocus: boolean }): void {
    this.#adopt(
      vscode.window.createWebviewPanel(VIEW_TYPE, vscode.l10n.t('Second Thoughts'), place, {
        enableFindWidget: true,
        retainContextWhenHidden: false,
      }),
    )
  }

  #put(subject: Subject | null): void {
    this.#subject = subject
    this.#shown?.view.show(subject)
  }

  #adopt(panel: vscode.WebviewPanel): void {
    const view = new TraceView(panel, {
      extensionUri: this.#options.extensionUri,
      onAction: (action, subject) => this.#options.onAction(action, subject),
      onSeen: (id) => this.#seen.fire(id),
    })
    this.#shown = { panel, view }
    panel.iconPath = vscode.Uri.joinPath(this.#options.extensionUri, 'media', 'icon.png')
    panel.onDidChangeViewState(() => this.#changed.fire())
    panel.onDidDispose(() => {
      view.dispose()
      this.#shown = null
      this.#changed.fire()
      this.#closed.fire()
    })
    view.show(this.#subject)
  }
}
