// streaming-markdown: builds on at the end of what is there.
import { default_renderer, parser, parser_write } from 'streaming-markdown'

const writer = parser(default_renderer(document.body))

globalThis.append = (chars) => parser_write(writer, chars)
