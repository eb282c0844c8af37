import * as vscode from 'vscode'
import { plainText } from '../problem/plainText'

/**
 * The extension's log. It holds no key, and nothing of what was asked or answered; and since a server names its models as
 * it likes and logs are read in terminals, nothing that a terminal would obey, and one line for each message.
 */
export class Log implements vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel('Second Thoughts', { log: true })

  info(message: string): void {
    this.#channel.info(oneLine(message))
  }

  warn(message: string): void {
    this.#channel.warn(oneLine(message))
  }

  /** What must not happen. An error's message may quote anything, so its kind and its place in the code stand for it. */
  bug(what: string, thrown: unknown): void {
    this.#channel.error(plainText(`${what}: ${placeOf(thrown)}`))
  }

  /** For work that nobody waits for. */
  watch(what: string, work: PromiseLike<unknown>): void {
    work.then(undefined, (thrown: unknown) => this.bug(what, thrown))
  }

  show(): void {
    this.#channel.show()
  }

  dispose(): void {
    this.#channel.dispose()
  }
}

function oneLine(message: string): string {
  return plainText(message).replace(/\s*\n\s*/g, ' ')
}

function placeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown
  const code = 'code' in thrown && typeof thrown.code === 'string' ? ` ${thrown.code}` : ''
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [`${thrown.name}${code}`, ...frames.slice(0, 8)].join('\n')
}
