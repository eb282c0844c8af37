import { loadColours, recallColours } from './colours'
import { isClosed, loadMath, recallMath } from './math'
import { inSlices } from './slices'

/**
 * The most formulas that are typeset in a block that still grows. That is some two thousand elements; the others follow
 * when it is closed.
 */
const MOST_GROWING = 64

/**
 * Typesets the formulas and colours the code of what `renderBlock` made; of a block that still grows, the formulas that are
 * closed. Results that are kept are there when it returns;
 * the others come in slices of a few milliseconds, and are left out where the element is no longer in the document by
 * then. Resolves when nothing is left to do; a library that cannot be loaded leaves the source standing.
 */
export async function embellish(element: HTMLElement): Promise<void> {
  const grows = isGrowing(element)
  const formulas = (grows ? settled(element) : waiting(element, '.math:not([data-done])')).filter(
    (formula) => !recallMath(formula),
  )
  const codes = grows
    ? []
    : waiting(element, 'code[data-language]:not([data-done])').filter((code) => !recallColours(code))
  await Promise.all([
    formulas.length > 0 && later(loadMath(), formulas),
    codes.length > 0 && later(loadColours(), codes),
  ])
}

/** Whether more of the block may come. */
export function isGrowing(element: HTMLElement): boolean {
  return element.classList.contains('growing')
}

/** Those of a block that grows whose source has come to its end. */
function settled(element: HTMLElement): readonly HTMLElement[] {
  const first = waiting(element, '.math').slice(0, MOST_GROWING)
  return first.filter((formula) => !('done' in formula.dataset) && isClosed(formula.textContent))
}

function waiting(element: HTMLElement, selector: string): readonly HTMLElement[] {
  return Array.from(element.querySelectorAll<HTMLElement>(selector))
}

async function later(
  loading: Promise<(element: HTMLElement) => void>,
  elements: readonly HTMLElement[],
): Promise<void> {
  const work = await loading.catch(() => null)
  if (!work) return
  await Promise.all(elements.map((element) => inSlices(() => element.isConnected && work(element))))
}
