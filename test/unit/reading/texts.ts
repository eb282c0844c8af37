import fc from 'fast-check'

const PIECES = [
  'Wait, that is wrong. ',
  'So x = 2.5. Then',
  'e.g. this',
  'The file main.py is read',
  '不对，应该是三。',
  '等等……再看一遍',
  '她说：“对。不对。”',
  '\n',
  '\n\n',
  '\r\n',
  ' ',
  '    ',
  '  ',
  '- ',
  '1. ',
  '2) ',
  '* ',
  '# ',
  '### ',
  '> ',
  '```',
  '```js\n',
  '~~~\n',
  '`code. x`',
  '`',
  '``',
  '$',
  '$$',
  '$x. y$',
  '\\(',
  '\\)',
  '\\[',
  '\\]',
  '\\begin{align}',
  '\\end{align}',
  '|',
  '| a | b |\n|---|---|\n',
  '---',
  '***',
  '===',
  '**Title**',
  '**',
  '_',
  '<div>',
  '<b>',
  '"quoted. text"',
  '"',
  '(',
  ')',
  '.',
  '...',
  '!',
  '?',
  '。',
  '😀',
  '\ud83d',
  'word',
  'A',
  'b',
  '7',
  ':',
  ',',
] as const

/** Text with everything in it that means something to the readers. */
export const markdownish: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
    ),
    {
      maxLength: 40,
    },
  )
  .map((pieces) => pieces.join(''))

/** The text in pieces, cut at the given places modulo its length. */
export function cut(text: string, places: readonly number[]): readonly string[] {
  const at = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b)
  return [...at, text.length].map((end, index) => text.slice(index === 0 ? 0 : at[index - 1], end))
}
