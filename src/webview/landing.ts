/** How long the view stays where it was put, ms: by then what is near has been rendered, with its formulas. */
const SETTLING = 1000

const HANDS = ['wheel', 'touchmove', 'pointerdown', 'keydown']

/** Ends what was asked for last. */
let leave = (): void => undefined

/**
 * Puts the view somewhere, and there again whenever the page changes its size in the second that follows: what is near is
 * rendered only then, and would push away what was gone to. The reader's hand ends it, and so does the next call.
 */
export function stay(put: () => void): void {
  leave()
  put()
  const over = new AbortController()
  const sizes = new ResizeObserver(put)
  sizes.observe(document.body)
  leave = () => {
    sizes.disconnect()
    over.abort()
  }
  for (const hand of HANDS) window.addEventListener(hand, leave, { signal: over.signal, passive: true })
  setTimeout(leave, SETTLING)
}
