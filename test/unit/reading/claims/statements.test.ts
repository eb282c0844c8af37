import assert from 'node:assert/strict'
import fc from 'fast-check'
import { namedAnswers } from '../../../../src/reading/claims/answers'
import { isNumber, spelled } from '../../../../src/reading/claims/spelling'
import { statementsIn } from '../../../../src/reading/claims/statements'
import { tokensIn } from '../../../../src/reading/claims/tokens'
import { sentencesOf } from '../../../../src/reading/sentence'
import { markdownish } from '../texts'

const said = (text: string) =>
  sentencesOf(text)
    .flatMap(statementsIn)
    .map(({ subject, values, supposed }) => `${supposed ? '?' : ''}${[subject, ...values].join(' = ')}`)

const named = (text: string) =>
  sentencesOf(text)
    .flatMap(namedAnswers)
    .map(({ value }) => value)

describe('one spelling', () => {
  for (const [text, spelling] of [
    ['$\\dfrac{1}{2}$', '1/2'],
    ['\\frac12', '1/2'],
    ['1,000', '1000'],
    ['1{,}000.50', '1000.5'],
    ['42.0', '42'],
    ['−3', '-3'],
    ['3 \\cdot 4', '3*4'],
    ['3 × 4', '3*4'],
    ['\\left( x + 1 \\right)', '(x+1)'],
    ['x \\leq 5', 'x<=5'],
    ['\\text{cm}', 'cm'],
    ['\\sqrt{3}', '√3'],
    ['２＋３', '2+3'],
    ['**42**.', '42'],
  ] as const)
    it(`of ${text} is ${spelling}`, () => assert.equal(spelled(text), spelling))

  it('tells numbers from what has yet to be computed', () => {
    for (const number of ['42', '-1.5', '3/4', '35%', '2√3', 'π', 'π/2']) assert.ok(isNumber(number), number)
    for (const other of ['', 'x', '3*4', '2x', '-', '%', 'f(3)']) assert.ok(!isNumber(other), other)
  })
})

describe('what is said to have a value', () => {
  it('is read in running text, without the words around it', () => {
    assert.deepEqual(said('So x = 5 and y = 2x + 1, which is odd.'), ['x = 5', 'y = 2x+1'])
    assert.deepEqual(said('Then f(4) = 3 * 3 + 2 = 11.'), ['f(4) = 3*3+2 = 11'])
  })

  it('is read in formulas, which are split where no bracket is open', () => {
    assert.deepEqual(said('$f(2) = 3,\\quad f(1, 2) = \\frac{6}{2} = 3$'), ['f(2) = 3', 'f(1,2) = 6/2 = 3'])
    assert.deepEqual(said('$$\nA = \\frac{5 + 3}{2} \\cdot 4 = 16.\n$$'), ['A = (5+3)/(2)*4 = 16'])
    assert.deepEqual(said('\\[ x \\neq 3 \\implies y = 4 \\]'), ['y = 4'])
  })

  it('is read in words', () => {
    assert.deepEqual(said('So the area of the figure is 18.'), ['area = 18'])
    assert.deepEqual(said('Its perimeter is $20$.'), ['perimeter = 20'])
    assert.deepEqual(said('所以面积是 18。'), ['面积 = 18'])
  })

  it('is not read where it says nothing in particular, or is code', () => {
    assert.deepEqual(said('The result is 4, so that is it. Is the output 3?'), [])
    assert.deepEqual(said('`lo = 3` is where it stops.\n\n```\nlo = 4\n```'), [])
    assert.deepEqual(said('With a == b, a != c, a <= d and a >= e it stops.'), [])
  })

  it('is known to be supposed', () => {
    assert.deepEqual(said('For n = 3 it holds. If $k = 4$, it does not.'), ['?n = 3', '?k = 4'])
    assert.deepEqual(said('设 x = 3。'), ['?x = 3'])
  })

  it('lies where it says, in any text', () => {
    fc.assert(
      fc.property(markdownish, (text) => {
        for (const sentence of sentencesOf(text))
          for (const found of [...statementsIn(sentence), ...namedAnswers(sentence), ...tokensIn(sentence)])
            assert.ok(found.start >= sentence.start && found.end <= sentence.end && found.start < found.end)
      }),
    )
  })
})

describe('a named answer', () => {
  for (const [text, value] of [
    ['So the answer is 42.', '42'],
    ['The final answer is **42 m²**.', '42'],
    ['Answer: $x = 7$', '7'],
    ['Therefore the answer should be $\\frac{3}{4}$.', '3/4'],
    ['Thus, $\\boxed{x = 12}$.', '12'],
    ['The correct answer is (B).', 'b'],
    ['The answer to part two is no.', 'no'],
    ['所以答案是 153。', '153'],
    ['最终答案：42', '42'],
    ['The solution is `hi = a.length`.', 'hi=a.length'],
  ] as const)
    it(`is read in “${text}”`, () => assert.deepEqual(named(text), [value]))

  for (const text of [
    'The answer is that it never ends.',
    'If the answer is 3, then it would end.',
    'The answer is not 5.',
    'The answer is in the next section.',
    'The answer is 3x + 1 where x is free',
    '如果答案是 5，就不行。',
  ])
    it(`is not read in “${text}”`, () => assert.deepEqual(named(text), []))
})
