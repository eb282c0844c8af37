/** The size of the largest block that is parsed. */
const SIZE = 16_000

const fill = (piece: string, size = SIZE) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size)
const nest = (open: string, close: string, depth: number) => `${open.repeat(depth)}x${close.repeat(depth)}`

/** Markdown that has crashed or stalled renderers: deep, or such that each piece of markup is compared with all others. */
export const HOSTILE_MARKDOWN: Readonly<Record<string, string>> = {
  'quotes in quotes': fill('>'),
  'quotes in quotes, with spaces': fill('> '),
  'quotes in quotes, line by line': Array.from({ length: 175 }, (_, depth) => '>'.repeat(depth + 1)).join('\n'),
  'lists in lists': fill('- '),
  'numbered lists in lists': fill('1. '),
  'lists in lists, line by line': Array.from({ length: 120 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n'),
  'emphasis without end': fill('*'),
  'emphasis in emphasis': fill('*a **b '),
  'emphasis of two kinds': fill('*_'),
  'emphasis around letters': fill('*a'),
  strikethrough: fill('~~a'),
  'links without end': fill('[a]('),
  'empty links': fill('[]('),
  'brackets without end': fill('['),
  'images without end': fill('![]('),
  'parentheses in a link': `[a](${fill('(')}`,
  'ever longer code marks': Array.from({ length: 175 }, (_, size) => `${'`'.repeat(size + 1)}a`).join(''),
  'code marks': fill('`a``b'),
  'formulas without end': fill('$a '),
  'formulas in parentheses without end': fill('\\(a'),
  'environments without end': fill('\\begin{align}'),
  'tags without end': fill('<a '),
  'comments without end': fill('<!--'),
  'declarations without end': fill('<![CDATA['),
  'attributes without end': `<a ${fill('b="')}`,
  'cells without end': `a|b\n-|-\n${fill('|')}`,
  'columns without end': `${fill('a|', 8000)}\n${fill('-|', 8000)}`,
  'a long gap': `a${fill(' ')}b`,
  'a gap at each word': fill('a   '),
  addresses: fill('http://a.'),
  'addresses with dots': `http://a.example/${fill('.')}`,
  'mail addresses': fill('a@'),
  'places in files': fill('a/b.c:1 '),
  'almost a place in a file': `${fill('a.')}:1`,
  'almost places in files': fill('a+a/'),
  escapes: fill('\\*'),
  entities: fill('&amp;'),
  'lines of one character': fill('a\n'),
  'items of one character': fill('- a\n'),
  'quoted lines of one character': fill('> a\n'),
  'a fence without end': `\`\`\`ts\n${fill('*_[`\n')}`,
  'a displayed formula without end': `$$\n${fill('x\n')}`,
}

/** Formulas that make KaTeX slow or its result crash the page, each with the reason that is given for showing its source. */
export const HOSTILE_FORMULAS: Readonly<Record<string, readonly [tex: string, reason: RegExp]>> = {
  'a definition that doubles itself': ['\\def\\a{xx}\\def\\b{\\a\\a}\\b', /defines commands/],
  'a global definition': ['\\gdef\\a{x}\\a', /defines commands/],
  'an expanded definition': ['\\edef\\a{x}\\a', /defines commands/],
  'another name': ['\\let\\a=b \\a', /defines commands/],
  'a name for later': ['\\futurelet\\a\\b c', /defines commands/],
  'a new command': ['\\newcommand{\\a}{x}\\a', /defines commands/],
  'a command anew': ['\\renewcommand\\frac{x}', /defines commands/],
  'a command where there is none': ['\\providecommand\\a{x}\\a', /defines commands/],
  'a prefixed definition': ['\\global\\def\\a{x}', /defines commands/],
  'nested powers': [nest('x^{', '}', 250), /nested too deeply/],
  'nested roots': [nest('\\sqrt{', '}', 200), /nested too deeply/],
  'nested fractions': [nest('\\frac{', '}{y}', 150), /nested too deeply/],
  'nested braces over': [nest('\\overbrace{', '}', 150), /nested too deeply/],
  'nested brackets': [nest('\\left(', '\\right)', 120), /nested too deeply/],
  'nested environments': [nest('\\begin{matrix}', '\\end{matrix}', 60), /nested too deeply/],
  'accents on accents': [`${fill('\\hat', 800)}x`, /nested too deeply/],
  'a large table': [`\\begin{matrix}${fill('&', 1900)}\\end{matrix}`, /too large/],
  'a high table': [`\\begin{matrix}${fill('a\\\\', 1500)}\\end{matrix}`, /too large/],
  'many elements': [fill('x+', 1990), /too large/],
  'endless dots': [fill('\\dots ', 1990), /nested too deeply|Too many expansions/],
  'an unknown command': ['\\require{x}', /cannot read/],
  'a formula that is not one': ['\\frac{', /cannot read/],
}

const lines = (piece: string) => `${fill(piece, 300)}\n`.repeat(20)

/** Code that grammars read in a time that grows with its square, and the language of the grammar: whole, and in lines. */
export const HOSTILE_CODE: readonly (readonly [language: string, source: string])[] = [
  ['java', '$'],
  ['csharp', 'type '],
  ['csharp', 'a'],
  ['cpp', 'aA'],
  ['haskell', '\n'],
  ['julia', '0x'],
  ['r', 'a.b'],
  ['ruby', '1e'],
  ['json', "'\\"],
  ['go', ' '],
].flatMap(([language = '', piece = '']) => [
  [language, fill(piece)],
  [language, lines(piece)],
])
