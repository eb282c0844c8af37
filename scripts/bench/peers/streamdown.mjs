// streamdown: React, blocks kept by memo. Without its additions for code, formulas and diagrams.
import { createElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { Streamdown } from 'streamdown'

const root = createRoot(document.body.appendChild(document.createElement('div')))
let text = ''

globalThis.append = (chars) => {
  text += chars
  flushSync(() => root.render(createElement(Streamdown, { children: text })))
}
