import assert from 'node:assert/strict'
import { failed } from '../../../src/models/errors'
import { type PartsSourceOptions, partsSource, type StreamedPart } from '../../../src/models/parts'
import { ask, outcomeOf, REQUEST } from './support/run'
import { LIMITS, sleep } from './support/server'

const source = (open: PartsSourceOptions['open'], limits = LIMITS) =>
  partsSource({ open, limits, failureOf: () => failed('forbidden', 'no consent'), now: () => performance.now() })

async function* gives(...parts: readonly StreamedPart[]): AsyncGenerator<StreamedPart> {
  yield* parts
}
const never = new Promise<never>(() => {})

describe('a model asked through another client', () => {
  it('thinks in parts that the client marks, of which no more is claimed than a summary', async () => {
    const { thought, answer, parts, end } = await ask(
      source(() => gives({ type: 'thought', chars: 'Hm.' }, { type: 'answer', chars: '<think> is 4' })),
    )
    assert.deepEqual([thought, answer, end], ['Hm.', '<think> is 4', { type: 'complete' }])
    assert.equal(parts[0]?.[1], 'summary')
  })

  it('thinks in tags where it does', async () => {
    const { thought, answer } = await ask(
      source(() => gives({ type: 'answer', chars: '<th' }, { type: 'answer', chars: 'ink>Hm.</think>4' })),
    )
    assert.deepEqual([thought, answer], ['Hm.', '4'])
  })

  it('is taken to withhold its thoughts where none come', async () => {
    const { parts } = await ask(source(() => gives({ type: 'answer', chars: '4' })))
    assert.deepEqual(parts.at(-1), ['thought', 'hidden', ''])
  })

  it('fails by what its client threw, and keeps the text', async () => {
    const { answer, end } = await ask(
      source(async function* () {
        yield { type: 'answer', chars: 'four' }
        throw new Error()
      }),
    )
    assert.deepEqual([answer, end], ['four', failed('forbidden', 'no consent')])
  })

  it('fails where nothing comes', async () => {
    assert.deepEqual((await ask(source(() => gives()))).end, failed('empty-response'))
  })

  it('is stopped at any moment, though the client goes on', async () => {
    const stop = new AbortController()
    const run = ask(
      source(async function* () {
        yield { type: 'answer', chars: 'a' }
        await never
      }),
      REQUEST,
      stop.signal,
    )
    await sleep(20)
    stop.abort()
    const { answer, end } = await run
    assert.deepEqual([answer, end], ['a', { type: 'stopped' }])
  })

  it('is given up when it is silent for too long', async () => {
    const silent = source(
      async function* () {
        yield { type: 'answer', chars: 'a' }
        await never
      },
      { ...LIMITS, idle: 40 },
    )
    const { answer, end } = await ask(silent)
    assert.deepEqual([answer, end], ['a', failed('idle-timeout')])
  })

  it('ends exactly once when the reader leaves', async () => {
    const deltas = []
    for await (const delta of source(() => gives({ type: 'answer', chars: 'a' })).stream(
      REQUEST,
      new AbortController().signal,
    ))
      deltas.push(delta)
    assert.deepEqual(outcomeOf(deltas).end, { type: 'complete' })
  })
})
