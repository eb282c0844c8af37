import assert from 'node:assert/strict'
import { denies } from '../../../../src/reading/reflection/confession'
import { SentenceSplitter } from '../../../../src/reading/sentence'
import { read, said } from './read'

describe('a change of mind', () => {
  it('is found with what it retracts and the words that say so', () => {
    const text =
      'I first took this for the area of a triangle, but now I see that it may be a more complex polygon. ' +
      'I need to reconsider my approach; perhaps I should break the figure into simpler shapes first.'
    const [correction] = read(text).corrections
    assert.ok(correction)
    assert.match(said(text, correction.reparandum), /^I first took this for the area of a triangle/)
    assert.match(said(text, correction.cue), /but now I see|took this for/)
    assert.match(said(text, correction.repair), /more complex polygon/)
    assert.ok(correction.why.length > 0)
    assert.ok(correction.sure, 'it is worth a card')
  })

  it('is sure where the model says what it first took for true', () => {
    for (const text of [
      'I initially assumed that the list is sorted, but actually it only keeps the order of insertion.',
      '我一开始以为这个数组是有序的，但其实它只是按插入顺序排列。',
    ]) {
      assert.equal(read(text).corrections[0]?.sure, true, text)
    }
    const plan = 'I first read the file, and then I count its lines. But now the buffer is needed twice.'
    assert.ok(read(plan).corrections.every(({ sure }) => !sure))
  })

  it('names the earlier statement, not only the sentence before', () => {
    const text = 'So the total is 31 metres. Wait, no. The shortcut is the hypotenuse, so it is 25 metres.'
    const [correction, ...rest] = read(text).corrections
    assert.ok(correction)
    assert.deepEqual(rest, [])
    assert.equal(said(text, correction.reparandum), 'So the total is 31 metres.')
    assert.equal(said(text, correction.cue), 'Wait, no')
    assert.match(said(text, correction.repair), /The shortcut is the hypotenuse/)
  })

  it('is found in Chinese', () => {
    const text = '所以面积是 6 × 8 = 48。不对，这是三角形，应该再除以二，是 24。'
    const [correction] = read(text).corrections
    assert.ok(correction)
    assert.equal(said(text, correction.reparandum), '所以面积是 6 × 8 = 48。')
    assert.match(said(text, correction.cue), /不对/)
  })

  it('goes on in the sentence after it, within its paragraph', () => {
    const told = 'So the total is 31 metres. Wait, no. '
    const repaired = `${told}The shortcut is the hypotenuse, so it is 25 metres.`
    const whole = 'Wait, no. The shortcut is the hypotenuse, so it is 25 metres.'
    for (const text of [repaired, `${repaired} The fence is painted green.`, `${repaired}\n\nThe fence is green.`]) {
      const [correction] = read(text).corrections
      assert.equal(said(text, correction), whole)
    }
    const apart = `${told}\n\nThe shortcut is the hypotenuse, so it is 25 metres.`
    assert.equal(said(apart, read(apart).corrections[0]), 'Wait, no.')
  })

  it('may be a misreading', () => {
    const text = 'That gives 6 of 16. I misread the question; at least two heads means 11 of 16.'
    assert.equal(read(text).corrections[0]?.type, 'misreading')
  })
})

describe('what is no change of mind', () => {
  const innocent: Readonly<Record<string, string>> = {
    'a promise that is waited for': 'The code creates a promise. Then we wait for the promise to resolve.',
    'what is actually used': 'Two values are configured. The value that is actually used is the second one.',
    'what the user said': 'The user wrote "Wait, no, that is wrong! Let me try again." and pressed Enter.',
    'what stands in code':
      'Here is the file.\n\n```js\n// Wait, no. This is wrong, let me try again.\nsend()\n```\n\nIt sends.',
    'a case that is ruled out': 'Option A gives 12, which is too large. Option C gives 18, as required.',
    'a bug in the code that is read': 'The loop in line 4 is wrong: it uses <= instead of <. That is the bug.',
    程序在等待: '程序需要等一下，直到服务器启动完成。然后继续执行。',
    用户的话: '用户说："不对，结果错了。"我们需要找出原因。',
  }
  for (const [name, text] of Object.entries(innocent)) {
    it(`is ${name}`, () => assert.deepEqual(read(text).corrections, []))
  }
})

describe('a check', () => {
  it('is confirmed by what follows', () => {
    const text = 'The answer is 3. Let me double-check: 17 · 5 = 85, and 88 − 85 = 3. Yes, that is correct. So 3 it is.'
    assert.deepEqual(
      read(text).checks.map((c) => c.outcome),
      ['confirmed'],
    )
  })

  it('goes on until it is confirmed, three sentences away at most', () => {
    const text = `The answer is 12. Wait, let me double-check that sum. Three and four make seven. ${'The fence is painted green. '.repeat(8)}`
    const [check] = read(text).checks
    assert.equal(check?.outcome, 'confirmed')
    assert.ok(said(text, check).startsWith('Wait, let me double-check that sum. Three and four make seven.'))
    assert.ok(said(text, check).split('. ').length <= 4)
  })

  it('gives way to the correction that it leads to', () => {
    const text = 'So f(3) is 10. Wait, let me check that again. No, that is wrong: I dropped the constant, so it is 12.'
    const { corrections, checks, withdrawn } = read(text)
    assert.equal(corrections.length, 1)
    assert.deepEqual(checks, [])
    assert.deepEqual(
      withdrawn.map((id) => id.replace('k', 'c')),
      corrections.map((c) => c.id),
    )
  })
})

describe('a sure correction', () => {
  const surest = (text: string) => read(text).corrections.map((c) => c.sure)

  it('is one that denies in plain words', () => {
    const text = 'The result is 1,000 as there are nine rounds. Actually, no: 2^9 is 512, so there must be ten rounds.'
    assert.deepEqual(surest(text), [true])
    assert.deepEqual(surest('所以一共有 12 种铺法。不对，这里又漏了两种，应该是 14 种。'), [true])
  })

  it('denies flatly, in its own words', () => {
    const splitter = new SentenceSplitter()
    const text = 'That is not right. But perhaps that is not right? Wait, no. It prints "no, that is wrong" then.'
    const sentences = [...splitter.feed(text), ...splitter.finish()]
    assert.deepEqual(sentences.map(denies), [true, false, false, false])
  })
})

describe('another option', () => {
  it('is an alternative where nothing is retracted', () => {
    const text = 'One way is induction on n. Alternatively, we could count the pairs twice.'
    const { alternatives, corrections } = read(text)
    assert.equal(said(text, alternatives[0]), 'Alternatively, we could count the pairs twice.')
    assert.deepEqual(corrections, [])
  })
})
