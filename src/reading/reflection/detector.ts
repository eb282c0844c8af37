import type { Reflection } from '../../trace/trace'
import type { Sentence } from '../sentence'

export type ReflectionChange =
  | { readonly type: 'reflection'; readonly reflection: Reflection }
  | { readonly type: 'withdraw'; readonly id: string }

/** Finds corrections, checks and alternatives in sentences as they come. */
export class ReflectionDetector {
  /** Takes the next sentence of the thought and says what it changes. */
  feed(_sentence: Sentence): readonly ReflectionChange[] {
    return []
  }

  /** The thought is over: what was still waiting for its outcome is settled. */
  finish(): readonly ReflectionChange[] {
    return []
  }
}
