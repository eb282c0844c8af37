import * as vscode from 'vscode'

interface Driven {
  restore(): void
}

/** By an item's label, listed or typed; null goes away. */
type Choose = (label: string | null, how?: 'typed') => void

type Watch = (items: readonly vscode.QuickPickItem[], choose: Choose) => unknown

/**
 * Watches the list that fills itself, and chooses from it as the test says.
 * @param onItems told of the items whenever they change.
 * @param onFull told of them once no more will come.
 */
export function withQuickPick(onItems: Watch, onFull: Watch = () => {}): Driven {
  const original = vscode.window.createQuickPick
  Object.defineProperty(vscode.window, 'createQuickPick', {
    configurable: true,
    writable: true,
    value: () => new DrivenPick(onItems, onFull),
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
  readonly #onItems: Watch
  readonly #onFull: Watch
  readonly onDidAccept = this.#accept.event
  readonly onDidHide = this.#hide.event
  readonly onDidChangeValue = this.#value.event
  value = ''
  selectedItems: readonly vscode.QuickPickItem[] = []
  #items: readonly vscode.QuickPickItem[] = []
  #done = false

  constructor(onItems: Watch, onFull: Watch) {
    this.#onItems = onItems
    this.#onFull = onFull
  }

  set busy(busy: boolean) {
    if (!busy && !this.#done) this.#onFull(this.#items, (label, how) => this.#choose(label, how))
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

  #choose(label: string | null, how?: 'typed'): void {
    this.#done = true
    if (label === null) {
      this.#hide.fire()
      return
    }
    if (how === 'typed') {
      this.value = label
      this.#value.fire(label)
    }
    this.selectedItems = this.#items.filter((item) => item.label === label)
    this.#accept.fire()
  }
}

/** Picks those labels in turn, one from each list that opens, as soon as it is there. */
export function picking(...labels: readonly string[]): Driven {
  const left = [...labels]
  return withQuickPick((items, choose) => {
    const [label] = left
    if (label === undefined || !items.some((item) => item.label === label)) return
    left.shift()
    choose(label)
  })
}

/** Opens nothing but looks: what the list holds once it is full; the user goes away. */
export function looking(seen: (items: readonly vscode.QuickPickItem[]) => void): Driven {
  return withQuickPick(
    () => {},
    (items, choose) => {
      seen(items)
      choose(null)
    },
  )
}
