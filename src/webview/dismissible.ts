/** Says of an element that it stands for these reflections, so that a key and the context menu can dismiss them. */
export function dismissible<E extends HTMLElement>(element: E, ids: readonly string[]): E {
  element.dataset['dismiss'] = ids.join(' ')
  element.dataset['vscodeContext'] = '{"webviewSection":"mark"}'
  return element
}
