import type { Action } from '../protocol'
import type { Dismissal } from './dismissal'
import type { Journey } from './journey'
import type { Page } from './page'
import type { Host } from './vscode'

/**
 * Clicks and keys, in one place. Elements say what they do: `data-action` is for the host, `data-do` for the page. Only
 * the page's own elements carry these; what is made of model text is `a[href]` and `a[data-file]`, and asks the host.
 */
export function listen(page: Page, journey: Journey, dismissal: Dismissal, host: Host): void {
  const local: Readonly<Record<string, (id: string) => void>> = {
    fold: (id) => journey.fold(id),
    step: (id) => journey.toStepOf(id),
    card: (id) => journey.toCard(id),
    target: (id) => journey.toTarget(id),
    hold: () => journey.toggleHold(),
    trials: (id) => journey.toggleTrials(id),
    'to-trials': (id) => journey.toTrials(id),
    dismiss: (id) => dismissal.dismiss([id]),
    'undo-dismiss': (id) => dismissal.restore([id]),
  }

  const act = (element: HTMLElement, event: Event) => {
    const { action, do: own, id = '', file, line } = element.dataset
    if (action && isAction(action)) host.act(action)
    else if (own) local[own]?.(id)
    else if (file) host.post({ type: 'open-file', path: file, ...(line && { line: Number(line) }) })
    else if (element instanceof HTMLAnchorElement) {
      event.preventDefault()
      // The webview's own listener, at the window, would open it once more.
      event.stopPropagation()
      host.post({ type: 'open-link', href: element.href })
    }
  }

  const target = (event: Event): HTMLElement | null =>
    event.target instanceof Element
      ? event.target.closest<HTMLElement>('[data-action], [data-do], a[data-file], a[href]')
      : null

  document.addEventListener('click', (event) => {
    const element = target(event)
    if (element) act(element, event)
  })
  document.addEventListener('keydown', (event) => {
    const element = target(event)
    if (event.key === 'Enter' && element?.matches('a[data-file]')) act(element, event)
    if (element?.matches('.mark')) rove(page, element, event)
  })
  document.addEventListener('beforematch', (event) => {
    const step = event.target instanceof Element ? event.target.closest('.step') : null
    if (step) journey.opened(step.id)
  })
  window.addEventListener('pagehide', () => page.saveNow())
}

/** Named here once more, since the protocol's own list would bring its validation into the page. */
const ACTIONS: Readonly<Record<Action, true>> = {
  stop: true,
  'ask-again': true,
  preview: true,
  apply: true,
  'insert-below': true,
  'copy-answer': true,
  'copy-as-markdown': true,
  'open-as-markdown': true,
  'save-as': true,
  'choose-model': true,
  'enter-key': true,
  'reveal-problem': true,
  reason: true,
  'open-sample': true,
  'open-settings': true,
}

/** The arrow keys go from mark to mark of the strip. */
function rove(page: Page, mark: HTMLElement, event: KeyboardEvent): void {
  const marks = Array.from(mark.parentElement?.querySelectorAll<HTMLElement>('.mark') ?? [])
  const at = marks.indexOf(mark)
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: marks.length - 1 }[event.key]
  const next = to === undefined ? undefined : marks[to]
  if (!next) return
  event.preventDefault()
  page.rove(next.dataset['step'] ?? '')
  next.focus()
}

function isAction(name: string): name is Action {
  return name in ACTIONS
}
