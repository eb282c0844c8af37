/**
 * The groups of cues that every language fills with its own words. Features are built over the groups, so what is learnt
 * from one language carries over to another, and a language is added by one file.
 */
export const CUES = [
  /** Stops the flow: "wait", 等等. */
  'hold',
  /** Thinking aloud: "hmm", 嗯. */
  'hmm',
  /** Sudden insight: "oh", 哦. */
  'oh',
  /** A flat no, as an answer to oneself. */
  'no',
  'but',
  'actually',
  /** Opens a guess: "maybe", 也许. */
  'maybe',
  /** A modal that weakens: "might", "could". */
  'modal',
  /** A belief: "I think", "probably". */
  'think',
  /** Another option: "alternatively", 或者. */
  'alternatively',
  'another',
  'what-if',
  /** Leaves an approach: "a different approach", 换个思路. */
  'differently',
  /** Thinks again: "reconsider", 重新考虑. */
  'reconsider',
  /** Checks: "let me verify", 检查. */
  'check',
  /** Does it again: "recalculate", "again". */
  'redo',
  /** Approves: "that's right", 没错. */
  'confirm',
  /** Doubts: "I'm not sure", 不确定. */
  'unsure',
  'confused',
  /** A verdict that something does not hold: "doesn't work", 行不通. */
  'fail',
  /** Two things do not go together: "contradicts", 矛盾. */
  'clash',
  /** A fault is named: "wrong", "mistake", 错. */
  'wrong',
  /** The fault is the model's own: "I made a mistake", 我搞错了. */
  'own-fault',
  /** Something was misread or left out: "I misread", "forgot", 忽略了. */
  'missed',
  /** Too much of something: "too large", "overcomplicating", 太复杂. */
  'excess',
  'instead',
  'should',
  /** What is given is appealed to: "the docstring says", 题目说. */
  'source',
  /** Looks back: "earlier", "at first", 之前. */
  'earlier',
  /** Sees something: "I realize", 我明白了. */
  'realize',
  'self',
  'try',
  'suppose',
  'so',
  'answer',
  'also',
  'because',
  'not',
  'still',
  'first',
  'ask',
  'good',
] as const
export type CueName = (typeof CUES)[number]

/** Where each stands in CUES. */
export const CUE = Object.fromEntries(CUES.map((name, index) => [name, index])) as Readonly<Record<CueName, number>>

/**
 * The phrases of one language. In a language with spaces a phrase is words and punctuation marks separated by spaces, and
 * `_` stands for any one word; in one without it is a run of characters.
 */
export type CuePhrases = Readonly<Record<CueName, readonly string[]>>
