// Gradient boosted trees for a yes/no question over rows of small whole numbers (0 to 15), deterministic for a seed, and
// written in the form that src/reading/reflection/forest.ts reads.

/** xorshift32: numbers from 0 to 1, the same on every machine. */
export function random(seed) {
  let state = seed >>> 0 || 1
  return () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 4294967296
  }
}

const BINS = 16

/**
 * `rows`: Uint8Array each; `yes`: 0 or 1 each; `weight`: each row's weight. Returns the forest as text. Rows are mostly
 * zeros, so histograms are filled from what is not zero, and the zeros' bin is what remains; the larger child of a branch
 * has its parent's histogram less the smaller child's.
 */
export function fitForest(rows, yes, weight, options = {}) {
  const {
    rounds = 250,
    depth = 4,
    rate = 0.05,
    lambda = 3,
    least = 2,
    rowShare = 0.7,
    featureShare = 0.4,
    seed = 7,
  } = options
  const next = random(seed)
  const features = rows[0].length
  const filled = rows.map((row) => {
    const cells = []
    row.forEach((bin, feature) => {
      if (bin) cells.push((feature * BINS + bin) * 2)
    })
    return Int32Array.from(cells)
  })
  let total = 0
  let positive = 0
  for (let i = 0; i < rows.length; i++) {
    total += weight[i]
    positive += weight[i] * yes[i]
  }
  const bias = Math.log(positive / (total - positive))
  const logit = new Float64Array(rows.length).fill(bias)
  /** Gradient and curvature of each row, in turn. */
  const slope = new Float64Array(rows.length * 2)
  const text = [String(Math.round(bias * 1000))]

  for (let round = 0; round < rounds; round++) {
    const sample = []
    for (let i = 0; i < rows.length; i++) {
      const p = 1 / (1 + Math.exp(-logit[i]))
      slope[2 * i] = weight[i] * (p - yes[i])
      slope[2 * i + 1] = weight[i] * Math.max(p * (1 - p), 1e-6)
      if (next() < rowShare) sample.push(i)
    }
    const columns = []
    for (let f = 0; f < features; f++) if (next() < featureShare) columns.push(f)
    const members = Int32Array.from(sample)
    const tree = grow(members, sums(members), columns, depth)
    write(tree, text)
    for (let i = 0; i < rows.length; i++) logit[i] += leafUnder(tree, rows[i]) / 1000
  }
  return text.join(' ')

  /** The sums of gradient and curvature per feature and bin, and over all members at the end. */
  function sums(members) {
    const all = features * BINS * 2
    const histogram = new Float64Array(all + 2)
    for (const i of members) {
      const g = slope[2 * i]
      const h = slope[2 * i + 1]
      const cells = filled[i]
      for (let k = 0; k < cells.length; k++) {
        histogram[cells[k]] += g
        histogram[cells[k] + 1] += h
      }
      histogram[all] += g
      histogram[all + 1] += h
    }
    return histogram
  }

  function totals(members) {
    let g = 0
    let h = 0
    for (const i of members) {
      g += slope[2 * i]
      h += slope[2 * i + 1]
    }
    return [g, h]
  }

  function leafOf([g, h]) {
    return { value: Math.round((-1000 * rate * g) / (h + lambda)) }
  }

  function grow(members, histogram, columns, levels) {
    const [g, h] = histogram.subarray(-2)
    const leaf = leafOf([g, h])
    if (h < 2 * least) return leaf
    const split = bestSplit(histogram, columns, g, h)
    if (!split) return leaf
    const { feature, bound } = split
    const low = members.filter((i) => rows[i][feature] <= bound)
    const high = members.filter((i) => rows[i][feature] > bound)
    if (levels === 1) return { feature, bound, low: leafOf(totals(low)), high: leafOf(totals(high)) }
    const small = sums(low.length < high.length ? low : high)
    const large = histogram
    for (let k = 0; k < large.length; k++) large[k] -= small[k]
    const [lows, highs] = low.length < high.length ? [small, large] : [large, small]
    return { feature, bound, low: grow(low, lows, columns, levels - 1), high: grow(high, highs, columns, levels - 1) }
  }

  function bestSplit(histogram, columns, g, h) {
    let best = { gain: 0.5, split: null }
    for (const f of columns) best = bestBound(f, histogram, g, h, best)
    return best.split
  }

  /** The better of `best` and the best bound of feature `f`. */
  function bestBound(f, histogram, g, h, best) {
    const from = f * BINS * 2
    let left = g
    let leftH = h
    for (let cell = from + 2; cell < from + BINS * 2; cell += 2) {
      left -= histogram[cell]
      leftH -= histogram[cell + 1]
    }
    let found = best
    for (let bound = 0; bound < BINS - 1 && h - leftH >= least; bound++) {
      if (bound > 0) {
        left += histogram[from + 2 * bound]
        leftH += histogram[from + 2 * bound + 1]
      }
      if (leftH < least || h - leftH < least) continue
      const right = g - left
      const gain = left ** 2 / (leftH + lambda) + right ** 2 / (h - leftH + lambda) - g ** 2 / (h + lambda)
      if (gain > found.gain) found = { gain, split: { feature: f, bound } }
    }
    return found
  }
}

function leafUnder(tree, row) {
  let node = tree
  while (node.feature !== undefined) node = row[node.feature] <= node.bound ? node.low : node.high
  return node.value
}

function write(node, text) {
  if (node.feature === undefined) {
    text.push(`=${node.value}`)
    return
  }
  text.push(`${node.feature}:${node.bound}`)
  write(node.low, text)
  write(node.high, text)
}
