import type { Sentence } from '../sentence'
import { englishConfessions, englishDenials, englishHedges } from './cues/en'
import { chineseConfessions, chineseDenials, chineseHedges } from './cues/zh'

/**
 * Whether a sentence owns a fault in plain words, outside code and quotation. Those are too rare to be learnt from and too
 * plain to be missed, so they are a correction whatever the forests say.
 */
export function confesses(sentence: Sentence): boolean {
  return says(sentence, englishConfessions, chineseConfessions)
}

/**
 * Whether a sentence denies in plain words, outside code and quotation. By itself that corrects nothing: a case may be
 * ruled out, or the user's code. What the forests take for a correction, though, is a sure one if it denies: on labelled
 * traces three in four of these are right, as many as of those with a high score.
 */
export function denies(sentence: Sentence): boolean {
  return says(sentence, englishDenials, chineseDenials)
}

function says(sentence: Sentence, english: RegExp, chinese: RegExp): boolean {
  if (!english.test(sentence.text) && !chinese.test(sentence.text)) return false
  let bare = sentence.text
  for (const mask of sentence.masks) {
    const [start, end] = [mask.start - sentence.start, mask.end - sentence.start]
    bare = bare.slice(0, start) + ' '.repeat(end - start) + bare.slice(end)
  }
  return (english.test(bare) && !englishHedges.test(bare)) || (chinese.test(bare) && !chineseHedges.test(bare))
}
