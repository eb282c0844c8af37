import { Recorder } from '../../src/reading/recorder'
import { DELTA, START } from './messages'
import { median, type Part, table } from './part'
import { syntheticThought } from './text'

/** Ms of CPU for one text in pieces of a size. */
function cost(text: string, piece: number): number {
  const recorder = new Recorder(START)
  const start = process.cpuUsage()
  for (let at = 0; at < text.length; at += piece)
    recorder.record({ type: 'text', text: 'thought', provenance: 'raw', chars: text.slice(at, at + piece), at: 0 })
  recorder.record({ type: 'end', end: { type: 'complete' }, at: 0 })
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** What the segmenter, the detector and the recorder take in the host. */
export async function run(): Promise<Part> {
  const measured = (length: number, piece: number) => median([1, 2, 3].map(() => cost(syntheticThought(length), piece)))
  cost(syntheticThought(200_000), DELTA)
  const one = measured(1_000_000, DELTA)
  const two = measured(2_000_000, DELTA)
  const whole = measured(1_000_000, 1_000_000)
  return {
    lines: table([
      ['1 MB of thought, 4 characters at a time', `${one.toFixed(0)} ms of CPU`],
      ['1 MB of thought, in one piece', `${whole.toFixed(0)} ms of CPU`],
      ['2 MB against 1 MB', `${(two / one).toFixed(2)} times`],
    ]),
    results: { one, two, whole },
  }
}
