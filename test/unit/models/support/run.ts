import type { ModelRequest, ModelSource } from '../../../../src/models/source'
import type { Delta } from '../../../../src/trace/delta'
import type { End, Notice, Problem, Provenance, TextName, Usage } from '../../../../src/trace/trace'

export const REQUEST: ModelRequest = { prompt: { instructions: 'Think.', input: 'What is 1 + 1?' }, model: 'm' }

/** What a run amounts to, whatever pieces it came in. */
export interface Outcome {
  readonly thought: string
  readonly answer: string
  /** The text of each part, hidden ones included, in order of arrival. */
  readonly parts: readonly (readonly [TextName, Provenance, string])[]
  readonly usage: Usage
  readonly notices: readonly Notice[]
  readonly end: End
}

export async function collect(deltas: AsyncIterable<Delta>): Promise<readonly Delta[]> {
  const all: Delta[] = []
  for await (const delta of deltas) all.push(delta)
  return all
}

/** Asks, and checks what holds for every run: exactly one end, last, and times that never run back. */
export async function ask(
  source: ModelSource,
  request = REQUEST,
  signal = new AbortController().signal,
): Promise<Outcome> {
  return outcomeOf(await collect(source.stream(request, signal)))
}

export function outcomeOf(deltas: readonly Delta[]): Outcome {
  const last = deltas.at(-1)
  if (last?.type !== 'end') throw new Error(`the last delta is ${JSON.stringify(last)}`)
  if (deltas.filter(({ type }) => type === 'end').length !== 1) throw new Error('there are several ends')
  if (deltas.some(({ at }, i) => at < (deltas[i - 1]?.at ?? 0))) throw new Error('a time runs back')
  const parts = partsOf(deltas)
  const usage: Usage = Object.assign({}, ...deltas.filter((delta) => delta.type === 'usage').map(({ usage }) => usage))
  const join = (name: TextName) => parts.flatMap(([text, , chars]) => (text === name ? chars : [])).join('')
  const notices = deltas.flatMap((delta) => (delta.type === 'notice' ? delta.notice : []))
  return { thought: join('thought'), answer: join('answer'), parts, usage, notices, end: last.end }
}

function partsOf(deltas: readonly Delta[]): Outcome['parts'] {
  const parts: [TextName, Provenance, string][] = []
  for (const delta of deltas) {
    if (delta.type === 'part') parts.push([delta.text, delta.provenance, ''])
    else if (delta.type === 'refile') for (const part of parts) part[0] = 'thought'
    else if (delta.type === 'text') {
      const open = delta.goesOn ? parts.findLast(([text]) => text === delta.text) : parts.at(-1)
      if (open && open[0] === delta.text && open[1] === delta.provenance) open[2] += delta.chars
      else parts.push([delta.text, delta.provenance, delta.chars])
    }
  }
  return parts
}

export function problem(changes: Partial<Problem> = {}): Problem {
  return {
    intent: 'fix',
    question: '',
    document: { uri: 'file:///sum.ts', path: 'sum.ts', languageId: 'typescript' },
    span: { start: 0, end: 0 },
    lines: { first: 0, last: 0 },
    text: '',
    before: '',
    after: '',
    diagnostics: [],
    ...changes,
  }
}
