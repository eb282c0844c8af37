import * as vscode from 'vscode'
import type { Trace } from '../../trace/trace'
import { askedWords, modelWords, placeWords } from '../../words/asked'
import { endWords } from '../../words/end'
import { correctionCount, durationWords, stepCount } from '../../words/facts'
import type { TraceStore, TraceSummary } from './store'
import { newerWords } from './troubles'

/** One run in the list, or what to do while there is none. */
export interface HistoryItem extends vscode.QuickPickItem {
  readonly summary?: TraceSummary
}

/** Lists the runs, newest first; the chosen one goes to `open`. Resolves when the list is closed. */
export async function showHistory(store: TraceStore, open: (trace: Trace) => void): Promise<void> {
  const pick = vscode.window.createQuickPick<HistoryItem>()
  const deleteAll: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('clear-all'),
    tooltip: vscode.l10n.t('Delete All'),
  }
  pick.title = vscode.l10n.t('History of Reasoning')
  pick.placeholder = vscode.l10n.t('What was asked, or a file or model')
  pick.matchOnDescription = true
  pick.matchOnDetail = true
  pick.busy = true
  const refresh = async () => {
    const summaries = await store.list()
    pick.items = historyItems(summaries, new Date(), vscode.env.language)
    pick.buttons = summaries.some(({ end }) => end) ? [deleteAll] : []
    pick.busy = false
  }
  const closed = new Promise<void>((resolve) => pick.onDidHide(resolve))
  const disposables = [
    pick,
    store.onDidChange(refresh),
    pick.onDidTriggerButton(() => vscode.commands.executeCommand('secondThoughts.clearHistory')),
    pick.onDidTriggerItemButton(({ item }) => item.summary && store.delete(item.summary.id)),
    pick.onDidAccept(async () => {
      const [item] = pick.selectedItems
      if (!item) return
      pick.hide()
      if (item.summary) await openRun(store, item.summary.id, open)
      else await vscode.commands.executeCommand('secondThoughts.openSample')
    }),
  ]
  pick.show()
  await store.recover()
  await refresh()
  await closed
  for (const disposable of disposables) disposable.dispose()
}

async function openRun(store: TraceStore, id: string, open: (trace: Trace) => void): Promise<void> {
  const loaded = await store.load(id)
  if (loaded.ok) open(loaded.trace)
  else if (loaded.reason === 'newer-version') vscode.window.showInformationMessage(newerWords())
  else if (loaded.reason === 'missing') vscode.window.showInformationMessage(vscode.l10n.t('It was deleted meanwhile.'))
}

/** The list with a heading for each day. */
export function historyItems(summaries: readonly TraceSummary[], now: Date, locale: string): readonly HistoryItem[] {
  if (summaries.length === 0) {
    return [
      {
        label: vscode.l10n.t('$(lightbulb) Nothing has been asked yet: open a sample to see how it is'),
        alwaysShow: true,
      },
    ]
  }
  const items: HistoryItem[] = []
  let day = ''
  for (const summary of summaries) {
    const its = dayWords(new Date(summary.startedAt), now, locale)
    if (its !== day) items.push({ label: its, kind: vscode.QuickPickItemKind.Separator })
    day = its
    items.push(itemOf(summary, locale))
  }
  return items
}

function itemOf(summary: TraceSummary, locale: string): HistoryItem {
  const { question, path, lines, name, intent } = summary
  const document = { uri: '', path, languageId: '' }
  const problem = { intent, document, lines, ...(name === undefined ? {} : { name }) }
  const asked = oneLine(question) || askedWords(problem)
  // Without a name of its own, the problem is named by its place already.
  const placed = question === '' && name === undefined
  return {
    label: `${iconOf(summary)} ${withoutIcons(asked)}`,
    ...(placed ? {} : { description: withoutIcons(placeWords(problem)) }),
    detail: withoutIcons(factsOf(summary, locale)),
    summary,
    buttons: summary.end ? [{ iconPath: new vscode.ThemeIcon('trash'), tooltip: vscode.l10n.t('Delete') }] : [],
  }
}

function factsOf({ startedAt, model, steps, corrections, elapsed, end }: TraceSummary, locale: string): string {
  return [
    new Date(startedAt).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' }),
    modelWords(model),
    steps > 0 ? stepCount(steps) : '',
    corrections > 0 ? correctionCount(corrections) : '',
    durationWords(elapsed),
    endingOf(end),
  ]
    .filter((fact) => fact !== '')
    .join(' · ')
}

function endingOf(end: TraceSummary['end']): string {
  if (!end) return vscode.l10n.t('still thinking')
  return end.type === 'complete' ? '' : (endWords({ end, thought: '', answer: '' })?.what ?? '')
}

function iconOf({ end }: TraceSummary): string {
  if (!end) return '$(loading~spin)'
  if (end.type === 'complete') return '$(pass)'
  return end.type === 'stopped' ? '$(debug-stop)' : '$(warning)'
}

/** What the user wrote is no icon. */
function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(')
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function dayWords(day: Date, now: Date, locale: string): string {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
  const days = Math.round((midnight(now) - midnight(day)) / 86_400_000)
  if (days === 0) return vscode.l10n.t('Today')
  if (days === 1) return vscode.l10n.t('Yesterday')
  return day.toLocaleDateString(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
}
