import type { Root } from 'hast'
import type { LanguageFn } from 'highlight.js'
import { createLowlight } from 'lowlight'

const lowlight = createLowlight()

/** The code as a tree of classes; as text alone where the grammar fails on it. */
export function highlight(name: string, grammar: LanguageFn, source: string): Root {
  if (!lowlight.registered(name)) lowlight.register(name, grammar)
  try {
    return lowlight.highlight(name, source)
  } catch {
    return { type: 'root', children: [{ type: 'text', value: source }] }
  }
}
