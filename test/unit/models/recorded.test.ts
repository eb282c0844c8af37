import assert from 'node:assert/strict'
import { recordedSource, recordingFor } from '../../../src/models/recorded/recorded'
import { RECORDING_APIS, type Recording } from '../../../src/models/recorded/recording'
import { recordings } from '../../../src/models/recorded/recordings'
import { tokens } from '../../../src/models/recorded/wire'
import { ask, collect, outcomeOf, problem, REQUEST } from './support/run'

const RECORDING: Recording = {
  id: 'sum',
  sample: 'sum.ts',
  intents: ['fix', 'check'],
  api: 'chat',
  provenance: 'raw',
  anchor: 'for (let i = 0; i <= n; i++)',
  thought: '**Setting up**\nFirst `sum(3)` is 1 + 2 = 3…\n\n**Checking**\nWait, 𝒙 是错的。\n',
  answer: 'It adds one too many.\n\n```edit\n<<<<<<< SEARCH\n<=\n=======\n<\n>>>>>>> REPLACE\n```',
}
const PROBLEM = problem({ text: RECORDING.anchor })
const source = (recording: Recording, speed = 0) =>
  recordedSource({ problem: PROBLEM, speed, now: () => performance.now(), recordings: [recording] })

describe('the recorded model', () => {
  for (const api of RECORDING_APIS) {
    it(`sends its texts by ${api} to the character`, async () => {
      const { thought, answer, end, usage, notices } = await ask(source({ ...RECORDING, api }))
      assert.equal(thought, RECORDING.thought)
      assert.equal(answer, RECORDING.answer)
      assert.deepEqual([end, notices], [{ type: 'complete' }, []])
      assert.equal(usage.reasoning, tokens(RECORDING.thought).length)
    })
  }

  it('sends a summary in parts, each under its title', async () => {
    const { parts } = await ask(source({ ...RECORDING, api: 'responses', provenance: 'summary' }))
    assert.deepEqual(
      parts.map(([text, provenance, chars]) => [text, provenance, chars.slice(0, 9)]),
      [
        ['thought', 'summary', '**Setting'],
        ['thought', 'summary', '**Checkin'],
        ['answer', 'raw', 'It adds o'],
      ],
    )
  })

  it('sends a summary by Chat Completions too', async () => {
    const { parts } = await ask(source({ ...RECORDING, provenance: 'summary' }))
    assert.deepEqual(parts[0], ['thought', 'summary', RECORDING.thought])
  })

  it('keeps the pace it is given', async () => {
    const deltas = await collect(source(RECORDING, 5).stream(REQUEST, new AbortController().signal))
    // No timer fires early, however busy the machine is.
    assert.ok((deltas.at(-1)?.at ?? 0) > 300, `${deltas.at(-1)?.at} ms`)
    assert.equal(outcomeOf(deltas).answer, RECORDING.answer)
  })

  it('can be stopped while it thinks', async () => {
    const stop = new AbortController()
    const deltas = []
    for await (const delta of source(RECORDING, 5).stream(REQUEST, stop.signal)) {
      deltas.push(delta)
      stop.abort()
    }
    const { thought, end } = outcomeOf(deltas)
    assert.deepEqual(end, { type: 'stopped' })
    assert.ok(thought.length > 0 && RECORDING.thought.startsWith(thought))
  })

  it('ends a problem that it does not know', async () => {
    const unknown = recordedSource({
      problem: problem({ text: 'let it = be' }),
      speed: 0,
      now: () => 0,
      recordings: [RECORDING],
    })
    assert.deepEqual((await ask(unknown)).end, { type: 'failed', reason: 'unknown-problem', detail: '' })
  })

  it('knows its own recordings by their anchors', () => {
    for (const recording of recordings()) {
      for (const intent of recording.intents) {
        assert.equal(recordingFor(problem({ text: recording.anchor, intent }))?.id, recording.id)
      }
    }
  })
})

describe('a recording stands for', () => {
  const other = { ...RECORDING, id: 'other', anchor: 'while (true) total += 1' }
  const file = `function sum(n) {\n  ${RECORDING.anchor} total += i\n}\n\nfunction spin() {\n  while (true) total += 1\n}\n`
  const find = (changes: Parameters<typeof problem>[0]) => recordingFor(problem(changes), [RECORDING, other])?.id

  it('a selection that holds its anchor, however it is indented', () => {
    assert.equal(find({ text: `  for (let i = 0;\n\t\ti <= n; i++) {` }), 'sum')
  })
  it('a selection that is part of its anchor', () => assert.equal(find({ text: 'let i = 0; i <= n' }), 'sum'))
  it('a selection that is part of its anchor, rather than one whose anchor has that part as well but stands elsewhere', () => {
    const longer = { ...RECORDING, id: 'longer', anchor: `${RECORDING.anchor} total += i` }
    const part = { text: 'let i = 0; i <= n', before: 'for (', after: '; i++) total -= i' }
    assert.equal(recordingFor(problem(part), [longer, RECORDING])?.id, 'sum')
  })
  it('a selection near its anchor', () => assert.equal(find({ text: 'total', before: RECORDING.anchor }), 'sum'))
  it('the one that is selected rather than the one nearby', () => {
    assert.equal(find({ text: 'while (true) total += 1', before: file.slice(0, 60) }), 'other')
  })
  it('the intents that it names', () => {
    assert.equal(find({ text: file, intent: 'check' }), 'sum')
    assert.equal(find({ text: file, intent: 'solve' }), undefined)
  })
  it('nothing that only resembles it', () => {
    assert.equal(find({ text: 'i' }), undefined)
    assert.equal(find({ text: 'for (let i = 0; i < n; i++)' }), undefined)
  })
})
