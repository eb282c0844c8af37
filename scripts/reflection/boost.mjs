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
 * zeros, so histograms are filled from what is not zero, and the zeros' bin is what remains.
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
      if (bin) cells.push(feature * BINS + bin)
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
  const gradient = new Float64Array(rows.length)
  const curvature = new Float64Array(rows.length)
  const text = [String(Math.round(bias * 1000))]

  for (let round = 0; round < rounds; round++) {
    const sample = []
    for (let i = 0; i < rows.length; i++) {
      const p = 1 / (1 + Math.exp(-logit[i]))
      gradient[i] = weight[i] * (p - yes[i])
      curvature[i] = weight[i] * Math.max(p * (1 - p), 1e-6)
      if (next() < rowShare) sample.push(i)
    }
    const columns = []
    for (let f = 0; f < features; f++) if (next() < featureShare) columns.push(f)
    const tree = grow(Int32Array.from(sample), columns, depth)
    write(tree, text)
    for (let i = 0; i < rows.length; i++) logit[i] += leafOf(tree, rows[i]) / 1000
  }
  return text.join(' ')

  function grow(members, columns, levels) {
    let g = 0
    let h = 0
    for (const i of members) {
      g += gradient[i]
      h += curvature[i]
    }
    const leaf = { value: Math.round((-1000 * rate * g) / (h + lambda)) }
    if (levels === 0 || h < 2 * least) return leaf
    const split = bestSplit(members, columns, g, h)
    if (!split) return leaf
    const { feature, bound } = split
    const low = members.filter((i) => rows[i][feature] <= bound)
    const high = members.filter((i) => rows[i][feature] > bound)
    return { feature, bound, low: grow(low, columns, levels - 1), high: grow(high, columns, levels - 1) }
  }

  function bestSplit(members, columns, g, h) {
    const gs = new Float64Array(features * BINS)
    const hs = new Float64Array(features * BINS)
    for (const i of members) {
      const gi = gradient[i]
      const hi = curvature[i]
      for (const cell of filled[i]) {
        gs[cell] += gi
        hs[cell] += hi
      }
    }
    let best = { gain: 0.5, split: null }
    for (const f of columns) best = bestBound(f, gs, hs, g, h, best)
    return best.split
  }

  /** The better of `best` and the best bound of feature `f`. */
  function bestBound(f, gs, hs, g, h, best) {
    let left = g
    let leftH = h
    for (let cell = f * BINS + 1; cell < f * BINS + BINS; cell++) {
      left -= gs[cell]
      leftH -= hs[cell]
    }
    let found = best
    for (let bound = 0; bound < BINS - 1 && h - leftH >= least; bound++) {
      if (bound > 0) {
        left += gs[f * BINS + bound]
        leftH += hs[f * BINS + bound]
      }
      if (leftH < least || h - leftH < least) continue
      const right = g - left
      const gain = left ** 2 / (leftH + lambda) + right ** 2 / (h - leftH + lambda) - g ** 2 / (h + lambda)
      if (gain > found.gain) found = { gain, split: { feature: f, bound } }
    }
    return found
  }
}

function leafOf(tree, row) {
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
