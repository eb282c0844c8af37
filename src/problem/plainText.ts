const ESC = String.fromCharCode(0x1b)
const BEL = String.fromCharCode(0x07)

/** Commands to a terminal: strings (titles, clipboard, links), cursor and colour sequences, two-character escapes. */
const SEQUENCES = new RegExp(
  [
    // Ended by BEL or ESC \; one that is not ended stops at the next line, so that it takes no text along.
    String.raw`${ESC}[\]P_X^][^${BEL}${ESC}\n]*(?:${BEL}|${ESC}\\)`,
    String.raw`(?:${ESC}\[|\u009b)[0-?]*[ -/]*[@-~]`,
    `${ESC}[ -/]*[0-~]`,
  ].join('|'),
  'gu',
)
/** But for tab and line end. */
const CONTROLS = /[^\P{Cc}\t\n]/gu

/** What a text says, without what it would do to the terminal that it is pasted into. Line ends are `\n`. Linear. */
export function plainText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(SEQUENCES, '').replace(CONTROLS, '')
}
