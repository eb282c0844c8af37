import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { packed } from '../../scripts/glyphs.mjs'

const load = async (module: string): Promise<unknown> => {
  const { default: value } = await import(`data:text/javascript,${encodeURIComponent(module)}`)
  return value
}

describe('KaTeX’s table of glyphs', () => {
  const source = readFileSync('node_modules/katex/src/fontMetricsData.js', 'utf8')

  it('is the same when it has been packed and unpacked, and much smaller in between', async () => {
    const table = await load(source)
    assert.ok(isTable(table) && Object.keys(table['Main-Regular'] ?? {}).length > 100)
    assert.deepEqual(await load(packed(table)), table)
    const size = (text: string) => gzipSync(text).length
    assert.ok(size(packed(table)) < 0.75 * size(source.replace(/\s/g, '')))
  })
})

function isTable(value: unknown): value is Parameters<typeof packed>[0] {
  return typeof value === 'object' && value !== null && 'Main-Regular' in value
}
