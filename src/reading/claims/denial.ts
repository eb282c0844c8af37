/**
 * Sentences that mention a thing without standing by it: they deny it, set it against another, or suppose it. Wide on
 * purpose, since who only mentions a thing must not be taken for one who says it.
 */
const MENTIONS =
  /\b(?:not|never|no|none|nor|neither|cannot|without|instead|rather|wrong(?:ly)?|incorrect(?:ly)?|mistake[sn]?|error|errors|fails?|failed|would|could|might|may|perhaps|maybe|if|unless|suppose|whether|avoid|old|previously|originally|earlier|formerly|first|tempting|easily|seems?|looks|appears?|misread|contradict\w*|impossible|false|invalid|discard\w*|upper bound|lower bound|was|were|used to|before)\b|n['’]t\b|[不没错误非若]|如果|假设|假如|可能|也许|似乎|看似|本来|原来|原先|之前|最初|起初|矛盾|放弃/i

/** Whether the sentence may only mention what stands in it. */
export function onlyMentions(sentence: string): boolean {
  return MENTIONS.test(sentence) || /[?？]\W*$/.test(sentence)
}

const DENIES =
  /\b(?:wrong|incorrect|impossible|contradict\w*|can(?:not|['’]t) be|is(?:n['’]t| not)|not (?:right|correct|possible))\b|不对|错|不可能|矛盾|不是/i

/** Whether the sentence says that what stands in it does not hold, or asks. */
export function denies(sentence: string): boolean {
  return DENIES.test(sentence) || /[?？]\W*$/.test(sentence)
}

/** What comes after it is a new thought: "that is wrong: …, so x = 7". */
const TURNS = /[:：;；]|\b(?:so|thus|hence|therefore)\b|所以|因此/gi

/** Whether the sentence denies what stands in it at that offset, whatever else it denies before. */
export function deniedAt(sentence: string, at: number): boolean {
  const turns = Array.from(sentence.slice(0, at).matchAll(TURNS), ({ index }) => index)
  return denies(sentence.slice(turns.at(-1) ?? 0))
}
