// The whole text as HTML again for each step, which is what most panels do.
import { marked } from 'marked'

let text = ''

globalThis.append = (chars) => {
  text += chars
  document.body.innerHTML = marked.parse(text)
}
