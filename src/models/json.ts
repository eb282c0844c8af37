/**
 * Access to JSON that someone else wrote: every accessor takes whatever is there and gives a value of its type, so that
 * a null, a missing field or a field of another type is an absence and never an exception.
 */
export type Fields = Readonly<Record<string, unknown>>

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value at that path, or undefined. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let current = value
  for (const name of path) {
    if (!isFields(current)) return undefined
    current = current[name]
  }
  return current
}

export function string(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** What a table holds under a name that somebody else chose: its own rows alone, for every object has a `constructor`. */
export function row<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}

/** A count of something: a finite number that is not negative. */
export function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined
}

/** Where an object that stands for a text may hold it. */
const TEXT_NAMES = [
  'text',
  'thinking',
  'reasoning',
  'reasoning_text',
  'reasoning_content',
  'summary',
  'content',
  'value',
] as const

/** How deep such objects may lie in each other: no server needs more than three levels. */
const DEEPEST = 6

/** The text of a string, of an object that holds one under a usual name, or of a list of these, in their order. */
export function textOf(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value
  if (depth > DEEPEST) return ''
  if (Array.isArray(value)) return value.map((each) => textOf(each, depth + 1)).join('')
  if (!isFields(value)) return ''
  for (const name of TEXT_NAMES) {
    const text = textOf(value[name], depth + 1)
    if (text !== '') return text
  }
  return ''
}
