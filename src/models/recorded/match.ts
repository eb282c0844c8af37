import type { Problem } from '../../trace/trace'
import type { Recording } from './recording'

/** A selection shorter than this says too little to be told by what it is part of, UTF-16 units. */
const TELLING = 8

/**
 * The recording of what is asked, or null. A selection that holds the anchor tells it best, then one that is part of an
 * anchor that stands there, then one that has the anchor nearby; where no anchor stands there, a part of one must do.
 * White space does not count.
 */
export function findRecording(problem: Problem, recordings: readonly Recording[]): Recording | null {
  const asked = recordings.filter(({ intents }) => intents.includes(problem.intent))
  const text = squeeze(problem.text)
  const around = squeeze(`${problem.before}${problem.text}${problem.after}`)
  const isPart = (anchor: string) => text.length >= TELLING && anchor.includes(text)
  const tests: readonly ((anchor: string) => boolean)[] = [
    (anchor) => text.includes(anchor),
    (anchor) => isPart(anchor) && around.includes(anchor),
    (anchor) => around.includes(anchor),
    isPart,
  ]
  for (const test of tests) {
    const found = asked.find(({ anchor }) => test(squeeze(anchor)))
    if (found) return found
  }
  return null
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
