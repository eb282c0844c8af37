/** What a reader sees in a recording, each by words that stand in its thought exactly once. */
export interface Expected {
  readonly corrections: readonly {
    /** Words of the statement that is taken back. */
    readonly retracts: string
    /** Words of the sentence that takes it back. */
    readonly says: string
    /** Plain enough that a detector must find it; the others are for whoever measures one. */
    readonly surest?: true
  }[]
  /** Checks that end well: words of the sentence that checks, or that says so. */
  readonly confirmed: readonly string[]
  /** Other ways that are weighed while nothing is taken back. */
  readonly alternatives: readonly string[]
}

export const EXPECTED: Readonly<Record<string, Expected>> = {
  'search-fix': {
    corrections: [
      {
        retracts: 'at first sight the function is correct',
        says: "Wait, that's wrong: 3 is below 5",
        surest: true,
      },
      { retracts: 'change the condition to `lo <= hi`', says: "Hmm, no, that doesn't work", surest: true },
    ],
    confirmed: [
      'Let me check the rounding',
      'Let me verify it on the cases from before',
      'can `a[mid]` read past the end',
    ],
    alternatives: ['Alternatively, the window can be made half open'],
  },
  'search-explain': {
    corrections: [
      { retracts: 'it should take 9 rounds', says: 'Actually, no: $2^9 = 512$', surest: true },
      { retracts: 'I assumed it was only a faster way', says: 'It is a bit more than that' },
      { retracts: 'I expected the largest one to be `a.length`', says: 'So that expectation was wrong', surest: true },
    ],
    confirmed: ['Let me check that it is safe at the end'],
    alternatives: [],
  },
  'intervals-fix': {
    corrections: [
      {
        retracts: 'I think the `<=` is the error and should be `<`',
        says: 'so `<=` is right and I take that suspicion back',
        surest: true,
      },
      { retracts: "it changes the caller's bookings", says: 'Looking closer, no, that is not the case', surest: true },
      { retracts: 'sort so that the longer of two bookings', says: 'That does not work after all', surest: true },
    ],
    confirmed: ['Running through the example again', 'That might have the same flaw, so let me check'],
    alternatives: ['One option is to leave the loop alone'],
  },
  'cache-fix': {
    corrections: [
      {
        retracts: 'there can be no race here at all',
        says: "Hmm, no, that's wrong. There is an `await` between them",
        surest: true,
      },
      {
        retracts: 'This should take care of `update` too',
        says: "Wait, it doesn't. I need to redo the trace",
        surest: true,
      },
      { retracts: 'this.#turns.set(key, turn)', says: 'So storing `turn` itself is a mistake' },
      {
        retracts: 'if (!this.#values.has(key)) this.#values.set',
        says: 'So my version of `get` above is not good enough',
      },
    ],
    confirmed: ['Could that delete a newer entry?', 'Let me verify with the traces from above'],
    alternatives: ['Either one for the whole cache or one per key'],
  },
  'proof-check': {
    corrections: [
      { retracts: 'I would accept the step as it stands', says: 'Wait, that is not true in general', surest: true },
      {
        retracts: 'So the statement should be true for *positive* irrational numbers',
        says: 'No, that fails too',
        surest: true,
      },
      {
        retracts: 'if $n$ divides $p^2$, then $n$ divides $p$',
        says: 'Hmm, that last statement is wrong as I put it',
        surest: true,
      },
    ],
    confirmed: ['Yes, this step holds', 'Confirmed, step 3 holds as well', 'Let me check this with numbers'],
    alternatives: ['Alternatively one could keep step 2 and drop $\\sqrt6$'],
  },
  'proof-solve': {
    corrections: [
      {
        retracts: 'So the candidates are $\\pm1, \\pm2, \\pm5, \\pm10$',
        says: 'Wait, I misremembered the theorem',
        surest: true,
      },
      { retracts: '$2s\\sqrt2 = s^2 + 1$', says: 'So I made a sign error', surest: true },
      {
        retracts: 'At first I wanted to keep it for completeness',
        says: 'but nothing in the proof refers to $\\sqrt3$',
      },
    ],
    confirmed: ['Again with numbers', 'Is the division allowed?'],
    alternatives: ['Another way would be the conjugate'],
  },
  'polygon-solve': {
    corrections: [
      {
        retracts: 'So the plot measures 72 square metres',
        says: 'I first took this for the area of a triangle, but now I see',
        surest: true,
      },
      { retracts: 'which would make the area $59$', says: 'Wait, that is the wrong order', surest: true },
    ],
    confirmed: ['Let me check that: the mirror image of $A(0,0)$', 'Let me verify this in a second way'],
    alternatives: ['Alternatively, one can start from the big triangle after all'],
  },
  'tiling-zh': {
    corrections: [
      { retracts: '我认为 $f(n) = 3f(n-2)$', says: '等等，这说明我刚才的结论错了', surest: true },
      { retracts: '$f(6) = 3 \\cdot 11 + 2 \\cdot 3 = 39$', says: '不对，这里又漏了', surest: true },
    ],
    confirmed: ['两种方法结果一致', '确实成立'],
    alternatives: ['或者可以按第一列来分类'],
  },
}
