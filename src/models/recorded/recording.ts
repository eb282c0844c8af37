import { INTENTS, type Intent, type Provenance } from '../../trace/trace'

/** How a recording is sent: by which API, and on Chat Completions whether in a field or in `<think>` tags. */
export const RECORDING_APIS = ['responses', 'chat', 'chat-tags'] as const
export type RecordingApi = (typeof RECORDING_APIS)[number]

/** Reasoning written for one of the sample problems. */
export interface Recording {
  readonly id: string
  /** The sample's file name. */
  readonly sample: string
  readonly intents: readonly Intent[]
  readonly api: RecordingApi
  readonly provenance: Exclude<Provenance, 'hidden'>
  /** Words that occur in this sample and in no other: as it ships, or only once its fix has been applied. */
  readonly anchor: string
  readonly thought: string
  readonly answer: string
}

const HEADERS = ['id', 'sample', 'intents', 'api', 'provenance', 'anchor'] as const
type Header = (typeof HEADERS)[number]

const SHAPE = /^---\n([\s\S]*?)\n---\n([\s\S]*?)\n---answer---\n([\s\S]*)$/

/**
 * Reads a recording's file: header lines `name: value` between two lines `---`, the thought, a line `---answer---`, the
 * answer. White space around the two texts is not part of them. Throws an `Error` that names what is wrong: the files
 * ship with the extension, and a test reads each.
 */
export function parseRecording(source: string): Recording {
  const shape = SHAPE.exec(source.replaceAll('\r\n', '\n'))
  const [, head, thought, answer] = shape ?? []
  if (head === undefined || thought === undefined || answer === undefined) {
    throw new Error('a recording is a header between two lines `---`, the thought, a line `---answer---`, the answer')
  }
  if (/^---answer---$/m.test(answer)) throw new Error('`---answer---` stands twice')
  const header = parseHeader(head)
  const api = oneOf(RECORDING_APIS, header('api'), 'api')
  const provenance = oneOf(['raw', 'summary'], header('provenance'), 'provenance')
  if (api === 'chat-tags' && provenance === 'summary') throw new Error('what stands in tags is no summary')
  return {
    id: header('id'),
    sample: header('sample'),
    intents: header('intents')
      .split(',')
      .map((intent) => oneOf(INTENTS, intent.trim(), 'intents')),
    api,
    provenance,
    anchor: header('anchor'),
    thought: present(thought.trim(), 'the thought'),
    answer: present(answer.trim(), 'the answer'),
  }
}

function parseHeader(head: string): (name: Header) => string {
  const values = new Map<Header, string>()
  for (const line of head.split('\n')) {
    const colon = line.indexOf(':')
    const name = oneOf(HEADERS, line.slice(0, Math.max(colon, 0)), 'header line')
    if (values.has(name)) throw new Error(`${name} stands twice`)
    values.set(name, line.slice(colon + 1).trim())
  }
  return (name) => present(values.get(name) ?? '', name)
}

function present(value: string, name: string): string {
  if (value === '') throw new Error(`${name} is missing`)
  return value
}

function oneOf<T extends string>(values: readonly T[], value: string, name: string): T {
  const found = values.find((candidate) => candidate === value)
  if (found === undefined) throw new Error(`${name}: "${value}" is none of ${values.join(', ')}`)
  return found
}
