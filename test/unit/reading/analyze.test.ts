import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

function analyze(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/cli.mjs', 'analyze', ...args], {
    input,
    encoding: 'utf8',
  })
  const lines: unknown[] = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  return { status, stderr, lines }
}

const thought = '# Look\nThe sum is 4. Wait, no, that is wrong: the sum is 5.\n\n# Answer\nIt is 5.'

describe('npm run analyze', function () {
  this.timeout(20_000)
  let folder = ''
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'analyze-'))
  })
  after(() => rmSync(folder, { recursive: true }))

  it('prints a line for each line of a file, with offsets into the thought', () => {
    const file = path.join(folder, 'thoughts.jsonl')
    writeFileSync(
      file,
      `\uFEFF${JSON.stringify({ id: 'a', thought, more: 1 })}\r\n\r\n${JSON.stringify({ id: 2, thought: '' })}`,
    )
    const { status, stderr, lines } = analyze([file])
    assert.equal(stderr, '')
    assert.equal(status, 0)
    const second = thought.indexOf('# Answer')
    assert.deepEqual(lines[1], { id: 2, steps: [], corrections: [], checks: [], alternatives: [] })
    const [first] = lines
    assert.ok(typeof first === 'object' && first !== null && 'steps' in first && Array.isArray(first.steps))
    assert.deepEqual(
      first.steps.map(({ start, end, title }) => ({ start, end, title })),
      [
        { start: 0, end: second, title: 'Look' },
        { start: second, end: thought.length, title: 'Answer' },
      ],
    )
    assert.deepEqual(Object.keys(first), ['id', 'steps', 'corrections', 'checks', 'alternatives'])
  })

  it('names the lines on standard input that it cannot read, goes on with the others and fails', () => {
    const bad = ['{', '[]', '{"thought":"x"}', '{"id":"b"}', '{"id":"c","thought":3}']
    const { status, stderr, lines } = analyze([], [...bad, JSON.stringify({ id: 'a', thought: 'Ok.' })].join('\n'))
    assert.equal(status, 1)
    assert.equal(lines.length, 1)
    const messages = stderr.trim().split('\n')
    assert.equal(messages.length, bad.length)
    messages.forEach((message, index) => {
      assert.match(message, new RegExp(`^line ${index + 1}: `))
    })
  })

  it('says which file is not there', () => {
    const { status, stderr } = analyze([path.join(folder, 'none.jsonl')])
    assert.equal(status, 1)
    assert.match(stderr, /none\.jsonl/)
  })
})
