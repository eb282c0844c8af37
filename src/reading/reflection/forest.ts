/** Leaves that a tree can have at most: a bit each. */
const MOST_LEAVES = 32

interface Branch {
  readonly feature: number
  readonly bound: number
  readonly tree: number
  /** All leaves of the tree but those under its left child. */
  readonly rest: number
}

/**
 * Boosted decision trees over small whole numbers. They are written as text, one node after the other, a branch before its
 * two children: `12:3` sends a row left where its feature 12 is at most 3, `=-40` is a leaf in thousandths of a logit.
 * The first number is the bias in thousandths. All sums are whole numbers, so every machine gets the same result.
 *
 * No tree is walked: at each step that would wait for memory, and for a branch that no processor foresees. A row goes
 * through the features instead, and every branch that sends it right crosses out the leaves on the left; the first leaf
 * that is left of a tree is the row's. Most features of a row are zero and send it nowhere (Lucchese et al., "QuickScorer",
 * SIGIR 2015).
 */
export class Forest {
  readonly #bias: number
  /** The features that are asked for, and where the branches of each begin; one more stands for their end. */
  readonly #features: Int32Array
  readonly #starts: Int32Array
  /** By feature, and in it by bound. */
  readonly #bounds: Int32Array
  readonly #trees: Int32Array
  readonly #rests: Int32Array
  /** By tree, as many for each as the largest has. */
  readonly #leaves: Int32Array
  readonly #width: number
  /** Which leaves of each tree a row can still come to. */
  readonly #open: Int32Array

  constructor(text: string) {
    const [bias, ...nodes] = text.split(' ')
    this.#bias = Number(bias)
    const trees = treesOf(nodes)
    const branches = trees.flatMap((tree) => tree.branches).sort((a, b) => a.feature - b.feature || a.bound - b.bound)
    const starts = branches.flatMap((branch, i) => (branch.feature === branches[i - 1]?.feature ? [] : i))
    this.#features = Int32Array.from(starts, (start) => branches[start]?.feature ?? 0)
    this.#starts = Int32Array.from([...starts, branches.length])
    this.#bounds = Int32Array.from(branches, (branch) => branch.bound)
    this.#trees = Int32Array.from(branches, (branch) => branch.tree)
    this.#rests = Int32Array.from(branches, (branch) => branch.rest)
    this.#width = Math.max(1, ...trees.map((tree) => tree.leaves.length))
    this.#leaves = new Int32Array(trees.length * this.#width)
    for (const [i, tree] of trees.entries()) this.#leaves.set(tree.leaves, i * this.#width)
    this.#open = new Int32Array(trees.length)
  }

  /** The probability, 0 to 1. */
  score(row: Uint8Array): number {
    return probability(this.logit(row))
  }

  logit(row: Uint8Array): number {
    const open = this.#open.fill(-1)
    for (let i = 0; i < this.#features.length; i++) {
      const value = row[this.#features[i] ?? 0] ?? 0
      if (value === 0) continue
      const end = this.#starts[i + 1] ?? 0
      for (let at = this.#starts[i] ?? 0; at < end && (this.#bounds[at] ?? 0) < value; at++) {
        const tree = this.#trees[at] ?? 0
        open[tree] = (open[tree] ?? 0) & (this.#rests[at] ?? 0)
      }
    }
    let sum = this.#bias
    for (let tree = 0; tree < open.length; tree++) {
      const left = open[tree] ?? 0
      sum += this.#leaves[tree * this.#width + 31 - Math.clz32(left & -left)] ?? 0
    }
    return sum / 1000
  }
}

interface Tree {
  readonly branches: readonly Branch[]
  readonly leaves: readonly number[]
}

function treesOf(nodes: readonly string[]): readonly Tree[] {
  const trees: Tree[] = []
  let next = 0
  const read = (branches: Branch[], leaves: number[]): void => {
    const [feature, value] = (nodes[next++] ?? '=0').split(/[:=]/)
    if (!feature) {
      leaves.push(Number(value))
      return
    }
    const first = leaves.length
    read(branches, leaves)
    const under = (2 ** leaves.length - 2 ** first) | 0
    branches.push({ feature: Number(feature), bound: Number(value), tree: trees.length, rest: ~under })
    read(branches, leaves)
  }
  while (next < nodes.length) {
    const [branches, leaves]: [Branch[], number[]] = [[], []]
    read(branches, leaves)
    if (leaves.length > MOST_LEAVES) throw new Error(`A tree has ${leaves.length} leaves`)
    trees.push({ branches, leaves })
  }
  return trees
}

export function probability(logit: number): number {
  return 1 / (1 + Math.exp(-logit))
}
