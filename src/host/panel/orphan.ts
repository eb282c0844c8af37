import * as v from 'valibot'
import * as vscode from 'vscode'
import { type Panel, VIEW_TYPE } from './panel'

/**
 * When the extension host ends and the window does not (it crashed, was killed, or an extension was updated), VS Code
 * leaves the panel's tab standing with a page that nobody hears, and gives it back to nobody: serializers are for new
 * windows. The next extension host finds it by what the one before it wrote down, and puts the panel into its place.
 */

const KEY = 'panel'

const left = v.object({
  /** The window's: another one restores its panels by the serializer. */
  session: v.string(),
  traceId: v.nullable(v.string()),
})

/** To be called as the extension begins, before it opens a panel of its own. */
export function replaceOrphan(panel: Panel, memory: vscode.Memento): vscode.Disposable {
  const parsed = v.safeParse(left, memory.get(KEY))
  const orphans = new Set(parsed.success && parsed.output.session === vscode.env.sessionId ? panelTabs() : [])
  const traceId = parsed.success ? parsed.output.traceId : null
  let written = parsed.success ? JSON.stringify(parsed.output) : ''
  const replace = () => {
    for (const orphan of orphans) {
      const stands = panelTabs().includes(orphan)
      // One that is hidden waits until it is looked at, as VS Code does with panels that it restores.
      if (stands && orphan.isActive && !panel.open) void panel.comeBack(orphan.group.viewColumn, traceId)
      if (stands && !panel.open) continue
      orphans.delete(orphan)
      if (stands) void vscode.window.tabGroups.close(orphan, true)
    }
  }
  const remember = () => {
    if (!panel.open && orphans.size > 0) return
    const now = { session: vscode.env.sessionId, traceId: panel.subject?.trace.id ?? null }
    if (JSON.stringify(now) === written) return
    written = JSON.stringify(now)
    void memory.update(KEY, now)
  }
  replace()
  return vscode.Disposable.from(
    vscode.window.tabGroups.onDidChangeTabs(replace),
    panel.onDidChange(() => {
      replace()
      remember()
    }),
  )
}

function panelTabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(`-${VIEW_TYPE}`))
}
