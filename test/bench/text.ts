/** A pseudo-random number from 0 up to 1, the same row for the same seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const SENTENCES = [
  'Let me look at what the function does when the window is empty.',
  'The loop keeps everything left of `lo` below the target, so **the invariant** holds at the start.',
  'With $n = 2k$ the sum is $k(n + 1)$, which is what the formula says.',
  'So the index *must* be allowed to reach `a.length`.',
  'Let me check this with a small example: for `[1, 3]` and 5 the answer is 2, which is right.',
  'Alternatively one could sort first and search afterwards, but that costs $O(n \\log n)$.',
  'The second case is like the first, with the roles of the two ends exchanged.',
  'By the triangle inequality \\(|x + y| \\le |x| + |y|\\), and equality holds when both have the same sign.',
  'That leaves the case where the list has a single element, see src/search.ts:12.',
]

/** A thought as models write them, of that many characters and the same each time. */
export function syntheticThought(length: number): string {
  const next = random(1)
  const below = (limit: number) => Math.floor(next() * limit)
  const many = (count: number, make: (index: number) => string) => Array.from({ length: count }, (_, i) => make(i))
  const sentences = (count: number) => many(count, () => SENTENCES[below(SENTENCES.length)] ?? '').join(' ')
  const blocks: readonly (() => string)[] = [
    ...many(8, () => '').map(() => () => sentences(2 + below(5))),
    () => many(3 + below(4), (i) => `${i + 1}. ${sentences(1)}`).join('\n'),
    () => many(3 + below(4), () => `- ${sentences(1)}`).join('\n'),
    () =>
      `| i | value | $x_i$ |\n|---|------:|---|\n${many(3 + below(4), (i) => `| ${i} | ${below(1000)} | $${below(9)}$ |`).join('\n')}`,
    () =>
      `\`\`\`ts\n${many(4 + below(8), (i) => `const value${i} = find(list, ${below(100)}) // ${below(10)}`).join('\n')}\n\`\`\``,
    () => `$$\n\\sum_{i=1}^{${below(99)}} i^2 = \\frac{n(n+1)(2n+1)}{${1 + below(9)}}\n$$`,
    () => `Wait, that is not right: the last element is never looked at. ${sentences(2)}`,
    () => `## Case ${below(100)}`,
  ]
  let text = ''
  while (text.length < length) text += `${blocks[below(blocks.length)]?.() ?? ''}\n\n`
  return text.slice(0, length)
}
