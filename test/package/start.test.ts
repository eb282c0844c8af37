import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { rm, stat } from 'node:fs/promises'

const PICTURES = ['running-light', 'running-dark', 'finished-light', 'finished-dark'].map((name) => `out/${name}.png`)

describe('npm start -- --headless', () => {
  before(async () => {
    for (const picture of PICTURES) await rm(picture, { force: true })
  })

  it('does the main job with what is installed, prints it, leaves pictures and ends with 0', async () => {
    const { status, stdout, stderr } = spawnSync('npm', ['start', '--', '--headless'], { encoding: 'utf8' })
    assert.equal(status, 0, `${stdout}\n${stderr}`)
    assert.doesNotMatch(stdout, /Installing/)
    assert.match(stdout, /Find and fix.*lowerBound.*search\.ts/)
    assert.match(stdout, /\nStep 1 \| \S/)
    assert.match(stdout, /\nCorrection\n {2}\S/)
    assert.match(stdout, /\nAnswer\n\S/)
    for (const picture of PICTURES) assert.ok((await stat(picture)).size > 10_000, picture)
  })
})
