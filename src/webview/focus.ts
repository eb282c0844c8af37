/**
 * Draws, and puts the focus back where it was: on what stands in the place of the element that had it, else on the heading
 * of its step. Drawing replaces elements, and who reads by keyboard must not be thrown to the top of the page by it.
 */
export function keepFocus(draw: () => void): void {
  const focused = document.activeElement
  const ways = focused instanceof HTMLElement ? waysTo(focused) : []
  draw()
  if (ways.length === 0 || focused?.isConnected) return
  for (const way of ways) {
    const found = document.querySelector<HTMLElement>(way)
    if (!found) continue
    found.focus({ preventScroll: true })
    return
  }
}

/** From the nearest on. */
function waysTo(focused: HTMLElement): readonly string[] {
  const step = focused.closest<HTMLElement>('.step')
  if (!step) return []
  const { do: does, id } = focused.dataset
  const within = focused.closest<HTMLElement>('.card, .trials')
  return [
    ...(focused.id ? [`#${CSS.escape(focused.id)}`] : []),
    ...(does && id ? [`[data-do="${CSS.escape(does)}"][data-id="${CSS.escape(id)}"]`] : []),
    ...(within ? [`#${CSS.escape(within.id)}`] : []),
    `#${CSS.escape(step.id)} .step-head`,
  ]
}
