import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import type { PagePanel, ReaderChange, Subject } from '../../../src/host/panel/traceView'
import type { HostMessage } from '../../../src/protocol'
import { apply, applyAll, type Change } from '../../../src/trace/change'
import type { Trace } from '../../../src/trace/trace'
import { example } from '../../unit/trace/example'

/** A panel without a page: it notes what it is sent, and says what the test lets it say. */
export class FakePanel implements PagePanel {
  readonly sent: HostMessage[] = []
  readonly #messages = new vscode.EventEmitter<unknown>()
  readonly #states = new vscode.EventEmitter<void>()
  visible = true
  readonly onDidChangeViewState = this.#states.event
  readonly webview: vscode.Webview = {
    options: {},
    html: '',
    cspSource: 'https://csp.example',
    onDidReceiveMessage: this.#messages.event,
    asWebviewUri: (uri) => uri,
    // Never acknowledged.
    postMessage: (message: HostMessage) => {
      this.sent.push(message)
      return new Promise<boolean>(() => {})
    },
  }

  says(message: unknown): void {
    this.#messages.fire(message)
  }

  turn(visible: boolean): void {
    this.visible = visible
    this.#states.fire()
  }

  /** The trace as the page would have it by now. */
  get trace(): Trace | null {
    let trace: Trace | null = null
    let sequence = -1
    for (const message of this.sent) {
      if (message.type === 'snapshot') {
        trace = message.trace
        sequence = message.sequence
      } else if (message.type === 'changes') {
        assert.ok(trace, 'changes came before a snapshot')
        assert.equal(message.sequence, ++sequence, 'a number is missing')
        trace = applyAll(trace, message.changes)
      }
    }
    return trace
  }

  of<T extends HostMessage['type']>(type: T): readonly Extract<HostMessage, { type: T }>[] {
    return this.sent.filter((message): message is Extract<HostMessage, { type: T }> => message.type === type)
  }
}

export class FakeSubject implements Subject {
  readonly #changed = new vscode.EventEmitter<readonly Change[]>()
  readonly #waits = new vscode.EventEmitter<{ ms: number; reason: 'rate-limited' }>()
  readonly onChange = this.#changed.event
  readonly onWait = this.#waits.event
  readonly asked: ReaderChange[] = []
  trace: Trace

  constructor(
    readonly readOnly = false,
    trace = example,
  ) {
    this.trace = trace
  }

  change(change: ReaderChange): void {
    this.asked.push(change)
  }

  grow(...changes: readonly Change[]): void {
    for (const change of changes) this.trace = apply(this.trace, change)
    this.#changed.fire(changes)
  }

  write(chars: string): void {
    this.grow({ type: 'append', text: 'answer', chars, at: 1 })
  }

  wait(ms: number): void {
    this.#waits.fire({ ms, reason: 'rate-limited' })
  }
}
