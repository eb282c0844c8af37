import { parseRecording, type Recording } from './recording'
import cacheFix from './texts/cache-fix.md'
import intervalsFix from './texts/intervals-fix.md'
import polygonSolve from './texts/polygon-solve.md'
import proofCheck from './texts/proof-check.md'
import proofSolve from './texts/proof-solve.md'
import searchExplain from './texts/search-explain.md'
import searchFix from './texts/search-fix.md'
import tilingZh from './texts/tiling-zh.md'

/** The files in `texts/`, one import each. */
const TEXTS: readonly string[] = [
  searchFix,
  searchExplain,
  intervalsFix,
  cacheFix,
  proofCheck,
  proofSolve,
  polygonSolve,
  tilingZh,
]

let parsed: readonly Recording[] | undefined

/** Read on first use: few sessions ask the recorded model. */
export function recordings(): readonly Recording[] {
  parsed ??= TEXTS.map(parseRecording)
  return parsed
}
