import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { recordingFor } from '../../src/models/recorded/recorded'
import { parseRecording, type Recording } from '../../src/models/recorded/recording'
import { recordings } from '../../src/models/recorded/recordings'
import { applyEdits, findEdits, resolveEdits } from '../../src/problem/edits'
import { INTENTS, type Intent, type Problem } from '../../src/trace/trace'
import { problem } from './models/support/run'
import { pythonAsJavaScript, runModule, runPython } from './samples.run'

const TEXTS = 'src/models/recorded/texts'
const CODE = /\.(ts|py|js)$/

const read = (sample: string) => readFileSync(path.join('samples', sample), 'utf8')
const samples = [...new Set(recordings().map(({ sample }) => sample))]
const found = (changes: Partial<Problem>) => recordingFor(problem(changes))?.id

function recording(id: string): Recording {
  const one = recordings().find((candidate) => candidate.id === id)
  assert.ok(one, `there is no recording ${id}`)
  return one
}

describe('the recordings', () => {
  it('are all that lie in the folder, each named by its id', () => {
    assert.deepEqual(
      recordings()
        .map(({ id }) => `${id}.md`)
        .sort(),
      readdirSync(TEXTS).sort(),
    )
  })

  for (const { id, sample, intents, anchor, thought, answer } of recordings()) {
    describe(id, () => {
      it('reads as its file says', () => {
        assert.deepEqual(recording(id), parseRecording(readFileSync(path.join(TEXTS, `${id}.md`), 'utf8')))
      })
      it('thinks long enough to be real, and answers shortly', () => {
        const size = Buffer.byteLength(thought)
        assert.ok(size >= 2_000 && size <= 12_000, `the thought has ${size} bytes`)
        assert.ok(answer.length < thought.length / 1.5, 'the answer is too long beside its thought')
      })
      it('knows its sample by words that stand in no other', () => {
        const holders = samples.filter((candidate) => read(candidate).includes(anchor))
        assert.deepEqual(holders, [sample])
      })
      it('answers for the whole file, and for each line of it with the rest around', () => {
        const text = read(sample)
        const lines = text.split('\n')
        for (const intent of intents) {
          assert.equal(found({ text, intent }), id)
          for (const [i, line] of lines.entries()) {
            const before = lines.slice(0, i).map((l) => `${l}\n`)
            const after = lines.slice(i + 1).map((l) => `\n${l}`)
            assert.equal(found({ text: line, before: before.join(''), after: after.join(''), intent }), id, line)
          }
        }
      })
      it('proposes a change where the sample is code and is asked to be fixed, and none elsewhere', () => {
        assert.equal(findEdits(answer).length > 0, CODE.test(sample) && intents.includes('fix'))
      })
    })
  }

  it('answer every ready intent, and fix every sample in code', () => {
    const answered = new Set(recordings().flatMap(({ intents }) => intents))
    assert.deepEqual(
      INTENTS.filter((intent) => !answered.has(intent)),
      ['ask'],
    )
    const fixed: Intent = 'fix'
    for (const sample of samples.filter((name) => CODE.test(name))) {
      assert.ok(
        recordings().some((one) => one.sample === sample && one.intents.includes(fixed)),
        sample,
      )
    }
  })

  it('come in every style that models have', () => {
    const styles = new Set(recordings().map(({ api, provenance }) => `${api} ${provenance}`))
    for (const style of ['responses summary', 'responses raw', 'chat raw', 'chat summary', 'chat-tags raw']) {
      assert.ok(styles.has(style), style)
    }
  })

  it('are told of in the README of the samples, file by file', () => {
    const linked = Array.from(read('README.md').matchAll(/\]\(([^)]+)\)/g), ([, target]) => target ?? '')
    assert.deepEqual(linked.toSorted(), samples.toSorted())
    for (const target of linked) assert.ok(existsSync(path.join('samples', target)), target)
  })
})

/** The sample after the edits of the recording's answer. */
function fixed(id: string): string {
  const { sample, answer } = recording(id)
  const document = read(sample)
  const resolution = resolveEdits(document, findEdits(answer))
  assert.ok(resolution.ok, `the fix is refused: ${JSON.stringify(resolution)}`)
  return applyEdits(document, resolution.edits)
}

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

  async function merged(source: string): Promise<readonly unknown[]> {
    const script = `${pythonAsJavaScript(source, 'merge')}\nexport { merge }`
    const merge = await runModule(script, 'js', (exports) => functionOf(exports, 'merge'))
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
})

interface Cache {
  get(key: string): Promise<unknown>
  update(key: string, change: (value: number) => number): Promise<unknown>
}

describe('the fix of cache.js', () => {
  async function open(source: string, load: () => Promise<number>) {
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
})

describe('the mathematics of the samples', () => {
  const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-5, `${a} is not ${b}`)

  it('finds no fraction for the sum of the roots, and the equations that the proofs use hold', () => {
    const s = Math.SQRT2 + Math.sqrt(3)
    near(s ** 2, 5 + 2 * Math.sqrt(6))
    near(s ** 4 - 10 * s ** 2 + 1, 0)
    near((s ** 2 - 1) / (2 * s), Math.SQRT2)
    near((s ** 2 + 1) / (2 * s), Math.sqrt(3))
    for (let q = 1n; q <= 3000n; q++) {
      const p = BigInt(Math.round(Number(q) * s))
      assert.notEqual(p ** 4n - 10n * p ** 2n * q ** 2n + q ** 4n, 0n)
    }
  })

  it('measures the plot, and the wrong order of its posts, as the reasoning does', () => {
    const [A, B, C, P, Q, R]: readonly Point[] = [
      [0, 0],
      [12, 0],
      [6, 12],
      [6, 2],
      [8, 5],
      [4, 5],
    ]
    assert.ok(A && B && C && P && Q && R)
    assert.equal(area([A, P, B, Q, C, R]), 42)
    assert.equal(area([A, B, C]), 72)
    assert.equal(area([A, B, C, P, Q, R]), 59)
    assert.deepEqual([area([P, Q, R]), area([Q, C, R]), area([A, P, R]), area([P, B, Q])], [6, 14, 11, 11])
    assert.deepEqual([area([A, P, B]), area([B, Q, C]), area([C, R, A])], [12, 9, 9])
    assert.match(recording('polygon-solve').answer, /\*\*42 m²\*\*/)
  })

  it('says of the polygon, to the letter, how it changed its mind', () => {
    const sentence =
      'I first took this for the area of a triangle, but now I see that it may be a more complex polygon. I need to reconsider my approach; perhaps I should break the figure into simpler shapes first.'
    assert.ok(recording('polygon-solve').thought.includes(sentence))
  })

  it('counts the tilings, and those that cannot be cut, as the reasoning does', () => {
    assert.deepEqual([2, 4, 6, 8].map(tilings), [3, 11, 41, 153])
    assert.match(recording('tiling-zh').answer, /\*\*153\*\*/)
  })

  it('is in Chinese throughout where the sample is', () => {
    for (const text of [read('tiling.zh.md'), recording('tiling-zh').thought, recording('tiling-zh').answer]) {
      const prose = text.replace(/```[\s\S]*?```|\$\$[\s\S]*?\$\$|\$[^$]*\$/g, '')
      assert.deepEqual(prose.match(/[A-Za-z]{2,}/g) ?? [], [])
      assert.ok((prose.match(/\p{Script=Han}/gu) ?? []).length > 100)
    }
  })
})

type Point = readonly [x: number, y: number]

/** By the shoelace formula; the corners in the order of the walk. */
function area(corners: readonly Point[]): number {
  const twice = corners.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length] ?? [0, 0]
    return sum + x * nextY - nextX * y
  }, 0)
  return Math.abs(twice) / 2
}

/** How many ways there are to fill 3 rows of `columns`, by trying all: the first free cell takes a domino each way. */
function tilings(columns: number): number {
  const full = new Array<boolean>(3 * columns).fill(false)
  const fill = (): number => {
    const cell = full.indexOf(false)
    if (cell < 0) return 1
    const below = cell % 3 < 2 ? cell + 1 : -1
    let ways = 0
    for (const other of [below, cell + 3]) {
      if (other < 0 || other >= full.length || full[other]) continue
      full[cell] = full[other] = true
      ways += fill()
      full[cell] = full[other] = false
    }
    return ways
  }
  return fill()
}
