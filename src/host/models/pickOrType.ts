import * as vscode from 'vscode'

export interface TypedItem extends vscode.QuickPickItem {
  /** Says something and cannot be picked. */
  readonly note?: true
}

export interface PickOrTypeOptions {
  readonly title: string
  readonly placeholder: string
  /** Called once, when the list is open; it must not throw. */
  load(signal: AbortSignal): Promise<readonly TypedItem[]>
}

/** A list that fills itself while one may already type a name that it need not hold; undefined where the user went away. */
export async function pickOrType({ title, placeholder, load }: PickOrTypeOptions): Promise<string | undefined> {
  const pick = vscode.window.createQuickPick<TypedItem>()
  const control = new AbortController()
  let loaded: readonly TypedItem[] = []
  const show = () => {
    const typed = pick.value.trim()
    const isListed = typed === '' || loaded.some(({ label }) => label === typed)
    const own = { label: typed, description: vscode.l10n.t('as typed'), alwaysShow: true }
    pick.items = isListed ? loaded : [own, ...loaded]
  }
  Object.assign(pick, { title, placeholder, busy: true, ignoreFocusOut: true })
  try {
    return await new Promise<string | undefined>((resolve) => {
      pick.onDidChangeValue(show)
      pick.onDidHide(() => resolve(undefined))
      pick.onDidAccept(() => {
        const [item] = pick.selectedItems
        if (item && !item.note) resolve(item.label)
      })
      pick.show()
      void load(control.signal).then((items) => {
        loaded = items
        pick.busy = false
        show()
      })
    })
  } finally {
    control.abort()
    pick.dispose()
  }
}
