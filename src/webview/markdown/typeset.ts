/** In a file of its own, so that what is loaded with it on demand is this part of KaTeX and no more. */
export { render } from 'katex'
