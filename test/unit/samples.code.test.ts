import assert from 'node:assert/strict'
import { fixed, read } from './samples.files'
import { pythonAsJavaScript, runModule, runPython } from './samples.run'

type AnyFunction = (...parameters: readonly unknown[]) => unknown

function functionOf(exports: Readonly<Record<string, unknown>>, name: string): AnyFunction {
  const value = exports[name]
  assert.ok(typeof value === 'function', `${name} is not exported`)
  return (...parameters) => Reflect.apply(value, undefined, parameters)
}

describe('the fix of search.ts', () => {
  const lowerBoundOf = (source: string) => runModule(source, 'ts', (exports) => functionOf(exports, 'lowerBound'))
  const arrays = [[], [4], [1, 3], [2, 2, 2], [1, 3, 5, 7], [0, 1, 1, 4, 4, 4, 9, 12]]
  const cases = arrays.flatMap((a) => Array.from({ length: 16 }, (_, i) => ({ a, target: i - 1 })))
  const right = ({ a, target }: (typeof cases)[number]) => a.filter((x) => x < target).length

  it('finds the first index that is not below the target, for every array and target tried', async () => {
    const lowerBound = await lowerBoundOf(fixed('search-fix'))
    for (const one of cases) assert.equal(lowerBound(one.a, one.target), right(one), JSON.stringify(one))
  })

  it('mends just what the reasoning says: all elements below the target', async () => {
    const lowerBound = await lowerBoundOf(read('search.ts'))
    for (const one of cases) {
      const allBelow = one.a.length > 0 && right(one) === one.a.length
      assert.equal(lowerBound(one.a, one.target) !== right(one), allBelow, JSON.stringify(one))
    }
  })

  it('keeps the array in order when elements are inserted', async () => {
    const insert = await runModule(fixed('search-fix'), 'ts', (exports) => functionOf(exports, 'insert'))
    const array = [1, 3]
    for (const x of [5, 0, 3, 9]) insert(array, x)
    assert.deepEqual(array, [0, 1, 3, 3, 5, 9])
  })

  it('never reads past the end, and takes the rounds that the reasoning counts', async () => {
    const lowerBound = await lowerBoundOf(fixed('search-fix'))
    const most = (length: number) => {
      let rounds = 0
      for (let target = 0; target <= length; target++) {
        const read: number[] = []
        const array = Array.from({ length }, (_, i) => i)
        const watched = new Proxy(array, {
          get: (of, name) => {
            if (typeof name === 'string' && /^\d+$/.test(name)) read.push(Number(name))
            return Reflect.get(of, name)
          },
        })
        assert.equal(lowerBound(watched, target), target)
        assert.ok(read.every((index) => index < length))
        rounds = Math.max(rounds, read.length)
      }
      return rounds
    }
    assert.deepEqual([1, 1000, 1024].map(most), [1, 10, 11])
  })

  it('leaves what the reasoning mentions: swapped bounds, and what is no number', async () => {
    const exports = await runModule(fixed('search-fix'), 'ts', (all) => all)
    const countBetween = functionOf(exports, 'countBetween')
    assert.deepEqual([countBetween([1, 3], 0, 10), countBetween([1, 3, 5], 5, 1)], [2, -2])
    assert.equal(functionOf(exports, 'lowerBound')([1, 3], Number.NaN), 0)
    assert.equal(functionOf(exports, 'includes')([1, 3], Number.NaN), false)
    assert.equal(functionOf(exports, 'includes')([1, 3], 5), false)
  })
})

describe('the fix of intervals.py', () => {
  const TODAY = '[[540, 720], [600, 630], [660, 690], [710, 750]]'
  const cases: readonly (readonly [string, readonly (readonly number[])[]])[] = [
    [TODAY, [[540, 750]]],
    [
      '[[660, 690], [540, 720], [600, 630], [800, 810]]',
      [
        [540, 720],
        [800, 810],
      ],
    ],
    ['[[600, 630], [540, 600]]', [[540, 630]]],
    ['[[1, 4], [3, 6]]', [[1, 6]]],
    ['[]', []],
  ]

  async function mergeOf(source: string) {
    const script = `${pythonAsJavaScript(source, 'merge')}\nexport { merge }`
    return runModule(script, 'js', (exports) => functionOf(exports, 'merge'))
  }

  async function merged(source: string): Promise<readonly unknown[]> {
    const merge = await mergeOf(source)
    const results = cases.map(([input]) => merge(JSON.parse(input)))
    const python = runPython(source, `[${cases.map(([input]) => `merge(${input})`).join()}]`)
    // Where this machine has Python, it has the last word.
    if (python !== null) assert.deepEqual(results, python)
    return results
  }

  it('gives the whole time of a booking with shorter ones inside it', async () => {
    assert.deepEqual(
      await merged(fixed('intervals-fix')),
      cases.map(([, expected]) => expected),
    )
  })

  it('is needed: the sample cuts the workshop short, as the reasoning traces it', async () => {
    const [today, unordered, ...others] = await merged(read('intervals.py'))
    assert.deepEqual(today, [
      [540, 630],
      [660, 690],
      [710, 750],
    ])
    assert.notDeepEqual(unordered, cases[1]?.[1])
    assert.deepEqual(
      others,
      cases.slice(2).map(([, expected]) => expected),
    )
  })

  async function freeOf(source: string) {
    const script = `${pythonAsJavaScript(source, 'merge')}\n${pythonAsJavaScript(source, 'free')}\nexport { free }`
    return runModule(script, 'js', (exports) => functionOf(exports, 'free'))
  }

  for (const [which, source, today] of [
    ['the sample', read('intervals.py'), '[[480,540],[630,660],[690,710],[750,1080]]'],
    ['the fixed one', fixed('intervals-fix'), '[[480,540],[750,1080]]'],
  ] as const) {
    it(`leaves the gaps that the reasoning names, also for bookings that it calls excluded: ${which}`, async () => {
      const inputs = [TODAY, '[]', '[[400, 450]]', '[[600, 600]]']
      const free = await freeOf(source)
      const results = inputs.map((input) => free(JSON.parse(input), 480, 1080))
      const python = runPython(source, `[${inputs.map((input) => `free(${input}, 480, 1080)`).join()}]`)
      if (python !== null) assert.deepEqual(results, python)
      assert.deepEqual(
        results.map((result) => JSON.stringify(result)),
        [today, '[[480,1080]]', '[[450,1080]]', '[[480,600],[600,1080]]'],
      )
    })
  }

  it('is needed only where a booking ends before one that starts earlier: then minutes are missing, never too many', async () => {
    const shipped = await mergeOf(read('intervals.py'))
    const mended = await mergeOf(fixed('intervals-fix'))
    assert.deepEqual(
      [minutesOf(shipped(JSON.parse(TODAY))).size, minutesOf(mended(JSON.parse(TODAY))).size],
      [160, 210],
    )
    for (const bookings of triples(5)) {
      const sorted = bookings.toSorted(([a, b], [c, d]) => a - c || b - d)
      const cut = sorted.some(([, end], i) => sorted.slice(0, i).some(([, earlier]) => end < earlier))
      const booked = minutesOf(bookings)
      assert.deepEqual(minutesOf(mended(bookings)), booked)
      const found = minutesOf(shipped(bookings))
      assert.ok([...found].every((minute) => booked.has(minute)))
      if (!cut) assert.equal(found.size, booked.size, JSON.stringify(bookings))
    }
  })
})

/** The minutes that lie in one of the intervals. */
function minutesOf(intervals: unknown): ReadonlySet<number> {
  assert.ok(Array.isArray(intervals))
  const minutes = new Set<number>()
  for (const [start, end] of intervals) for (let minute = start; minute < end; minute++) minutes.add(minute)
  return minutes
}

/** Every list of three bookings that begin and end among the minutes up to `last`. */
function triples(last: number): readonly (readonly (readonly [number, number])[])[] {
  const minutes = Array.from({ length: last + 1 }, (_, i) => i)
  const bookings = minutes.flatMap((start) =>
    minutes.filter((end) => end > start).map((end): readonly [number, number] => [start, end]),
  )
  return bookings.flatMap((a) => bookings.flatMap((b) => bookings.map((c) => [a, b, c])))
}

interface Cache {
  get(key: string): Promise<unknown>
  update(key: string, change: (value: number) => number): Promise<unknown>
}

describe('the fix of cache.js', () => {
  async function open(source: string, load: (key: string) => Promise<unknown>) {
    return runModule(source, 'js', (exports) => {
      const { Cache: Class } = exports
      assert.ok(typeof Class === 'function')
      const cache: Cache = Reflect.construct(Class, [load])
      return { cache, countVisits: functionOf(exports, 'countVisits') }
    })
  }
  const increment = (value: number) => value + 1
  const refuse = () => {
    throw new Error('refused')
  }

  /** What becomes of two callers at a time: how often it was loaded, and how many visits were counted. */
  async function together(source: string) {
    let loads = 0
    const { cache, countVisits } = await open(source, async () => {
      loads++
      return 0
    })
    await Promise.all([cache.get('b'), cache.get('b')])
    const loaded = loads
    await countVisits(cache, ['a', 'a'])
    const cold = await cache.get('a')
    await countVisits(cache, ['a', 'a', 'a'])
    return [loaded, cold, await cache.get('a')]
  }

  it('loads once and loses no update', async () => {
    assert.deepEqual(await together(fixed('cache-fix')), [1, 2, 5])
  })

  it('is needed: the sample loads twice and counts one visit of several', async () => {
    assert.deepEqual(await together(read('cache.js')), [2, 1, 2])
  })

  it('goes on after an update that fails', async () => {
    const { cache } = await open(fixed('cache-fix'), async () => 0)
    const ends = await Promise.allSettled([cache.update('a', refuse), cache.update('a', increment)])
    assert.deepEqual(
      ends.map(({ status }) => status),
      ['rejected', 'fulfilled'],
    )
    assert.equal(await cache.get('a'), 1)
  })

  it('loads again after a load that failed', async () => {
    let loads = 0
    const { cache } = await open(fixed('cache-fix'), async () => (loads++ === 0 ? refuse() : 7))
    await assert.rejects(cache.get('a'), /refused/)
    assert.equal(await cache.get('a'), 7)
  })

  /** A load whose ends are the caller's to choose, in the order of the calls. */
  function loads() {
    const ends: ((value: unknown) => void)[] = []
    return { ends, load: () => new Promise<unknown>((resolve) => ends.push(resolve)) }
  }

  it('is needed: two callers hold different objects, and a slow load undoes an update', async () => {
    const objects = loads()
    const { cache } = await open(read('cache.js'), objects.load)
    const [one, two] = [cache.get('a'), cache.get('a')]
    for (const end of objects.ends) end({})
    assert.notEqual(await one, await two)
    assert.equal(await cache.get('a'), await two)

    const numbers = loads()
    const { cache: counts } = await open(read('cache.js'), numbers.load)
    const slow = counts.get('a')
    const updated = counts.update('a', increment)
    numbers.ends[1]?.(0)
    assert.equal(await updated, 1)
    numbers.ends[0]?.(0)
    await slow
    assert.equal(await counts.get('a'), 0)
  })

  it('is needed only where updates of one page overlap', async () => {
    const { cache, countVisits } = await open(read('cache.js'), async () => 0)
    await countVisits(cache, ['a', 'b'])
    await cache.update('a', increment)
    assert.deepEqual([await cache.get('a'), await cache.get('b')], [2, 1])
    await Promise.all([countVisits(cache, ['b']), countVisits(cache, ['b'])])
    assert.equal(await cache.get('b'), 2)
  })

  it('counts the other visits when one page fails', async () => {
    const { cache, countVisits } = await open(fixed('cache-fix'), async (key) => (key === 'b' ? refuse() : 0))
    await assert.rejects(async () => countVisits(cache, ['a', 'b', 'a']), /refused/)
    await cache.update('a', (value) => value)
    assert.equal(await cache.get('a'), 2)
  })

  it('gives the old value while an update runs', async () => {
    const { cache } = await open(fixed('cache-fix'), async () => 0)
    await cache.get('a')
    const updated = cache.update('a', increment)
    assert.deepEqual([await cache.get('a'), await updated], [0, 1])
  })
})
