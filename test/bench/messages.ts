import { PendingChanges } from '../../src/host/panel/pending'
import type { HostMessage } from '../../src/protocol'
import { Recorder } from '../../src/reading/recorder'
import { newTrace, type TraceStart } from '../../src/trace/trace'
import { example } from '../unit/trace/example'

/** Characters of a delta: about a token. */
export const DELTA = 4

const { startedAt, problem, prompt, model } = example
export const START: TraceStart = { id: 'bench', startedAt, problem, prompt, model }

export const SNAPSHOT: HostMessage = {
  type: 'snapshot',
  sequence: 0,
  trace: newTrace(START),
  view: { keepStepsOpen: true, showFaintMarks: true, readOnly: false, locale: 'en' },
}

/** What the host tells the page while that thought streams in, a message for each `step` characters. */
export function messagesOf(thought: string, step: number): readonly HostMessage[] {
  const recorder = new Recorder(START)
  const messages: HostMessage[] = []
  for (let from = 0; from < thought.length; from += step) {
    const pending = new PendingChanges()
    for (let at = from; at < Math.min(from + step, thought.length); at += DELTA) {
      const chars = thought.slice(at, Math.min(at + DELTA, from + step))
      pending.add(recorder.record({ type: 'text', text: 'thought', provenance: 'raw', chars, at }))
    }
    messages.push({ type: 'changes', sequence: messages.length + 1, changes: pending.take() })
  }
  return messages
}
