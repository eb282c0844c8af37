import { loadColours, recallColours } from './colours'
import { loadMath, recallMath } from './math'
import { inSlices } from './slices'

/**
 * Typesets the formulas and colours the code of what `renderBlock` made. Results that are kept are there when it returns;
 * the others come in slices of a few milliseconds, and are left out where the element is no longer in the document by
 * then. Resolves when nothing is left to do; a library that cannot be loaded leaves the source standing.
 */
export async function embellish(element: HTMLElement): Promise<void> {
  const formulas = waiting(element, '.math:not([data-done])').filter((formula) => !recallMath(formula))
  const codes = waiting(element, 'code[data-language]:not([data-done])').filter((code) => !recallColours(code))
  await Promise.all([
    formulas.length > 0 && later(loadMath(), formulas),
    codes.length > 0 && later(loadColours(), codes),
  ])
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
