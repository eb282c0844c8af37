import * as vscode from 'vscode'

/** The extension's log. It holds no key, and nothing of what was asked or answered. */
export class Log implements vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel('Second Thoughts', { log: true })

  info(message: string): void {
    this.#channel.info(message)
  }

  warn(message: string): void {
    this.#channel.warn(message)
  }

  /** What must not happen. An error's message may quote anything, so its kind and its place in the code stand for it. */
  bug(what: string, thrown: unknown): void {
    this.#channel.error(`${what}: ${placeOf(thrown)}`)
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

function placeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return typeof thrown
  const code = 'code' in thrown && typeof thrown.code === 'string' ? ` ${thrown.code}` : ''
  const frames = (thrown.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return [`${thrown.name}${code}`, ...frames.slice(0, 8)].join('\n')
}
