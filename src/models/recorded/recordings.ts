import { parseRecording, type Recording } from './recording'
import cacheExplain from './texts/cache-explain.md'
import cacheFix from './texts/cache-fix.md'
import cacheFixed from './texts/cache-fixed.md'
import intervalsExplain from './texts/intervals-explain.md'
import intervalsFix from './texts/intervals-fix.md'
import intervalsFixed from './texts/intervals-fixed.md'
import polygonCheck from './texts/polygon-check.md'
import polygonSolve from './texts/polygon-solve.md'
import proofCheck from './texts/proof-check.md'
import proofSolve from './texts/proof-solve.md'
import searchExplain from './texts/search-explain.md'
import searchFix from './texts/search-fix.md'
import searchFixed from './texts/search-fixed.md'
import tilingZh from './texts/tiling-zh.md'

/** The files in `texts/`, one import each; of one sample, those for the file as it ships come first. */
const TEXTS: readonly string[] = [
  searchFix,
  searchExplain,
  searchFixed,
  intervalsFix,
  intervalsExplain,
  intervalsFixed,
  cacheFix,
  cacheExplain,
  cacheFixed,
  proofCheck,
  proofSolve,
  polygonSolve,
  polygonCheck,
  tilingZh,
]

let parsed: readonly Recording[] | undefined

/** Read on first use: few sessions ask the recorded model. */
export function recordings(): readonly Recording[] {
  parsed ??= TEXTS.map(parseRecording)
  return parsed
}
