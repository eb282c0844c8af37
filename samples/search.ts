/** Searching and keeping sorted arrays of numbers. Every array here is in ascending order. */

/** The first index whose element is not below `target`, and `a.length` where there is none. */
export function lowerBound(a: readonly number[], target: number): number {
  let lo = 0
  let hi = a.length - 1
  while (lo < hi) {
    const mid = (lo + hi) >>> 1
    if (a[mid] < target) {
      lo = mid + 1
    } else {
      hi = mid
    }
  }
  return lo
}

/** How many elements lie in the range `from <= x < to`. */
export function countBetween(a: readonly number[], from: number, to: number): number {
  return lowerBound(a, to) - lowerBound(a, from)
}

/** Puts `x` where it belongs, before the elements that equal it. */
export function insert(a: number[], x: number): void {
  a.splice(lowerBound(a, x), 0, x)
}

/** Whether `x` is one of the elements. */
export function includes(a: readonly number[], x: number): boolean {
  return a[lowerBound(a, x)] === x
}
