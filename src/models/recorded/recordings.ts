import { parseRecording, type Recording } from './recording'
import searchFix from './texts/search-fix.md'

/** The files in `texts/`, one import each. */
const TEXTS: readonly string[] = [searchFix]

let parsed: readonly Recording[] | undefined

/** Read on first use: few sessions ask the recorded model. */
export function recordings(): readonly Recording[] {
  parsed ??= TEXTS.map(parseRecording)
  return parsed
}
