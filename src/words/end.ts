import * as l10n from '@vscode/l10n'
import { MAX_RUN_CHARACTERS } from '../trace/limits'
import type { End, FailureReason, Trace } from '../trace/trace'
import { durationWords } from './facts'

/** The one thing to do next; each is an action of the panel and a command of the extension. */
export type NextAction = 'ask-again' | 'enter-key' | 'choose-model' | 'open-settings' | 'open-sample'

export interface EndWords {
  /** What happened, in a sentence. */
  readonly what: string
  /** What the server itself said, or ''. */
  readonly detail: string
  /** What became of that which had arrived, or '' where nothing had. */
  readonly kept: string
  /** Most useful first. */
  readonly next: readonly NextAction[]
  /** Nothing went wrong: it is the user's own doing, or what the demo is made for. */
  readonly calm: boolean
}

/** How a run ended, where there is more to say than that it is complete; null otherwise. */
export function endWords(trace: Pick<Trace, 'end' | 'thought' | 'answer'>): EndWords | null {
  const { end } = trace
  if (!end || (end.type === 'complete' && trace.answer.trim() !== '')) return null
  const { what, next } = end.type === 'failed' ? failure(end.reason) : ending(end.type)
  return {
    what,
    detail: end.type === 'failed' ? end.detail : '',
    kept: trace.thought || trace.answer ? l10n.t('What had arrived is kept.') : '',
    next,
    calm: end.type === 'stopped' || (end.type === 'failed' && end.reason === 'unknown-problem'),
  }
}

interface Outcome {
  readonly what: string
  readonly next: readonly NextAction[]
}

function ending(type: Exclude<End['type'], 'failed'>): Outcome {
  switch (type) {
    case 'complete':
      return { what: l10n.t('The model ended without an answer.'), next: ['ask-again'] }
    case 'length':
      return {
        what: l10n.t('The model reached its limit of tokens before it was done.'),
        next: ['ask-again', 'open-settings'],
      }
    case 'tool-calls':
      return { what: l10n.t('The model asked for a tool instead of answering.'), next: ['ask-again'] }
    case 'cut':
      return { what: l10n.t('The stream was cut off in the middle.'), next: ['ask-again'] }
    case 'stopped':
      return { what: l10n.t('You stopped it.'), next: ['ask-again'] }
    case 'interrupted':
      return { what: l10n.t('It was interrupted: the editor was closed or restarted.'), next: ['ask-again'] }
  }
}

/** What went wrong and what to do about it. */
function failure(reason: FailureReason): Outcome {
  switch (reason) {
    case 'no-key':
      return { what: l10n.t('This endpoint needs an API key.'), next: ['enter-key', 'choose-model'] }
    case 'unauthorized':
      return { what: l10n.t('The server refused the API key.'), next: ['enter-key', 'choose-model'] }
    case 'forbidden':
      return { what: l10n.t('This key may not use the model.'), next: ['choose-model', 'enter-key'] }
    case 'no-credit':
      return {
        what: l10n.t('The account has no credit or quota left with this provider.'),
        next: ['choose-model', 'enter-key'],
      }
    case 'model-not-found':
      return { what: l10n.t('The server knows no model of that name.'), next: ['choose-model'] }
    case 'bad-request':
      return { what: l10n.t('The server did not accept the request.'), next: ['choose-model', 'ask-again'] }
    case 'rate-limited':
      return { what: l10n.t('The server takes no more requests for now.'), next: ['ask-again', 'choose-model'] }
    case 'server-error':
      return { what: l10n.t('The server failed.'), next: ['ask-again'] }
    case 'not-an-api':
      return {
        what: l10n.t('That address is no model API: it answered with something else. Check it; most end in /v1.'),
        next: ['open-settings'],
      }
    case 'empty-response':
      return { what: l10n.t('The server answered with nothing.'), next: ['ask-again', 'choose-model'] }
    case 'content-filter':
      return { what: l10n.t('The provider’s content filter ended it.'), next: ['ask-again', 'choose-model'] }
    case 'too-large':
      return {
        what: l10n.t(
          'The output grew beyond {0} million characters, the most that is read.',
          Math.floor(MAX_RUN_CHARACTERS / 1_000_000),
        ),
        next: ['ask-again'],
      }
    case 'unknown-problem':
      return {
        what: l10n.t('The recorded demo knows the samples alone, and this is none of them.'),
        next: ['choose-model', 'open-sample'],
      }
    case 'unknown':
      return { what: l10n.t('It failed for a reason that is not known.'), next: ['ask-again'] }
    default:
      return connection(reason)
  }
}

type ConnectionReason =
  | 'unknown-host'
  | 'refused-connection'
  | 'tls'
  | 'proxy'
  | 'redirected'
  | 'connection-lost'
  | 'bad-stream'
  | 'first-token-timeout'
  | 'idle-timeout'
  | 'total-timeout'

function connection(reason: ConnectionReason): Outcome {
  switch (reason) {
    case 'unknown-host':
      return {
        what: l10n.t('The server’s name cannot be found: the address is wrong, or this computer is offline.'),
        next: ['ask-again', 'open-settings'],
      }
    case 'refused-connection':
      return {
        what: l10n.t('Nothing answers at that address: the server is not running, or cannot be reached from here.'),
        next: ['ask-again', 'open-settings'],
      }
    case 'tls':
      return {
        what: l10n.t(
          'No trusted connection came about: this computer does not know the certificate of the server, or that of a company’s proxy on the way.',
        ),
        next: ['open-settings', 'ask-again'],
      }
    case 'proxy':
      return { what: l10n.t('The proxy did not let the request through.'), next: ['open-settings'] }
    case 'redirected':
      return {
        what: l10n.t(
          'The server sent the request elsewhere; it was not followed, so that the key stays where it belongs.',
        ),
        next: ['open-settings'],
      }
    case 'connection-lost':
      return { what: l10n.t('The connection was lost.'), next: ['ask-again'] }
    case 'bad-stream':
      return { what: l10n.t('The server’s stream could not be read.'), next: ['ask-again'] }
    case 'first-token-timeout':
      return { what: l10n.t('No word came within the time that is set.'), next: ['ask-again', 'open-settings'] }
    case 'idle-timeout':
      return { what: l10n.t('It fell silent for longer than is set.'), next: ['ask-again', 'open-settings'] }
    case 'total-timeout':
      return { what: l10n.t('It took longer than is set.'), next: ['ask-again', 'open-settings'] }
  }
}

/** While a refused request waits to be sent again; `ms` is what is left of the pause. */
export function waitingWords(reason: FailureReason, ms: number): string {
  return l10n.t('{0} Asking again in {1}.', failure(reason).what, durationWords(Math.max(ms, 1000)))
}

/** The whole end as one line for documents and messages; '' where it is complete. */
export function endLine(trace: Pick<Trace, 'end' | 'thought' | 'answer'>): string {
  const words = endWords(trace)
  return words ? [words.what, words.kept].filter((part) => part !== '').join(' ') : ''
}
