/**
 * Where sentences end. Each rule looks at a text and a place in it and answers with an offset, null for "not here", or
 * undefined for "that depends on text that has yet to come"; a text that is `complete` never gets undefined.
 */

/** Bounded, so that a row of a thousand dots is read once and not a thousand times. */
const RUN = /[.!?。！？…]{1,8}/y
const CLOSERS = /["'”’」』)\]）】*_]{0,8}/y
const SPACE = /\s*/y
const HAN = /\p{Script=Han}/u
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|cf|vs|approx|resp|incl|excl|w\.r\.t|a\.k\.a|s\.t|et al|Mr|Mrs|Ms|Dr|Prof|St)$/i
/** These are words too, unless a number follows. */
const BEFORE_NUMBER = /(?:^|[\s(])(?:no|nos|fig|figs|eq|eqs|sec|ch|vol|thm|def|lem|prop|p|pp|ex)$/i
/** All that stands before the point, where it is the point of a number that counts: `2.`, `**Case 3.`, `b.` */
const COUNTED =
  /^[*_(]*(?:(?:step|case|example|option|part|method|point|claim|lemma|问题|方法|情况|步骤)\s*)?(?:\d{1,3}|[a-z]|[ivx]{1,4})$/i

function match(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return at + (pattern.exec(text)?.[0].length ?? 0)
}

/** How many terminators stand together at `at`; of more than eight, the first eight. */
export const runAt = (text: string, at: number): number => match(RUN, text, at) - at

/** The sentence from `start` has a terminator at `at`: where it ends, closing marks included; null where it goes on. */
export function endAt(text: string, start: number, at: number, complete: boolean): number | null | undefined {
  const runEnd = match(RUN, text, at)
  const end = match(CLOSERS, text, runEnd)
  if (end >= text.length) return complete ? end : undefined
  const run = text.slice(at, runEnd)
  if (/[。！？]/.test(run)) return end
  const next = text.charAt(end)
  if (!/\s/.test(next)) return run === '.' && HAN.test(next) && !COUNTED.test(text.slice(start, at)) ? end : null
  const following = match(SPACE, text, end)
  if (following >= text.length) return complete ? end : undefined
  if (run.includes('?')) return end
  return goesOn(text, start, at, run, text.charAt(following)) ? null : end
}

/** Whether a sentence goes on after a point, an exclamation mark or dots, seen from the character that follows. */
function goesOn(text: string, start: number, at: number, run: string, following: string): boolean {
  if (/[=<>≤≥+×·,;:)\]]/.test(following)) return true
  const lower = /[a-z]/.test(following)
  if (run !== '.') return lower
  const before = text.slice(Math.max(start, at - 24), at)
  if (ABBREVIATION.test(before) || (/\d/.test(following) && BEFORE_NUMBER.test(before))) return true
  if (at - start <= 24 && COUNTED.test(before)) return true
  return lower && !/[a-z]{4}$/.test(before)
}

const LINE_END = /[ \t\r]*\n\s*/y
const ITEM = /(?:[-*+]|\d{1,9}[.)])[ \t]/y

/** A line of prose ends at `at`: where the next one begins if the sentence ends here, null if it goes on there. */
export function lineEndAt(text: string, at: number, complete: boolean): number | null | undefined {
  const next = match(LINE_END, text, at)
  if (next >= text.length) return complete ? next : undefined
  if (/\n[^\n]*\n/.test(text.slice(at, next)) || match(ITEM, text, next) > next) return next
  const goesOn =
    /[a-z,;:)=<>≤≥&]/.test(text.charAt(next)) || /[,，、；;(（=+]$/.test(text.slice(Math.max(0, at - 1), at))
  return goesOn ? null : next
}
