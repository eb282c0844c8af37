import assert from 'node:assert/strict'
import { codeSpan } from '../../../src/trace/fence'
import { type MarkdownLabels, traceToMarkdown } from '../../../src/trace/markdown'
import { example } from './example'

const labels: MarkdownLabels = {
  title: 'Find and fix lowerBound',
  provenance: 'Raw thoughts',
  problem: 'Problem',
  thoughts: 'Thoughts',
  answer: 'Answer',
  end: '',
  step: (number) => `step ${number}`,
  kind: (kind) => kind,
  retracts: 'retracts',
  because: 'because',
  now: 'now',
  confirmed: 'checked, holds',
  open: 'open',
  alternative: 'alternative',
  lookAgain: [],
}

describe('a trace as Markdown', () => {
  const document = traceToMarkdown(example, labels)

  it('gives the problem, the steps with their titles and kinds, the corrections and the answer, in order', () => {
    const order = [
      '# Find and fix lowerBound',
      'search.ts:3–5',
      'OpenAI · o9 · high',
      '## Problem',
      '```typescript\nlet a = 1\n```',
      '## Thoughts',
      '### 1. The window (deduction)',
      'It is closed',
      '**retracts** (step 1): ~~the loop may stop~~',
      '**because**: Wait, that is wrong',
      '**now**: it must be half open',
      '### 2. (alternative)',
      '◇ alternative: Or use a library.',
      '## Answer',
      'Make it half open.',
    ]
    const places = order.map((words) => document.indexOf(words))
    assert.ok(
      places.every((place) => place >= 0),
      order[places.indexOf(-1)],
    )
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    )
  })

  it('does not repeat a title in the body, nor show a dismissed mark', () => {
    assert.equal(document.split('The window').length, 2)
    const hidden = traceToMarkdown(
      { ...example, reflections: example.reflections.map((r) => ({ ...r, dismissed: true })) },
      labels,
    )
    assert.doesNotMatch(hidden, /retracts/)
  })

  it('says below the answer what was taken back and stands in it', () => {
    const lookAgain = ['Look again: `x = 5` was taken back in step 1', 'Look again: `y` was\ntaken back in step 2']
    const told = traceToMarkdown(example, { ...labels, lookAgain })
    assert.ok(
      told.endsWith(`Make it half open.\n\n> ${lookAgain[0]}  \n> Look again: \`y\` was taken back in step 2\n`),
    )
  })

  it('puts code into marks that are longer than those in it', () => {
    assert.deepEqual(['x = 5', 'a `b`\n c', '``'].map(codeSpan), ['`x = 5`', '`` a `b` c ``', '``` `` ```'])
  })

  it('says how a run ended that did not complete', () => {
    assert.match(
      traceToMarkdown(example, { ...labels, end: 'The connection was lost.' }),
      /\*The connection was lost\.\*/,
    )
  })
})
