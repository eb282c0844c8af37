/** A fence's line is told by its first characters. */
const LINE_START = 80

/**
 * Whether the end of a growing Markdown text lies in code: in a fence, or after an odd number of backtick runs in its
 * line. Only good for telling a word of the answer from a mark of the server's. Linear in the text.
 */
export class CodeContext {
  #fence = ''
  #lineStart = ''
  #runs = 0
  #inRun = false

  feed(chars: string): void {
    for (const char of chars) {
      if (char === '\n') this.#endLine()
      else {
        if (this.#lineStart.length < LINE_START) this.#lineStart += char
        if (char === '`' && !this.#inRun) this.#runs++
        this.#inRun = char === '`'
      }
    }
  }

  get inside(): boolean {
    return this.#fence !== '' || this.#runs % 2 === 1
  }

  #endLine(): void {
    const run = /^\s*(`{3,}|~{3,})/.exec(this.#lineStart)?.[1] ?? ''
    if (this.#fence === '') this.#fence = run
    else if (run.startsWith(this.#fence)) this.#fence = ''
    this.#lineStart = ''
    this.#runs = 0
    this.#inRun = false
  }
}
