import * as vscode from 'vscode'
import type { Permits } from './permission'
import {
  demoSection,
  editorSection,
  editSection,
  localSections,
  type ModelItem,
  type Picked,
  type Section,
  sectionOf,
  typedItems,
} from './sections'
import { endpoints } from './settings'

/**
 * The one list of all that can be asked: it is there at once, fills itself while the servers name their models, and
 * takes a typed name at any time. Undefined where the user went away.
 */
export async function pickFromAll(title: string, permits: Permits): Promise<Picked | undefined> {
  const { usable, faults } = endpoints()
  const pick = vscode.window.createQuickPick<ModelItem>()
  const control = new AbortController()
  // In the order in which they are shown, whichever is there first.
  const slots: (readonly Section[])[] = [[demoSection()], ...usable.map(() => []), [], [], [editSection(faults)]]
  const show = () => {
    const sections = slots.flat()
    pick.items = [...sections.flatMap(itemsOf), ...typedItems(pick.value.trim(), usable, sections)]
  }
  const loads = [
    ...usable.map(async (endpoint) => [await sectionOf(endpoint, permits, control.signal)]),
    localSections(usable),
    editorSection().then((section) => [section]),
  ]
  const placeholder = vscode.l10n.t('Pick a model, or type the name of one')
  Object.assign(pick, { title, placeholder, busy: true, matchOnDescription: true, keepScrollPosition: true })
  try {
    return await new Promise<Picked | undefined>((resolve) => {
      pick.onDidChangeValue(show)
      pick.onDidHide(() => resolve(undefined))
      pick.onDidAccept(() => {
        const value = pick.selectedItems[0]?.value
        if (value) resolve(value)
      })
      show()
      pick.show()
      const filled = loads.map(async (load, i) => {
        slots[i + 1] = await load
        show()
      })
      void Promise.all(filled).then(() => {
        pick.busy = false
      })
    })
  } finally {
    control.abort()
    pick.dispose()
  }
}

function itemsOf({ label, items }: Section): readonly ModelItem[] {
  return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items]
}
