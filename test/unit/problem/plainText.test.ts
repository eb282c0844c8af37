import assert from 'node:assert/strict'
import fc from 'fast-check'
import { plainText } from '../../../src/problem/plainText'

describe('plain text', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['has no colours', '\u001b[1;31mred\u001b[0m', 'red'],
    ['moves no cursor', 'a\u001b[2J\u001b[1;1Hb\u009b3Dc', 'abc'],
    ['sets no title and no clipboard', '\u001b]0;title\u0007a\u001b]52;c;cm0=\u001b\\b', 'ab'],
    ['keeps a link’s words', '\u001b]8;;http://x\u0007link\u001b]8;;\u0007', 'link'],
    ['loses no line to a sequence that does not end', '\u001b]0;all\nthe rest', '0;all\nthe rest'],
    ['rings no bell and deletes nothing', 'a\u0007b\u0008c\u007f\u0000', 'abc'],
    ['keeps tabs and lines', 'a\tb\r\nc\rd\n', 'a\tb\nc\nd\n'],
    ['keeps what no terminal obeys', 'é 漢字 🙂 x^{2} [31m', 'é 漢字 🙂 x^{2} [31m'],
  ]
  for (const [name, text, wanted] of cases) it(name, () => assert.equal(plainText(text), wanted))

  it('holds no control character, whatever it was made of', () => {
    const unit = fc.constantFrom('\u001b', '[', ']', '\u0007', '\\', '\u009b', '3', 'm', '\n', '\r', 'a', '\u0090')
    fc.assert(fc.property(fc.string({ unit }), (text) => assert.doesNotMatch(plainText(text), /[^\P{Cc}\t\n]/u)))
  })
})
