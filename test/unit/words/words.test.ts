import assert from 'node:assert/strict'
import { FAILURE_REASONS, type Trace } from '../../../src/trace/trace'
import { convergenceWords, lookAgainWords } from '../../../src/words/answer'
import { endLine, endWords, waitingWords } from '../../../src/words/end'
import { durationWords, provenanceWords, summaryWords } from '../../../src/words/facts'

const ended = (end: Trace['end'], thought = '', answer = '') => endWords({ ...(end && { end }), thought, answer })

describe('the words for a run', () => {
  it('say of every failure what happened and one thing to do', () => {
    const said = FAILURE_REASONS.map((reason) => ended({ type: 'failed', reason, detail: '' }))
    for (const words of said) assert.ok(words && words.what !== '' && words.next.length > 0)
    assert.equal(new Set(said.map((words) => words?.what)).size, FAILURE_REASONS.length)
  })

  it('name the limit that a run has passed', () => {
    const failed = { type: 'failed', reason: 'too-large', detail: '' } as const
    assert.match(ended(failed)?.what ?? '', /beyond 16 million characters/)
  })

  it('promise that something was kept only where something had arrived', () => {
    const failed = { type: 'failed', reason: 'connection-lost', detail: '' } as const
    assert.equal(ended(failed)?.kept, '')
    assert.equal(
      endLine({ end: failed, thought: 'x', answer: '' }),
      'The connection was lost. What had arrived is kept.',
    )
  })

  it('are silent on a run that goes on or is complete', () => {
    assert.equal(ended(undefined), null)
    assert.equal(ended({ type: 'complete' }, 'thought', 'answer'), null)
    assert.ok(ended({ type: 'complete' }, 'thought', ' '))
  })

  it('never call summaries or withheld thoughts raw', () => {
    const part = (provenance: 'raw' | 'summary' | 'hidden') =>
      ({ text: 'thought', start: 0, end: 0, at: 0, provenance }) as const
    const label = (...parts: Trace['parts']) => provenanceWords({ parts, usage: { reasoning: 1100 } }, 'en')?.label
    assert.equal(label(part('raw')), 'Raw thoughts')
    assert.equal(label(part('summary')), 'Provider’s summary')
    assert.equal(label(part('hidden')), 'Hidden: 1,100 tokens, no text')
    assert.equal(label(part('raw'), part('summary')), 'Raw and summary')
    assert.equal(label(), undefined)
  })

  it('tell where an answer came to rest, and nothing twice', () => {
    const told = (first: number, changes: number, since: number) => convergenceWords({ first, changes, since })
    assert.equal(told(4, 0, 4), 'answer stable since step 4')
    assert.equal(told(9, 1, 9), 'answer changed once, stable since step 9')
    assert.equal(told(4, 2, 9), 'answer first in step 4, changed twice, stable since step 9')
    assert.equal(told(4, 5, 9), 'answer first in step 4, changed 5 times, stable since step 9')
  })

  it('never say that the answer is wrong', () => {
    assert.equal(lookAgainWords('`x = 5`', 'step 4'), 'Look again: `x = 5` was taken back in step 4')
  })

  it('count what the reader sees', () => {
    assert.deepEqual([0, 900, 41_400, 125_000, 3_720_000].map(durationWords), [
      '< 1 s',
      '1 s',
      '41 s',
      '2 min 5 s',
      '1 h 2 min',
    ])
    assert.equal(summaryWords({ steps: [], reflections: [], elapsed: 41_000 }), '41 s')
    assert.equal(waitingWords('rate-limited', 100), 'The server takes no more requests for now. Asking again in 1 s.')
  })
})
