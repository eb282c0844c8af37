import type { Trace } from '../../../src/trace/trace'

const thought =
  '**The window**\nIt is closed, so the loop may stop. Wait, that is wrong: it must be half open.\n\nOr use a library.'
const at = (words: string) => ({ start: thought.indexOf(words), end: thought.indexOf(words) + words.length })

/** A finished run with one of everything. */
export const example: Trace = {
  format: 'second-thoughts.reasoning',
  version: 1,
  id: 'example-1',
  startedAt: '2026-11-23T10:00:00.000Z',
  problem: {
    intent: 'fix',
    question: '',
    document: { uri: 'file:///w/search.ts', path: 'search.ts', languageId: 'typescript' },
    span: { start: 0, end: 9 },
    lines: { first: 2, last: 4 },
    name: 'lowerBound',
    text: 'let a = 1',
    before: '',
    after: '',
    diagnostics: [],
  },
  prompt: { instructions: 'Think.', input: 'let a = 1' },
  model: { endpoint: 'OpenAI', model: 'o9', effort: 'high' },
  thought,
  answer: 'Make it half open.',
  parts: [
    { text: 'thought', start: 0, end: thought.length, provenance: 'raw', at: 10 },
    { text: 'answer', start: 0, end: 18, provenance: 'raw', at: 900 },
  ],
  steps: [
    { id: 's0', start: 0, kind: 'deduction', title: at('The window'), body: thought.indexOf('It is'), at: 10 },
    {
      id: `s${thought.indexOf('Or use')}`,
      start: thought.indexOf('Or use'),
      kind: 'alternative',
      body: thought.indexOf('Or use'),
      at: 800,
    },
  ],
  reflections: [
    {
      kind: 'correction',
      id: `c${thought.indexOf('Wait')}`,
      ...at('Wait, that is wrong: it must be half open.'),
      cue: at('Wait, that is wrong'),
      type: 'retraction',
      reparandum: at('the loop may stop'),
      repair: at('it must be half open'),
      confidence: 0.9,
      sure: true,
      why: ['cue'],
    },
    { kind: 'alternative', id: `a${thought.indexOf('Or use')}`, ...at('Or use a library.'), cue: at('Or') },
  ],
  usage: { input: 10, output: 20, reasoning: 15 },
  notices: [],
  end: { type: 'complete' },
  elapsed: 1000,
}
