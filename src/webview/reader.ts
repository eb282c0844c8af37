import type { Place } from './kept'
import { stay } from './landing'
import type { StepView } from './stepView'

/** What begins that far below the head is at the top of the view, CSS pixels: more than is left above what was gone to. */
const MARGIN = 16

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
    const top = this.#top() + 48
    let low = 0
    let high = views.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((views[middle]?.section.getBoundingClientRect().top ?? 0) <= top) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  place(): Place | null {
    const top = this.#top()
    const anchors = Array.from(this.#main.querySelectorAll<HTMLElement>('#sent, .step, #answer'))
    const anchor = anchors.findLast((element) => element.getBoundingClientRect().top <= top + MARGIN) ?? anchors[0]
    return anchor ? { id: anchor.id, top: anchor.getBoundingClientRect().top - top } : null
  }

  /** Puts what was at the top of the view there again. */
  restore(place: Place): void {
    stay(() => {
      const anchor = document.getElementById(place.id)
      const box = anchor?.getBoundingClientRect()
      // What was scrolled into may be a line by now.
      if (box) window.scrollBy(0, box.top - this.#top() - (-place.top < box.height ? place.top : 0))
    })
  }

  #top(): number {
    return this.#head.getBoundingClientRect().bottom
  }

  #inView(element: HTMLElement): boolean {
    const rect = element.getBoundingClientRect()
    return rect.bottom > this.#top() && rect.top < window.innerHeight
  }
}

/** Brings an element into view at once, wherever it has been until now, and says so to the eye. */
export function reveal(element: HTMLElement, block: 'start' | 'center' | 'nearest'): void {
  stay(() => element.scrollIntoView({ block, behavior: 'instant' }))
  element.classList.add('shown')
  element.addEventListener('animationend', () => element.classList.remove('shown'), { once: true })
}
