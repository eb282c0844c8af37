// KaTeX's table of glyphs: for each font and character its depth, height, italic correction, skew and width, em. It is a
// fifth of KaTeX's script. Written by columns, and unpacked when it is loaded (in about two milliseconds), it compresses to
// two thirds.

/** As the text of a module that exports the same table. Numbers are in 1/100,000 em, to the base of 36; nought is nothing. */
export function packed(table) {
  const fonts = Object.values(table).map((glyphs) => Object.entries(glyphs))
  const column = (numberOf) =>
    fonts.map((glyphs) => glyphs.map((glyph, i) => written(numberOf(glyph, glyphs[i - 1]))).join(' ')).join(';')
  // Each character by its distance from the one before it.
  const codes = column(([code], before) => code - (before?.[0] ?? 0))
  const sizes = [0, 1, 2, 3, 4].map((at) => column(([, size]) => Math.round(size[at] * 1e5)))
  return `export default (${unpack})(${JSON.stringify(Object.keys(table).join())},${JSON.stringify([codes, ...sizes])})`
}

function written(number) {
  return number === 0 ? '' : number.toString(36)
}

/** Runs in the page, so it stands on its own. */
function unpack(names, columns) {
  const [codes, ...sizes] = columns.map((column) =>
    column.split(';').map((font) => font.split(' ').map((number) => Number.parseInt(number, 36) || 0)),
  )
  const glyphsOf = (font) => {
    let code = 0
    return codes[font].map((distance, at) => {
      code += distance
      return [code, sizes.map((size) => size[font][at] / 1e5)]
    })
  }
  return Object.fromEntries(names.split(',').map((name, font) => [name, Object.fromEntries(glyphsOf(font))]))
}

/** For esbuild: puts the packed table in the place of KaTeX's own. */
export const packGlyphs = {
  name: 'pack-glyphs',
  setup(build) {
    build.onLoad({ filter: /katex[\\/]src[\\/]fontMetricsData\.js$/ }, async ({ path }) => {
      const { default: table } = await import(`file://${path}`)
      return { contents: packed(table) }
    })
  },
}
