import type { Trace } from '../../../src/trace/trace'
import { PROBLEM, traceOf, type Written } from './traces'

const MATHEMATICS: Trace['problem'] = {
  ...PROBLEM,
  intent: 'solve',
  name: 'Exercise 7',
  text: 'Solve $2x + 3 = 17$ for x.',
  document: { uri: 'file:///w/exercises.md', path: 'exercises.md', languageId: 'markdown' },
}

/** An answer that says again what was taken back. */
export const RETURNED = traceOf(
  {
    steps: [
      { kind: 'setup', seconds: 2, text: 'I have to isolate the unknown.' },
      { kind: 'deduction', seconds: 3, text: 'Half of ten is five, so $x = 5$.' },
      { kind: 'backtracking', seconds: 4, text: 'Wait, that is wrong: the difference is 14, so $x = 7$.' },
      { kind: 'conclusion', seconds: 2, text: 'That settles it.' },
    ],
    corrections: [{ cue: 'Wait, that is wrong', retracts: 'so $x = 5$', now: 'so $x = 7$' }],
    answer: 'Take three from both sides and halve the rest. The solution is $x = 5$.',
  },
  { problem: MATHEMATICS },
)

/** A run whose answer comes up, changes twice and comes to rest. */
export const SETTLED = traceOf(
  {
    steps: [
      { kind: 'setup', seconds: 2, text: 'Two unknowns would be harder; here there is one.' },
      { kind: 'deduction', seconds: 3, text: 'Take away three and halve: so $x = 7$.' },
      { kind: 'deduction', seconds: 3, text: 'Hmm. If I add three instead, then $x = 10$, so the answer is 10.' },
      { kind: 'backtracking', seconds: 4, text: 'Adding makes no sense on that side. So the answer is 7 after all.' },
      {
        kind: 'verification',
        seconds: 2,
        text: 'Check: twice seven and three make seventeen. Hence the answer is $7$.',
      },
      { kind: 'conclusion', seconds: 1, text: 'I will write that down.' },
    ],
    answer: 'Take three from both sides and halve. **Answer: 7**',
  },
  { problem: MATHEMATICS },
)

const TRIED: Written = {
  steps: [
    { kind: 'setup', seconds: 2, text: 'The digits must differ, and the sum must end in 2.' },
    { kind: 'planning', seconds: 2, text: 'I go through the candidates for the first digit.' },
    {
      kind: 'backtracking',
      seconds: 4,
      text: 'Perhaps it is 31. But 31 repeats a digit later on, so no.\n\nOr it is 42. Again, 42 leaves nothing for the carry.',
    },
    { kind: 'backtracking', seconds: 4, text: 'What of 53 then? It fails, 53 is prime.' },
    { kind: 'backtracking', seconds: 4, text: 'And 64 could be. No, 64 ends wrongly.' },
    { kind: 'deduction', seconds: 3, text: 'That leaves 75 alone, which does it.' },
    { kind: 'backtracking', seconds: 3, text: 'Oh, I called the sum even above. It is odd, though 75 stays.' },
  ],
  corrections: [
    { cue: 'But 31', retracts: 'Perhaps it is 31', type: 'trial-rejected' },
    { cue: 'Again, 42', retracts: 'Or it is 42', type: 'trial-rejected' },
    { cue: 'It fails', retracts: 'What of 53 then', type: 'trial-rejected' },
    { cue: 'No, 64', retracts: 'And 64 could be', type: 'trial-rejected' },
    { cue: 'Oh, I called', retracts: 'the sum must end in 2', now: 'It is odd' },
  ],
  answer: 'It is 75.',
}

/** Four trials in three steps, and a correction of another sort after them. */
export const TRIALS = traceOf(TRIED, { problem: MATHEMATICS })
