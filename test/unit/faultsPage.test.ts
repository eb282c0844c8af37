import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'

const PAGE = 'docs/faults.md'
/** `| what happens | what one gets | [the test's name](its file) |` */
const ROW = /^\| .+ \| .+ \| \[(.+)\]\((.+)\) \|$/

describe('the page of what can go wrong', () => {
  it('names tests that there are', () => {
    const lines = readFileSync(PAGE, 'utf8').split('\n')
    const rows = lines.filter((line) => line.startsWith('| ') && !/^\| (?:---|What happens) /.test(line))
    assert.ok(rows.length > 60)
    for (const row of rows) {
      const [, name = '', file = ''] = ROW.exec(row) ?? []
      assert.ok(name, `names no test: ${row}`)
      const tests = readFileSync(path.join(path.dirname(PAGE), file), 'utf8')
      assert.ok(tests.includes(`it('${name}'`), `${file} has no test “${name}”`)
    }
  })
})
