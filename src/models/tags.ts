/** How a family of models marks its thoughts where they stand in one text with the answer. */
interface Family {
  readonly open: string
  readonly close: string
  /** The prompt may hold the opening tag, so that the closing one comes alone and says: all of this was thought. */
  readonly mayOpenInPrompt?: true
}

const FAMILIES: readonly Family[] = [
  // DeepSeek R1, Qwen, QwQ, GLM, MiniMax, Nemotron and most others.
  { open: '<think>', close: '</think>', mayOpenInPrompt: true },
  { open: '<thinking>', close: '</thinking>', mayOpenInPrompt: true },
  // Gemini.
  { open: '<thought>', close: '</thought>', mayOpenInPrompt: true },
  // gpt-oss on Bedrock.
  { open: '<reasoning>', close: '</reasoning>' },
  { open: '<reason>', close: '</reason>' },
  // Magistral, Seed-OSS, LongCat, older Kimi.
  { open: '[THINK]', close: '[/THINK]', mayOpenInPrompt: true },
  { open: '<seed:think>', close: '</seed:think>', mayOpenInPrompt: true },
  { open: '<longcat_think>', close: '</longcat_think>', mayOpenInPrompt: true },
  { open: '◁think▷', close: '◁/think▷', mayOpenInPrompt: true },
  // Command A Reasoning, OpenThinker.
  { open: '<|START_THINKING|>', close: '<|END_THINKING|>', mayOpenInPrompt: true },
  { open: '<|begin_of_thought|>', close: '<|end_of_thought|>', mayOpenInPrompt: true },
  // gpt-oss where the server leaves its channels unparsed, and Gemma 4.
  { open: '<|channel|>analysis<|message|>', close: '<|end|>' },
  { open: '<|channel>thought\n', close: '<channel|>' },
]

export const OPENERS: readonly string[] = FAMILIES.map(({ open }) => open)
export const CLOSERS: readonly string[] = FAMILIES.map(({ close }) => close)

const CLOSER_OF: ReadonlyMap<string, string> = new Map(FAMILIES.map(({ open, close }) => [open, close]))

export function closerOf(opener: string): string {
  return CLOSER_OF.get(opener) ?? ''
}

/** What some of these models write between their thoughts and the answer; it belongs to neither. */
export const FRAMES: readonly string[] = [
  '<|start|>assistant<|channel|>final<|message|>',
  '<|channel|>final<|message|>',
  '<|start|>assistant',
  '<|START_RESPONSE|>',
  '<|begin_of_solution|>',
]

/** What those models write after the answer. */
export const ENDS: readonly string[] = ['<|return|>', '<|end|>', '<|END_RESPONSE|>', '<|end_of_solution|>']

/** Whatever is read as a mark where nothing visible has been said. */
export const MARKS: readonly string[] = [...OPENERS, ...CLOSERS, ...FRAMES]

/** The tags that mean something after words have been said: a closing one whose opening one may have been in the prompt. */
export const TELLING: readonly string[] = [
  ...OPENERS,
  ...FAMILIES.flatMap(({ close, mayOpenInPrompt }) => (mayOpenInPrompt ? close : [])),
]

const ALL = [...MARKS, ...ENDS]
const LONGEST = Math.max(...ALL.map((mark) => mark.length))

/** The characters with which a mark can begin. */
const FIRST: ReadonlySet<string> = new Set(ALL.map((mark) => mark.slice(0, 1)))

/** Where the end of a text begins that could be the start of one of the marks; the text's length where none can. */
export function heldFrom(text: string, marks: readonly string[]): number {
  for (let at = Math.max(0, text.length - LONGEST); at < text.length; at++) {
    if (FIRST.has(text.charAt(at)) && marks.some((mark) => mark.startsWith(text.slice(at)))) return at
  }
  return text.length
}
