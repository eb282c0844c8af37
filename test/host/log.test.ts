import assert from 'node:assert/strict'
import * as vscode from 'vscode'
import { Log } from '../../src/host/log'
import { Run } from '../../src/host/runs/run'
import { Runs } from '../../src/host/runs/runs'
import type { ModelSource } from '../../src/models/source'
import { applyAll, type Change } from '../../src/trace/change'
import { type Check, newTrace, type TraceStart } from '../../src/trace/trace'
import { example } from '../unit/trace/example'
import { until } from './support/extension'

const SECRET = 'sk-sentinel-0123456789abcdef'

/** What is written to the log while `work` goes on. */
async function logged(work: (log: Log) => Promise<void> | void): Promise<string> {
  const lines: string[] = []
  const note = (line: string) => lines.push(line)
  const original = Object.getOwnPropertyDescriptor(vscode.window, 'createOutputChannel')
  assert.ok(original)
  const channel = { info: note, warn: note, error: note, show: () => {}, dispose: () => {} }
  Object.defineProperty(vscode.window, 'createOutputChannel', { ...original, value: () => channel })
  const log = new Log()
  Object.defineProperty(vscode.window, 'createOutputChannel', original)
  await work(log)
  return lines.join('\n')
}

function runsOf(log: Log): Runs {
  return new Runs({ begin: () => ({ append: () => {}, close: async () => {} }), update: async () => {} }, log)
}

const START: TraceStart = {
  id: 'logged',
  startedAt: example.startedAt,
  model: example.model,
  problem: { ...example.problem, text: 'my selection', question: 'my question' },
  prompt: { instructions: 'Think.', input: 'my selection' },
}

describe('the log', () => {
  it('says that a run begins and ends, and nothing of what was asked or answered', async () => {
    const source: ModelSource = {
      async *stream() {
        yield { type: 'text', text: 'answer', provenance: 'raw', chars: 'my answer', at: 1 }
        yield { type: 'end', end: { type: 'failed', reason: 'bad-request', detail: `my detail ${SECRET}` }, at: 2 }
      },
    }
    const text = await logged(async (log) => {
      const runs = runsOf(log)
      runs.start(START, source, { model: 'o9' })
      await until(() => runs.running.length === 0)
    })
    assert.match(text, /run logged begins: fix \(typescript\), 18 characters to OpenAI, o9, effort high/)
    assert.match(text, /run logged ends: failed \(bad-request\) after 2 ms, 0 \+ 9 characters/)
    assert.doesNotMatch(text, /my (selection|question|answer|detail)|sk-/)
  })

  it('holds nothing that a terminal would obey, and one line for each thing that is said', async () => {
    const model = { endpoint: 'Mine\u009b2J', model: 'o9\u001b]52;c;cm0=\u0007\r\nrun x ends: complete' }
    const text = await logged(async (log) => {
      const runs = runsOf(log)
      runs.start({ ...START, model }, { async *stream() {} }, { model: model.model })
      await until(() => runs.running.length === 0)
    })
    assert.doesNotMatch(text, /[^\P{Cc}\n]/u)
    assert.deepEqual(
      text.split('\n').map((line) => line.slice(0, 10)),
      ['run logged', 'run logged'],
    )
  })

  it('places an error in the code, without its words: they may quote anything', async () => {
    const text = await logged((log) => log.bug('it failed', new TypeError(`of ${SECRET}\n    and more of it`)))
    assert.match(text, /^it failed: TypeError\n\s+at /)
    assert.doesNotMatch(text, /sk-|and more/)
  })
})

describe('a model source that breaks its word', () => {
  for (const [how, stream] of [
    [
      'throws',
      async function* () {
        yield { type: 'text', text: 'answer', provenance: 'raw', chars: 'so far', at: 1 } as const
        throw new Error('never')
      },
    ],
    [
      'stops without an end',
      async function* () {
        yield { type: 'text', text: 'answer', provenance: 'raw', chars: 'so far', at: 1 } as const
      },
    ],
  ] as const) {
    it(`${how}: the run ends as failed, and keeps what came`, async () => {
      await logged(async (log) => {
        const runs = runsOf(log)
        const run = runs.start(START, { stream }, { model: 'o9' })
        await until(() => runs.running.length === 0)
        assert.deepEqual(run.trace.end, { type: 'failed', reason: 'unknown', detail: '' })
        assert.equal(run.trace.answer, 'so far')
      })
    })
  }
})

describe('a reflection that the reader has dismissed', () => {
  it('stays dismissed when the model’s further words change it', async () => {
    const open: Check = { kind: 'check', id: 'k0', start: 0, end: 4, outcome: 'open' }
    const closed: Check = { ...open, end: 8, outcome: 'confirmed' }
    const found = [open, closed]
    const run = new Run(START, {
      trace: newTrace(START),
      record: (delta) => found.splice(0, 1).map((reflection) => ({ type: 'reflection', reflection, at: delta.at })),
    })
    const source: ModelSource = {
      async *stream() {
        yield { type: 'usage', usage: {}, at: 1 }
        run.change({ type: 'dismiss', id: 'k0', dismissed: true, at: 1 })
        yield { type: 'usage', usage: {}, at: 2 }
      },
    }
    const sent: Change[] = []
    run.onChange((changes) => sent.push(...changes))
    await run.think(source, { model: 'o9' }, () => {})
    assert.deepEqual(run.trace.reflections, [{ ...closed, dismissed: true }])
    assert.deepEqual(applyAll(newTrace(START), sent).reflections, run.trace.reflections)
  })
})
