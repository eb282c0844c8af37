import type { SyntaxNode } from '@lezer/common'
import * as l10n from '@vscode/l10n'
import { children, type Page, writeInline } from './inline'

type Alignment = '' | 'left' | 'center' | 'right'

export function writeTable(page: Page, node: SyntaxNode): void {
  const { out, source } = page
  const header = node.getChild('TableHeader')
  const dashes = node.getChild('TableDelimiter')
  if (!header || !dashes) return
  const columns = alignments(source.slice(dashes.from, dashes.to))
  out.within('div', 'table', (scroller) => {
    // Wide ones are scrolled, by key too.
    scroller.tabIndex = 0
    scroller.setAttribute('role', 'group')
    scroller.setAttribute('aria-label', l10n.t('Table'))
    out.within('table', '', () => {
      out.within('thead', '', () => writeRow(page, header, 'th', columns))
      const rows = node.getChildren('TableRow')
      if (rows.length === 0) return
      out.within('tbody', '', () => {
        for (const row of rows) writeRow(page, row, 'td', columns)
      })
    })
  })
}

function alignments(dashes: string): readonly Alignment[] {
  return dashes
    .replace(/^[\s|]+|[\s|]+$/g, '')
    .split('|')
    .map((column) => {
      const cell = column.trim()
      const right = cell.endsWith(':')
      return cell.startsWith(':') ? (right ? 'center' : 'left') : right ? 'right' : ''
    })
}

function writeRow(page: Page, row: SyntaxNode, tag: 'th' | 'td', columns: readonly Alignment[]): void {
  const cells = cellsOf(row)
  page.out.within('tr', '', () => {
    // A row may hold more cells than its table has columns: nothing of the text is dropped.
    for (let index = 0; index < Math.max(cells.length, columns.length); index++) {
      const cell = cells[index]
      page.out.within(tag, columns[index] ?? '', (element) => {
        if (!cell) return
        writeInline(page, cell)
        if (tag === 'th' && isFormula(cell)) nameFormula(element.firstElementChild)
      })
    }
  })
}

function isFormula(cell: SyntaxNode): boolean {
  const formula = cell.firstChild
  return formula?.name === 'InlineMath' && formula.from === cell.from && formula.to === cell.to
}

/** Of a header that is nothing but a formula, MathML alone makes no name for the column's cells. */
function nameFormula(formula: Element | null): void {
  if (!formula) return
  formula.setAttribute('role', 'math')
  formula.ariaLabel = formula.textContent
}

/** An empty cell has no node: it is what lies between two bars. */
function cellsOf(row: SyntaxNode): readonly (SyntaxNode | null)[] {
  const cells: (SyntaxNode | null)[] = []
  let cell: SyntaxNode | null = null
  for (const child of children(row)) {
    if (child.name === 'TableCell') cell = child
    else if (child.name === 'TableDelimiter' && (cell || child.from > row.from)) {
      cells.push(cell)
      cell = null
    }
  }
  return cell ? [...cells, cell] : cells
}
