import assert from 'node:assert/strict'
import { read, recording } from './samples.files'

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

  it('sees the walk around the plot turn to the left all the time, and counts the points of the grid', () => {
    const walk: readonly Point[] = [
      [0, 0],
      [6, 2],
      [12, 0],
      [8, 5],
      [6, 12],
      [4, 5],
    ]
    const turns = edges(walk).map(([[x, y], [nextX, nextY]]) => (x - 6) * (nextY - 4) - (nextX - 6) * (y - 4))
    assert.deepEqual(turns, [12, 12, 14, 16, 16, 14])
    const grid = Array.from({ length: 13 * 13 }, (_, i): Point => [i % 13, Math.floor(i / 13)])
    const on = grid.filter((point) => edges(walk).some(([from, to]) => liesBetween(point, from, to)))
    assert.deepEqual(
      on.toSorted(([a, b], [c, d]) => b - d || a - c),
      [
        [0, 0],
        [12, 0],
        [3, 1],
        [9, 1],
        [6, 2],
        [4, 5],
        [8, 5],
        [6, 12],
      ],
    )
    const inside = grid.filter((point) => !on.includes(point) && isInside(point, walk))
    const rows = Array.from({ length: 11 }, (_, i) => inside.filter(([, y]) => y === i + 1).length)
    assert.deepEqual(rows, [4, 8, 7, 5, 3, 3, 3, 3, 1, 1, 1])
    assert.equal(inside.length + on.length / 2 - 1, area(walk))
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

type Edge = readonly [from: Point, to: Point]

function edges(corners: readonly Point[]): readonly Edge[] {
  return corners.map((corner, i): Edge => [corner, corners[(i + 1) % corners.length] ?? corner])
}

function liesBetween([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): boolean {
  const onLine = (x - ax) * (by - ay) === (y - ay) * (bx - ax)
  return onLine && (x - ax) * (x - bx) <= 0 && (y - ay) * (y - by) <= 0
}

/** Whether a ray to the right leaves the outline an odd number of times; for points that are not on it. */
function isInside([x, y]: Point, corners: readonly Point[]): boolean {
  const crossed = edges(corners).filter(
    ([[ax, ay], [bx, by]]) => ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax),
  )
  return crossed.length % 2 === 1
}

/** By the shoelace formula; the corners in the order of the walk. */
function area(corners: readonly Point[]): number {
  const twice = edges(corners).reduce((sum, [[x, y], [nextX, nextY]]) => sum + x * nextY - nextX * y, 0)
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
