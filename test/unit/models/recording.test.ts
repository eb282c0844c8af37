import assert from 'node:assert/strict'
import { parseRecording } from '../../../src/models/recorded/recording'

const HEADER = {
  id: 'sum',
  sample: 'sum.ts',
  intents: 'fix, check',
  api: 'chat-tags',
  provenance: 'raw',
  anchor: 'let total: number = 1',
}

function file(
  changes: Partial<Record<keyof typeof HEADER, string | null>> = {},
  body = 'Hmm.\n\nWait.\n---answer---\nIt is 0.\n',
) {
  const lines = Object.entries({ ...HEADER, ...changes }).filter(([, value]) => value !== null)
  return `---\n${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}\n---\n${body}`
}

describe('a recording', () => {
  it('is read from its file', () => {
    assert.deepEqual(parseRecording(file()), {
      id: 'sum',
      sample: 'sum.ts',
      intents: ['fix', 'check'],
      api: 'chat-tags',
      provenance: 'raw',
      anchor: 'let total: number = 1',
      thought: 'Hmm.\n\nWait.',
      answer: 'It is 0.',
    })
  })

  it('may be checked out with CRLF', () => {
    assert.deepEqual(parseRecording(file().replaceAll('\n', '\r\n')), parseRecording(file()))
  })

  it('may hold a rule and fences in its texts', () => {
    const body = 'A\n\n---\n\nB\n---answer---\n```edit\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n```\n'
    const { thought, answer } = parseRecording(file({}, body))
    assert.equal(thought, 'A\n\n---\n\nB')
    assert.match(answer, /^```edit\n[\s\S]*\n```$/)
  })

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ['no header', 'Hmm.\n---answer---\nIt is 0.\n', /a header between/],
    ['no answer', file({}, 'Hmm.\n'), /a header between/],
    ['two answers', file({}, 'A\n---answer---\nB\n---answer---\nC\n'), /stands twice/],
    ['an empty thought', file({}, '\n\n---answer---\nIt is 0.\n'), /the thought is missing/],
    ['an empty answer', file({}, 'Hmm.\n---answer---\n\n'), /the answer is missing/],
    ['a missing header', file({ anchor: null }), /anchor is missing/],
    ['an empty header', file({ id: '' }), /id is missing/],
    ['an unknown header', file().replace('sample:', 'samples:'), /"samples" is none of/],
    ['a header line without a colon', file().replace('sample:', 'sample'), /header line/],
    ['a header twice', file().replace('sample:', 'id:'), /id stands twice/],
    ['an unknown intent', file({ intents: 'fix, mend' }), /intents: "mend"/],
    ['an unknown API', file({ api: 'smoke' }), /api: "smoke"/],
    ['a summary in tags', file({ provenance: 'summary' }), /no summary/],
    ['an unknown provenance', file({ provenance: 'hidden' }), /provenance: "hidden"/],
  ]
  for (const [name, source, message] of wrong) {
    it(`is refused with ${name}`, () => assert.throws(() => parseRecording(source), message))
  }
})
