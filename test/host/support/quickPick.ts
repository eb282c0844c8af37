import * as vscode from 'vscode'

interface Driven {
  restore(): void
}

type Choose = (label: string, how?: 'typed') => void

/** Watches the list that fills itself, and chooses from it as the test says. */
export function withQuickPick(onItems: (items: readonly vscode.QuickPickItem[], choose: Choose) => unknown): Driven {
  const original = vscode.window.createQuickPick
  Object.defineProperty(vscode.window, 'createQuickPick', {
    configurable: true,
    writable: true,
    value: () => new DrivenPick(onItems),
  })
  return {
    restore: () =>
      Object.defineProperty(vscode.window, 'createQuickPick', { configurable: true, writable: true, value: original }),
  }
}

class DrivenPick {
  readonly #accept = new vscode.EventEmitter<void>()
  readonly #hide = new vscode.EventEmitter<void>()
  readonly #value = new vscode.EventEmitter<string>()
  readonly #onItems: (items: readonly vscode.QuickPickItem[], choose: Choose) => unknown
  readonly onDidAccept = this.#accept.event
  readonly onDidHide = this.#hide.event
  readonly onDidChangeValue = this.#value.event
  value = ''
  selectedItems: readonly vscode.QuickPickItem[] = []
  #items: readonly vscode.QuickPickItem[] = []
  #done = false

  constructor(onItems: (items: readonly vscode.QuickPickItem[], choose: Choose) => unknown) {
    this.#onItems = onItems
  }

  get items(): readonly vscode.QuickPickItem[] {
    return this.#items
  }

  set items(items: readonly vscode.QuickPickItem[]) {
    this.#items = items
    if (!this.#done) this.#onItems(items, (label, how) => this.#choose(label, how))
  }

  show(): void {}

  dispose(): void {}

  #choose(label: string, how?: 'typed'): void {
    this.#done = true
    if (how === 'typed') {
      this.value = label
      this.#value.fire(label)
    }
    this.selectedItems = this.#items.filter((item) => item.label === label)
    this.#accept.fire()
  }
}
