import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chunk } from '../models/support/read'
import { sse } from '../models/support/server'

const a = chunk({ reasoning: ' a' })
const b = chunk({ content: '\nb ' })
const stop = chunk({}, 'stop')
const lines = (...events: readonly unknown[]) => events.map((event) => `${JSON.stringify(event)}\n`).join('')
const summary = (summary_index: number, delta: string) => ({
  type: 'response.reasoning_summary_text.delta',
  output_index: 0,
  summary_index,
  delta,
})

const raw = (content_index: number, delta: string) => ({
  type: 'response.reasoning_text.delta',
  output_index: 0,
  content_index,
  delta,
})
const words = (delta: string) => ({ type: 'response.output_text.delta', output_index: 1, content_index: 0, delta })

const usage = { completion_tokens: 9, completion_tokens_details: { reasoning_tokens: 0 } }
const body = {
  object: 'response',
  status: 'incomplete',
  incomplete_details: { reason: 'max_output_tokens' },
  output: [{ type: 'reasoning', summary: [{ type: 'summary_text', text: 'a' }] }],
  usage: { output_tokens_details: { reasoning_tokens: 3 } },
}

/** Files of a folder, and the lines that they give, in the order of their names. */
const FILES: Readonly<Record<string, string>> = {
  'MANIFEST.md': `data: ${JSON.stringify(a)}\n\n`,
  'cut.sse': sse(a, b),
  'deep/er/tags.sse': sse(chunk({ content: 'a</think>b' }), stop, '[DONE]').replaceAll('\n', '\r\n'),
  'deep/call.req.json': JSON.stringify({ model: 'm', messages: [] }),
  'deep/call.sse': sse(a, chunk({ tool_calls: [{ index: 0 }] }), a, chunk({}, 'tool_calls'), '[DONE]'),
  'failed.chunks.txt': lines(a, { error: { message: 'Oops', code: 500 } }),
  'filtered.sse': sse(a, b, chunk({}, 'content_filter'), '[DONE]'),
  'parts.chunks.txt': lines(summary(0, 'a'), summary(1, 'b'), {
    type: 'response.completed',
    response: { status: 'completed' },
  }),
  'runs.chunks.txt': `\uFEFF${lines(a, a, b, a, { ...stop, usage })}`,
  'turns.chunks.txt': lines(raw(0, 'a'), words('x'), raw(0, 'b'), words('y'), raw(1, 'c'), {
    type: 'response.completed',
    response: { status: 'completed' },
  }),
  'whole.json': JSON.stringify(body, null, 2),
}

const LINES: readonly object[] = [
  { file: 'cut.sse', reasoning: [' a'], answer: '\nb ', reasoningTokens: null, end: 'cut' },
  { file: 'deep/call.sse', reasoning: [' a a'], answer: '', reasoningTokens: null, end: 'tool-calls' },
  { file: 'deep/er/tags.sse', reasoning: ['a'], answer: 'b', reasoningTokens: null, end: 'complete' },
  {
    file: 'failed.chunks.txt',
    reasoning: [' a'],
    answer: '',
    reasoningTokens: null,
    end: 'failed',
    error: 'server-error: Oops',
  },
  {
    file: 'filtered.sse',
    reasoning: [' a'],
    answer: '\nb ',
    reasoningTokens: null,
    end: 'cut',
    error: 'content-filter: ',
  },
  { file: 'parts.chunks.txt', reasoning: ['a', 'b'], answer: '', reasoningTokens: null, end: 'complete' },
  { file: 'runs.chunks.txt', reasoning: [' a a', ' a'], answer: '\nb ', reasoningTokens: 0, end: 'complete' },
  { file: 'turns.chunks.txt', reasoning: ['ab', 'c'], answer: 'xy', reasoningTokens: null, end: 'complete' },
  { file: 'whole.json', reasoning: ['a'], answer: '', reasoningTokens: 3, end: 'length' },
]

describe('npm run replay', function () {
  this.timeout(30_000)
  let folder = ''
  const replay = (...paths: readonly string[]) => {
    const run = spawnSync(process.execPath, ['scripts/cli.mjs', 'replay', ...paths], { encoding: 'utf8' })
    const results: unknown[] = run.stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
    return { status: run.status, stderr: run.stderr, results }
  }

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'replay-'))
    for (const [file, text] of Object.entries(FILES)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
      writeFileSync(path.join(folder, file), text)
    }
  })
  after(() => rmSync(folder, { recursive: true }))

  it('prints a line for each recording in a folder and the folders below, and for nothing else', () => {
    assert.deepEqual(replay(folder), { status: 0, stderr: '', results: LINES })
  })

  it('prints one for a single file, by its name', () => {
    assert.deepEqual(replay(path.join(folder, 'deep/call.sse')).results, [{ ...LINES[1], file: 'call.sse' }])
  })

  it('says so where there is no recording', () => {
    const { status, stderr, results } = replay(path.join(folder, 'MANIFEST.md'))
    assert.deepEqual([status, results], [1, []])
    assert.match(stderr, /no recording was found/)
  })
})
