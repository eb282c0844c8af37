import { MAX_ADDRESS } from '../../protocol'
import type { Span } from '../../trace/trace'

/** The address as a browser would write it, or null for what is not http(s): such a link stays text. */
export function httpAddress(source: string): string | null {
  const address = source.trim()
  if (address.length > MAX_ADDRESS || !/^https?:\/\//i.test(address)) return null
  const { href, protocol } = URL.parse(address) ?? { href: '', protocol: '' }
  return (protocol === 'https:' || protocol === 'http:') && href.length <= MAX_ADDRESS ? href : null
}

export interface FilePlace extends Span {
  readonly path: string
  /** One-based. */
  readonly line: number
}

/**
 * `src/search.ts:12`, also `search.ts:12:3` and `search.ts:12-14`. Without a line a name with a dot is too often
 * something else. Names are bounded, so a long word costs a bounded search at each of its characters.
 */
const FILE_PLACE =
  /(?<![\w./\\:@~-])((?:\.{0,2}\/)?(?:[\w@+~.-]{1,80}\/){0,16}[\w@+~.-]{0,80}\.[a-z]\w{0,9}):(\d{1,7})(?:[:–-]\d{1,7}){0,2}(?![\w/])/gi

export function filePlaces(text: string): readonly FilePlace[] {
  // Nearly no text has one.
  if (!/\.\w+:\d/.test(text)) return []
  return Array.from(text.matchAll(FILE_PLACE), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    path: match[1] ?? '',
    line: Number(match[2]),
  })).filter(({ line }) => line > 0)
}
