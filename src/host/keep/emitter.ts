/** What `vscode.EventEmitter` is, for the code that also runs without VS Code. */
export class Emitter<T> {
  readonly #listeners = new Set<{ readonly hear: (event: T) => unknown }>()

  readonly event = (hear: (event: T) => unknown): { dispose(): void } => {
    const listener = { hear }
    this.#listeners.add(listener)
    return { dispose: () => this.#listeners.delete(listener) }
  }

  fire(event: T): void {
    for (const { hear } of [...this.#listeners]) hear(event)
  }

  dispose(): void {
    this.#listeners.clear()
  }
}
