import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Forest } from '../../../../src/reading/reflection/forest'

const FEATURES = 6

type Tree = number | { readonly feature: number; readonly bound: number; readonly left: Tree; readonly right: Tree }

/** At most 32 leaves, as many as a forest takes. */
const { tree } = fc.letrec<{ readonly tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'tree' },
    fc.integer({ min: -900, max: 900 }),
    fc.record({
      feature: fc.nat(FEATURES - 1),
      bound: fc.nat(14),
      left: tie('tree'),
      right: tie('tree'),
    }),
  ),
}))

const written = (node: Tree): readonly string[] =>
  typeof node === 'number'
    ? [`=${node}`]
    : [`${node.feature}:${node.bound}`, ...written(node.left), ...written(node.right)]

const walked = (node: Tree, row: Uint8Array): number =>
  typeof node === 'number' ? node : walked((row[node.feature] ?? 0) <= node.bound ? node.left : node.right, row)

describe('a forest', () => {
  it('sums what a walk through each of its trees comes to', () => {
    const rows = fc.uint8Array({ minLength: FEATURES, maxLength: FEATURES, max: 15 })
    fc.assert(
      fc.property(fc.integer({ min: -999, max: 999 }), fc.array(tree, { maxLength: 8 }), rows, (bias, trees, row) => {
        const forest = new Forest([`${bias}`, ...trees.flatMap(written)].join(' '))
        assert.equal(forest.logit(row), trees.reduce<number>((sum, each) => sum + walked(each, row), bias) / 1000)
      }),
    )
  })

  it('is the bias where it has no tree, and takes no tree that has more leaves than it can cross out', () => {
    assert.equal(new Forest('-500').logit(new Uint8Array(FEATURES)), -0.5)
    const full = (depth: number): readonly string[] =>
      depth === 0 ? ['=1'] : ['0:1', ...full(depth - 1), ...full(depth - 1)]
    assert.equal(new Forest(['0', ...full(5)].join(' ')).logit(Uint8Array.of(2)), 0.001)
    assert.throws(() => new Forest(['0', ...full(6)].join(' ')), /64 leaves/)
  })
})
