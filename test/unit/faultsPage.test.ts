import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { MAX_CONTEXT_CHARACTERS, MAX_DIAGNOSTICS, MAX_PROBLEM_CHARACTERS, MAX_QUESTION } from '../../src/problem/limits'
import { MAX_ADDRESS } from '../../src/protocol'
import { MAX_FORMULA } from '../../src/reading/formula'
import { MAX_RUN_CHARACTERS } from '../../src/trace/limits'
import { MAX_TRACE_BYTES } from '../../src/trace/schema'
import { MOST_DEPTH, MOST_ELEMENTS } from '../../src/webview/markdown/limits'

const PAGE = 'docs/faults.md'
/** `| what happens | what one gets | [the name of the test, or of a group of tests](its file) |` */
const ROW = /^\| .+ \| .+ \| \[(.+)\]\((.+)\) \|$/

describe('the page of what can go wrong', () => {
  it('names tests that there are', () => {
    const lines = readFileSync(PAGE, 'utf8').split('\n')
    const rows = lines.filter((line) => line.startsWith('| ') && !/^\| (?:---|What happens) /.test(line))
    assert.ok(rows.length > 100)
    for (const row of rows) {
      const [, name = '', file = ''] = ROW.exec(row) ?? []
      assert.ok(name, `names no test: ${row}`)
      const tests = readFileSync(path.join(path.dirname(PAGE), file), 'utf8')
      const has = tests.includes(`it('${name}'`) || tests.includes(`describe('${name}'`)
      assert.ok(has, `${file} has no test “${name}”`)
    }
  })

  it('states the limits that the code has', () => {
    const page = readFileSync(PAGE, 'utf8')
    const [, limits = ''] = page.split('## Limits')
    const stated = Array.from(limits.matchAll(/\d{1,3}(?:,\d{3})*/g), ([digits]) => Number(digits.replaceAll(',', '')))
    const limit = {
      MAX_PROBLEM_CHARACTERS,
      MAX_CONTEXT_CHARACTERS,
      MAX_DIAGNOSTICS,
      MAX_QUESTION,
      MAX_FORMULA,
      MAX_ADDRESS,
      million: Math.floor(MAX_RUN_CHARACTERS / 1_000_000),
      megabytes: MAX_TRACE_BYTES / 1_000_000,
      MOST_DEPTH,
      MOST_ELEMENTS,
    }
    for (const [name, number] of Object.entries(limit)) assert.ok(stated.includes(number), `${name} is ${number}`)
  })
})
