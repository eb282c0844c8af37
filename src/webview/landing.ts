/** How long the view stays where it was put, ms: by then what is near has been rendered, with its formulas. */
const SETTLING = 1000

/** Who moves the view by so many of its heights goes somewhere else. */
const ELSEWHERE = 10

/** By each of which the reader may go elsewhere; who drags the scroll bar has put the pointer down on it. */
const HANDS = ['wheel', 'touchmove', 'pointerdown', 'keydown']

let end = (): void => undefined

/**
 * Puts the view somewhere, and there again whenever the page changes its size in the second that follows: what is near is
 * rendered only then, and would push away what was gone to. Whoever else moves the view ends it, and so does the next call.
 */
export function stay(put: () => void): void {
  leave()
  const over = new AbortController()
  let at = 0
  const again = () => {
    put()
    at = window.scrollY
  }
  again()
  const sizes = new ResizeObserver(again)
  sizes.observe(document.body)
  const stop = () => {
    sizes.disconnect()
    over.abort()
  }
  end = stop
  // The browser itself moves the view as well, to make up for what has changed above it, but not that far.
  const moved = () => {
    if (Math.abs(window.scrollY - at) > ELSEWHERE * window.innerHeight) stop()
  }
  document.addEventListener('scroll', moved, { signal: over.signal, passive: true })
  // Caught before anybody else, so that the key that asked for it does not end it.
  for (const hand of HANDS) window.addEventListener(hand, stop, { signal: over.signal, passive: true, capture: true })
  setTimeout(stop, SETTLING)
}

/** The view is free to go elsewhere. */
export function leave(): void {
  end()
}
