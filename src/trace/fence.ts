/** The text as a Markdown code block; the fence is longer than any run of backticks in the text. */
export function fenced(text: string, info: string): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2)
  const fence = '`'.repeat(longest + 1)
  return `${fence}${info}\n${text.replace(/\n$/, '')}\n${fence}`
}

/** The text as inline code of Markdown, on one line; its marks are longer than any run of backticks in the text. */
export function codeSpan(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const longest = [...line.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 0)
  const marks = '`'.repeat(longest + 1)
  return longest > 0 ? `${marks} ${line} ${marks}` : `${marks}${line}${marks}`
}
