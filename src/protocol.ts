import type { Change } from './trace/change'
import type { FailureReason, Trace } from './trace/trace'

/**
 * The messages between the extension host and the panel's page. The host owns the trace: after `ready` the page gets a
 * snapshot, then changes with consecutive sequence numbers; on a gap it asks for a new snapshot by `ready` again.
 */
export type HostMessage =
  | {
      readonly type: 'snapshot'
      /** The changes that follow count from here. */
      readonly sequence: number
      /** Null: nothing has been asked yet. */
      readonly trace: Trace | null
      readonly view: ViewOptions
    }
  | { readonly type: 'changes'; readonly sequence: number; readonly changes: readonly Change[] }
  | { readonly type: 'view'; readonly view: ViewOptions }
  | { readonly type: 'go'; readonly to: Destination }
  /** The request is sent again after a pause of `ms`, to be counted down; any change that follows ends the wait. */
  | { readonly type: 'waiting'; readonly ms: number; readonly reason: FailureReason }

export interface ViewOptions {
  /** From settings: steps do not fold when a run ends. */
  readonly keepStepsOpen: boolean
  /** From settings: corrections that are not sure are hinted at. */
  readonly showFaintMarks: boolean
  /** Opened from a file: nothing can be asked or applied from here. */
  readonly readOnly: boolean
  /** A BCP 47 tag, for numbers and times. */
  readonly locale: string
}

/** What a contributed command asks the page to do. */
export const DESTINATIONS = [
  'next-step',
  'previous-step',
  'next-correction',
  'previous-correction',
  'answer',
  'toggle-fold',
  'toggle-all-folds',
  'toggle-hold',
  /** The mark that has the focus, else the first correction of the step that is read. */
  'dismiss-mark',
  'undo-dismiss',
  /** What was sent, word for word. */
  'prompt',
] as const
export type Destination = (typeof DESTINATIONS)[number]

/** What the page may ask the host to do; each is also a command of the extension. No parameter names a file or an edit. */
export const ACTIONS = [
  'stop',
  'ask-again',
  'preview',
  'apply',
  'insert-below',
  'copy-answer',
  'copy-as-markdown',
  'open-as-markdown',
  'save-as',
  'choose-model',
  'enter-key',
  'reveal-problem',
  'reason',
  'open-sample',
  'open-settings',
] as const
export type Action = (typeof ACTIONS)[number]

/** The longest address that is opened, UTF-16 units: browsers and servers take no longer ones. Longer ones are no links. */
export const MAX_ADDRESS = 2048
/** The longest path that is opened, UTF-16 units: of those that the page finds in a text none is longer. */
export const MAX_PATH = 1500

/** What the page may say; what really comes is checked in the host (`host/panel/pageMessage.ts`). */
export type PageMessage =
  /** The page is there, or has missed a change: send a snapshot. */
  | { readonly type: 'ready' }
  | { readonly type: 'action'; readonly action: Action }
  /** A link in the model's text; the host lets only http(s) through, by way of VS Code's own question. */
  | { readonly type: 'open-link'; readonly href: string }
  /** A `path:line` in the model's text; opened only where it names a file of the workspace. `line` is one-based. */
  | { readonly type: 'open-file'; readonly path: string; readonly line?: number | undefined }
  | { readonly type: 'dismiss'; readonly id: string; readonly dismissed: boolean }
  /** Which run the page shows, and that the end of it was seen. */
  | { readonly type: 'seen'; readonly traceId: string }
