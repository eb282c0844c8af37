import { recordings } from '../../src/models/recorded/recordings'
import { Recorder } from '../../src/reading/recorder'
import { example } from '../unit/trace/example'

/** Characters of a delta: about a token. */
const TOKEN = 4

/** The recorded thoughts over and over. */
function thought(length: number): string {
  const once = recordings()
    .map((recording) => recording.thought)
    .join('\n\n')
  return `${once}\n\n`.repeat(Math.ceil(length / once.length)).slice(0, length)
}

/** Ms of CPU for one text in pieces of a size. */
function cost(text: string, piece: number): number {
  const { id, startedAt, problem, prompt, model } = example
  const recorder = new Recorder({ id, startedAt, problem, prompt, model })
  const start = process.cpuUsage()
  for (let at = 0; at < text.length; at += piece)
    recorder.record({ type: 'text', text: 'thought', provenance: 'raw', chars: text.slice(at, at + piece), at: 0 })
  recorder.record({ type: 'end', end: { type: 'complete' }, at: 0 })
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
const measured = (length: number, piece: number) => median([1, 2, 3].map(() => cost(thought(length), piece)))

cost(thought(200_000), TOKEN)
const one = measured(1_000_000, TOKEN)
const two = measured(2_000_000, TOKEN)
const whole = measured(1_000_000, 1_000_000)
console.log(`reading 1 MB of thought, 4 characters at a time   ${one.toFixed(0)} ms of CPU`)
console.log(`reading 1 MB of thought, in one piece             ${whole.toFixed(0)} ms of CPU`)
console.log(`2 MB against 1 MB                                 ${(two / one).toFixed(2)} times`)
