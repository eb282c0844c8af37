/**
 * Boosted decision trees over small whole numbers. They are written as text, one node after the other, a branch before its
 * two children: `12:3` sends a row left where its feature 12 is at most 3, `=-40` is a leaf in thousandths of a logit.
 * The first number is the bias in thousandths. All sums are whole numbers, so every machine gets the same result.
 */
export class Forest {
  readonly #bias: number
  readonly #roots: readonly number[]
  readonly #feature: Int16Array
  readonly #bound: Int32Array
  readonly #right: Int32Array

  constructor(text: string) {
    const [bias, ...nodes] = text.split(' ')
    this.#bias = Number(bias)
    this.#feature = new Int16Array(nodes.length)
    this.#bound = new Int32Array(nodes.length)
    this.#right = new Int32Array(nodes.length)
    const roots: number[] = []
    for (let at = 0; at < nodes.length; at = this.#read(nodes, at)) roots.push(at)
    this.#roots = roots
  }

  /** Reads the tree that starts at `at`; returns where the next one starts. */
  #read(nodes: readonly string[], at: number): number {
    const [feature, bound] = (nodes[at] ?? '=0').split(/[:=]/)
    this.#bound[at] = Number(bound)
    this.#feature[at] = feature ? Number(feature) : -1
    if (!feature) return at + 1
    const right = this.#read(nodes, at + 1)
    this.#right[at] = right
    return this.#read(nodes, right)
  }

  /** The probability, 0 to 1. */
  score(row: Uint8Array): number {
    let sum = this.#bias
    for (const root of this.#roots) {
      let at = root
      for (let feature = this.#feature[at] ?? -1; feature >= 0; feature = this.#feature[at] ?? -1) {
        at = (row[feature] ?? 0) <= (this.#bound[at] ?? 0) ? at + 1 : (this.#right[at] ?? 0)
      }
      sum += this.#bound[at] ?? 0
    }
    return 1 / (1 + Math.exp(-sum / 1000))
  }
}
