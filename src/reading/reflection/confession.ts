import type { Sentence } from '../sentence'
import { englishConfessions, englishHedges } from './cues/en'
import { chineseConfessions, chineseHedges } from './cues/zh'

/**
 * Whether a sentence owns a fault in plain words, outside code and quotation. Those are too rare to be learnt from and too
 * plain to be missed, so they are a correction whatever the forests say.
 */
export function confesses(sentence: Sentence): boolean {
  if (!englishConfessions.test(sentence.text) && !chineseConfessions.test(sentence.text)) return false
  let bare = sentence.text
  for (const mask of sentence.masks) {
    const [start, end] = [mask.start - sentence.start, mask.end - sentence.start]
    bare = bare.slice(0, start) + ' '.repeat(end - start) + bare.slice(end)
  }
  return (
    (englishConfessions.test(bare) && !englishHedges.test(bare)) ||
    (chineseConfessions.test(bare) && !chineseHedges.test(bare))
  )
}
