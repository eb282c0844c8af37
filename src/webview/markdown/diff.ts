import * as l10n from '@vscode/l10n'
import { diffLines } from 'diff'
import type { ProposedEdit } from '../../problem/edits'

/** Beyond so many differing lines the search for the shortest diff is given up; its cost grows with their square. */
const MOST_EDITS = 500

/** Longer ones are told in words and seen in VS Code's own diff. */
const MOST_LINES = 400

type Sign = '+' | '-' | ' '

interface Line {
  readonly sign: Sign
  readonly text: string
}

/**
 * A proposed edit as a diff by lines, computed from its two texts. Each line begins with its sign, so that nothing rests
 * on colour; the signs are copied along, as in a patch.
 */
export function renderEdit(edit: ProposedEdit, languageId: string): HTMLElement {
  const lines = diffOf(edit)
  const added = lines.filter(({ sign }) => sign === '+').length
  const removed = lines.filter(({ sign }) => sign === '-').length
  const pre = document.createElement('pre')
  pre.className = 'diff'
  pre.dataset['language'] = languageId
  pre.tabIndex = 0
  pre.setAttribute('role', 'group')
  pre.setAttribute(
    'aria-label',
    l10n.t('Proposed change: lines added: {0}, lines removed: {1}', String(added), String(removed)),
  )
  for (const line of lines.slice(0, MOST_LINES)) pre.append(lineElement(line))
  if (lines.length > MOST_LINES) pre.append(note(l10n.t('… {0} more lines', String(lines.length - MOST_LINES))))
  return pre
}

const ELEMENTS = { '+': 'ins', '-': 'del', ' ': 'span' } as const

function lineElement({ sign, text }: Line): HTMLElement {
  const line = document.createElement(ELEMENTS[sign])
  line.className = 'line'
  line.append(`${sign} ${text}\n`)
  return line
}

function note(words: string): HTMLElement {
  const element = document.createElement('span')
  element.className = 'line note'
  element.append(words)
  return element
}

/** While it streams, what is missing of the new text is not yet a removal: only an edit that is closed is compared. */
function diffOf({ search, replace, closed }: ProposedEdit): readonly Line[] {
  const [before, after] = [ended(search), ended(replace)]
  const changes = closed ? diffLines(before, after, { maxEditLength: MOST_EDITS }) : undefined
  if (!changes) return [...linesOf(before, '-'), ...linesOf(after, '+')]
  return changes.flatMap(({ value, added, removed }) => linesOf(value, added ? '+' : removed ? '-' : ' '))
}

/** A last line with and one without a line end would differ. */
function ended(text: string): string {
  return text === '' ? '' : `${text}\n`
}

function linesOf(text: string, sign: Sign): readonly Line[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => ({ sign, text: line }))
}
