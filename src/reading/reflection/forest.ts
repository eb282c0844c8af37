/** Numbers per node: the feature (-1 in a leaf), the bound or the leaf's value, the index of the right child. */
const NODE = 3

/**
 * Boosted decision trees over small whole numbers. They are written as text, one node after the other, a branch before its
 * two children: `12:3` sends a row left where its feature 12 is at most 3, `=-40` is a leaf in thousandths of a logit.
 * The first number is the bias in thousandths. All sums are whole numbers, so every machine gets the same result.
 */
export class Forest {
  readonly #bias: number
  readonly #roots: Int32Array
  readonly #nodes: Int32Array

  constructor(text: string) {
    const [bias, ...nodes] = text.split(' ')
    this.#bias = Number(bias)
    this.#nodes = new Int32Array(nodes.length * NODE)
    const roots: number[] = []
    for (let index = 0; index < nodes.length; ) {
      roots.push(index * NODE)
      index = this.#read(nodes, index)
    }
    this.#roots = Int32Array.from(roots)
  }

  /** Reads the tree that starts at `index`; returns where the next one starts. */
  #read(nodes: readonly string[], index: number): number {
    const [feature, value] = (nodes[index] ?? '=0').split(/[:=]/)
    const at = index * NODE
    this.#nodes[at] = feature ? Number(feature) : -1
    this.#nodes[at + 1] = Number(value)
    if (!feature) return index + 1
    const right = this.#read(nodes, index + 1)
    this.#nodes[at + 2] = right * NODE
    return this.#read(nodes, right)
  }

  /** The probability, 0 to 1. */
  score(row: Uint8Array): number {
    return probability(this.logit(row))
  }

  logit(row: Uint8Array): number {
    const nodes = this.#nodes
    let sum = this.#bias
    for (const root of this.#roots) {
      let at = root
      let feature = nodes[at] ?? -1
      while (feature >= 0) {
        at = (row[feature] ?? 0) <= (nodes[at + 1] ?? 0) ? at + NODE : (nodes[at + 2] ?? 0)
        feature = nodes[at] ?? -1
      }
      sum += nodes[at + 1] ?? 0
    }
    return sum / 1000
  }
}

export function probability(logit: number): number {
  return 1 / (1 + Math.exp(-logit))
}
