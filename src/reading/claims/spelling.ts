/** Longer than any value that is compared; the rest of a text is not looked at. UTF-16 units. */
const MAX_VALUE = 160

/** What is spelled in more than one way, and the spelling that stands for all of them. In this order. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [
    /\\(?:left|right|displaystyle|limits|big[lr]?|Big[lr]?|boxed)\b|\\[!,;:> ]|\\q?quad\b|\\(?:begin|end)\{\w+\*?\}/g,
    '',
  ],
  [/\\(?:text|textbf|mathrm|mathbf|operatorname|mathit)\{([^{}]*)\}/g, '$1'],
  [/\\[dtc]frac(?![A-Za-z])/g, '\\frac'],
  [/\\frac\s?(\d)\s?(\d)/g, '$1/$2'],
  [/\\frac\{\s*([\w.]+)\s*\}\{\s*([\w.]+)\s*\}/g, '$1/$2'],
  [/\\frac\{([^{}]*)\}\{([^{}]*)\}/g, '($1)/($2)'],
  [/\\(?:cdot|times)\b|[·×∗⋅]/g, '*'],
  [/\\div\b|÷/g, '/'],
  [/[−–]/g, '-'],
  [/\\leq?\b|≤|⩽/g, '<='],
  [/\\geq?\b|≥|⩾/g, '>='],
  [/\\neq?\b|≠/g, '!='],
  [/\\pi\b/g, 'π'],
  [/\\sqrt\{?(\w+)\}?|√\(?(\w+)\)?/g, '√$1$2'],
  [/\{,\}|(?<=\d),(?=\d{3}(?!\d))/g, ''],
  [/[\s~&`$]+|\*\*|\\[()[\]]/g, ''],
  [/\^\{(\w)\}/g, '^$1'],
  [/_\{(\w)\}/g, '_$1'],
  [/^[:：]+|[.,;:!。，；：！]+$/g, ''],
  [/^(-?\d+)\.0+$/, '$1'],
  [/^(-?\d+\.\d*[1-9])0+$/, '$1'],
]

/**
 * A value or an expression in one spelling, so that two that mean the same by their looks compare equal: without markup
 * and space, `\dfrac{1}{2}` as `1/2`, `1,000` as `1000`. It knows no algebra: `2x` and `x + x` differ.
 */
export function spelled(text: string): string {
  const plain = text.slice(0, MAX_VALUE).replace(/[！-～]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
  return SPELLINGS.reduce((spelling, [pattern, by]) => spelling.replace(pattern, by), plain)
}

/** Whether what is spelled so is a number: `42`, `-1.5`, `3/4`, `35%`, `2√3`, `π/2`. */
export function isNumber(value: string): boolean {
  return /^[-+±]?(?=[\dπ√])(?:\d+(?:\.\d+)?)?(?:√\d+)?π?(?:\/\d+)?%?$/.test(value)
}
