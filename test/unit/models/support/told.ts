import assert from 'node:assert/strict'
import type { ServerResponse } from 'node:http'
import { Recorder } from '../../../../src/reading/recorder'
import type { Trace } from '../../../../src/trace/trace'
import { endWords } from '../../../../src/words/end'
import { noticeWords } from '../../../../src/words/notices'
import { example } from '../../trace/example'
import { REQUEST } from './run'
import { listen, listenRaw, type Options, sourceAt, until } from './server'

export type Answer = (response: ServerResponse, index: number) => void

/** A fault, and what the user sees of it: the text that is kept, the words, and what is offered next. */
export interface Row {
  readonly fault: string
  /** How it answers, below HTTP where HTTP cannot misbehave so; or an address at which nobody can be reached. */
  readonly server: Answer | { readonly raw: string; readonly tls?: true } | { readonly at: string }
  readonly options?: Options
  /** The user presses stop once the server has been asked, or once text has come. */
  readonly stop?: 'asked' | 'text'
  /** What has come, thought and answer. */
  readonly kept: readonly [thought: string, answer: string]
  /** The sentence of the end; null: it is complete, and nothing is said. */
  readonly what: string | null
  readonly next: readonly string[]
  readonly notices?: readonly string[]
  /** How often the server was asked. */
  readonly asked?: number
}

/** Brings the fault about on loopback, through the SDK and the recorder. */
export function tells(row: Row): void {
  it(row.fault, async () => {
    const { trace, asked } = await run(row)
    const words = endWords(trace)
    const kept = row.what !== null && row.kept.join('') !== ''
    assert.deepEqual([trace.thought, trace.answer], row.kept)
    assert.deepEqual([words?.what ?? null, words?.next ?? []], [row.what, row.next])
    assert.equal(words?.kept ?? '', kept ? 'What had arrived is kept.' : '')
    assert.deepEqual(trace.notices.map(noticeWords), row.notices ?? [])
    assert.equal(asked, row.asked ?? asked)
  })
}

async function run({ server, options, stop }: Row): Promise<{ readonly trace: Trace; readonly asked: number }> {
  let asked = 0
  const addressOf = async () => {
    if (typeof server === 'function') return (await listen((response) => server(response, asked++))).baseUrl
    if ('at' in server) return server.at
    const { baseUrl } = await listenRaw((socket) => {
      asked++
      socket.write(server.raw)
      setTimeout(() => socket.resetAndDestroy(), 20)
    })
    return server.tls ? baseUrl.replace('http:', 'https:') : baseUrl
  }
  const baseUrl = await addressOf()
  const control = new AbortController()
  if (stop === 'asked') void until(() => asked > 0).then(() => control.abort())
  const recorder = new Recorder(example)
  for await (const delta of sourceAt(baseUrl, options).stream(REQUEST, control.signal)) {
    recorder.record(delta)
    if (stop === 'text' && recorder.trace.answer !== '') control.abort()
  }
  return { trace: recorder.trace, asked }
}
