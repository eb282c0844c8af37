import type { Place } from './kept'
import type { StepView } from './stepView'

/** Where the reader is on the page. */
export class Reader {
  readonly #head: HTMLElement
  readonly #main: HTMLElement

  constructor(head: HTMLElement, main: HTMLElement) {
    this.#head = head
    this.#main = main
    // What is jumped to must not end up under the head.
    new ResizeObserver(() => {
      document.documentElement.style.setProperty('--head', `${head.offsetHeight}px`)
    }).observe(head)
  }

  /**
   * The index of the step at the top of the view, or of the one that holds the focus; -1 before the first, and the number of
   * steps where the answer holds the focus. Logarithmic.
   */
  currentStep(views: readonly StepView[]): number {
    const focused = document.activeElement?.closest<HTMLElement>('.step, #answer') ?? null
    if (focused && this.#inView(focused)) {
      return focused.id === 'answer' ? views.length : views.findIndex(({ section }) => section === focused)
    }
    const line = this.#top() + 48
    let low = 0
    let high = views.length
    while (low < high) {
      const middle = (low + high) >> 1
      const view = views[middle]
      if (!view || beginsAbove(view.section, line)) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  place(): Place | null {
    const top = this.#top()
    const anchors = Array.from(this.#main.querySelectorAll<HTMLElement>('#sent, .step, #answer'))
    const anchor = anchors.findLast((element) => element.getBoundingClientRect().top <= top + 1) ?? anchors[0]
    return anchor ? { id: anchor.id, top: anchor.getBoundingClientRect().top - top } : null
  }

  /** Puts what was at the top of the view there again. */
  restore(place: Place): void {
    const anchor = document.getElementById(place.id)
    if (anchor) window.scrollBy(0, anchor.getBoundingClientRect().top - this.#top() - place.top)
  }

  #top(): number {
    return this.#head.getBoundingClientRect().bottom
  }

  #inView(element: HTMLElement): boolean {
    const rect = element.getBoundingClientRect()
    return rect.bottom > this.#top() && rect.top < window.innerHeight
  }
}

/** Asks the step's stretch first: one that is far would be laid out only to be asked. */
function beginsAbove(section: HTMLElement, line: number): boolean {
  const stretch = section.parentElement?.getBoundingClientRect()
  if (stretch && stretch.top > line) return false
  if (stretch && stretch.bottom < line - section.ownerDocument.documentElement.clientHeight) return true
  return section.getBoundingClientRect().top <= line
}

/** Brings an element into view at once, wherever it has been until now, and says so to the eye. */
export function reveal(element: HTMLElement, block: 'start' | 'center' | 'nearest'): void {
  element.scrollIntoView({ block, behavior: 'instant' })
  element.classList.add('shown')
  element.addEventListener('animationend', () => element.classList.remove('shown'), { once: true })
}
