/** What a reader sees in a recording, each by words that stand in its thought exactly once. */
export interface Expected {
  readonly corrections: readonly {
    /** Words of the statement that is taken back. */
    readonly retracts: string
    /** Words of the sentence that takes it back. */
    readonly says: string
    /**
     * Plain enough that a detector must find it, or must also link it to what it takes back, which then stands right
     * before it. The others count in the shares.
     */
    readonly surest?: 'found' | 'linked'
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
        retracts: 'the result is 1, as it should be',
        says: "Wait, that's wrong: 3 is below 5",
        surest: 'linked',
      },
      { retracts: 'change the condition to `lo <= hi`', says: "Hmm, no, that doesn't work", surest: 'found' },
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
      { retracts: 'it should take 9 rounds', says: 'Actually, no: $2^9 = 512$', surest: 'linked' },
      { retracts: 'I assumed it was only a faster way', says: 'It is a bit more than that' },
      {
        retracts: 'I expected the largest one to be `a.length`',
        says: 'So that expectation was wrong',
        surest: 'found',
      },
    ],
    confirmed: ['Let me check that it is safe at the end'],
    alternatives: [],
  },
  'intervals-fix': {
    corrections: [
      {
        retracts: 'I think the `<=` is the error and should be `<`',
        says: 'so `<=` is right and I take that suspicion back',
        surest: 'linked',
      },
      {
        retracts: "it changes the caller's bookings",
        says: 'Looking closer, no, that is not the case',
        surest: 'linked',
      },
      { retracts: 'sort so that the longer of two bookings', says: 'That does not work after all', surest: 'found' },
    ],
    confirmed: ['Running through the example again', 'That might have the same flaw, so let me check'],
    alternatives: ['One option is to leave the loop alone'],
  },
  'cache-fix': {
    corrections: [
      {
        retracts:
          'there can be no race here at all. JavaScript runs on one thread, so nothing can happen between `has` and `set`',
        says: "Hmm, no, that's wrong. There is an `await` between them",
        surest: 'linked',
      },
      {
        retracts: 'This should take care of `update` too',
        says: "Wait, it doesn't. I need to redo the trace",
        surest: 'found',
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
      { retracts: 'I would accept the step as it stands', says: 'Wait, that is not true in general', surest: 'linked' },
      {
        retracts: 'So the statement should be true for *positive* irrational numbers',
        says: 'No, that fails too',
        surest: 'linked',
      },
      {
        retracts: 'if $n$ divides $p^2$, then $n$ divides $p$',
        says: 'Hmm, that last statement is wrong as I put it',
        surest: 'linked',
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
        surest: 'linked',
      },
      { retracts: '$2s\\sqrt2 = s^2 + 1$', says: 'So I made a sign error', surest: 'found' },
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
        surest: 'found',
      },
      { retracts: 'which would make the area $59$', says: 'Wait, that is the wrong order', surest: 'linked' },
    ],
    confirmed: ['Let me check that: the mirror image of $A(0,0)$', 'Let me verify this in a second way'],
    alternatives: ['Alternatively, one can start from the big triangle after all'],
  },
  'tiling-zh': {
    corrections: [
      { retracts: '我认为 $f(n) = 3f(n-2)$', says: '等等，这说明我刚才的结论错了', surest: 'found' },
      { retracts: '$f(6) = 3 \\cdot 11 + 2 \\cdot 3 = 39$', says: '不对，这里又漏了', surest: 'linked' },
    ],
    confirmed: ['两种方法结果一致', '确实成立'],
    alternatives: ['或者可以按第一列来分类'],
  },
  'intervals-explain': {
    corrections: [
      {
        retracts: 'bookings with the same start keep the order in which they were entered',
        says: "Hmm, no, that's not what happens here",
        surest: 'linked',
      },
      { retracts: '`merged[-1][1] = end` extends the last busy time', says: 'So I was wrong to say that the branch' },
      { retracts: 'I was going to list that as a second mistake', says: "But the module's docstring rules it out" },
    ],
    confirmed: ['Let me check what is still true of it'],
    alternatives: [],
  },
  'cache-explain': {
    corrections: [
      {
        retracts: '`Promise.all` runs the first update and then the second one',
        says: "Wait, that's not how `Promise.all` works",
        surest: 'linked',
      },
      {
        retracts: 'I assumed at first that a value that is in the map already comes back without a pause',
        says: 'That is not so: `await` suspends the function',
      },
    ],
    confirmed: ['Let me check that with the second caller being the slower one'],
    alternatives: ['Alternatively I could go method by method'],
  },
  'polygon-check': {
    corrections: [
      { retracts: 'I suspect a misprint', says: 'So I take the suspicion back' },
      {
        retracts: 'so $b = 6$, and the area would be $39 + 3 - 1 = 41$',
        says: 'So I miscounted the outline',
        surest: 'found',
      },
    ],
    confirmed: ['**Does the outline cross itself?**', 'Now both ways agree'],
    alternatives: ['Alternatively I could write out a complete solution here'],
  },
  'search-fixed': {
    corrections: [
      {
        retracts: 'this looks like the classic off-by-one, and `a[mid]` could read past the end',
        says: "No, it can't",
        surest: 'linked',
      },
      {
        retracts: 'For 1,024 elements that would be 10 rounds',
        says: "Actually, that's not quite right",
        surest: 'linked',
      },
      { retracts: 'I thought I could report that nothing at all is open', says: "It isn't quite so: this is a gap" },
    ],
    confirmed: ['Does the loop end?', 'Also fine, although one has to think for a moment'],
    alternatives: ['An alternative is a closed window'],
  },
  'intervals-fixed': {
    corrections: [
      {
        retracts: 'The `max` in the stretching looks superfluous to me',
        says: 'Wait, no, they are sorted by *start*',
        surest: 'linked',
      },
      { retracts: 'That would be a real fault', says: 'So no, that was a false alarm' },
    ],
    confirmed: ['Check: 210 + 60 + 330 = 600', 'What if a booking lies before the opening'],
    alternatives: ['Another way to write the function would be to count'],
  },
  'cache-fixed': {
    corrections: [
      {
        retracts: 'I suspect that a caller may get a promise out of `get`',
        says: 'But no, that cannot happen',
        surest: 'linked',
      },
      {
        retracts: 'I expected every later update of that key to fail with it',
        says: 'That was wrong: what is stored is not `turn`',
      },
      {
        retracts: 'so the updates of the other pages would be called off',
        says: 'Actually no, `Promise.all` calls nothing off',
        surest: 'linked',
      },
    ],
    confirmed: ['Does the `catch` hide errors that nobody handles?', 'Let me verify the four traces once more'],
    alternatives: ['One option is to remove the turn when it is the last of its key'],
  },
}
