// mocha's own `spec` reporter, which also leaves the counts in the file that TEST_RESULTS names.
const { writeFileSync } = require('node:fs')
const { reporters } = require('mocha')

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options)
    runner.on('retry', (test, error) => console.log(`    tried again: ${test.fullTitle()}: ${error.message}`))
    runner.once('end', () => {
      const { passes, failures, pending } = runner.stats
      writeFileSync(process.env.TEST_RESULTS, JSON.stringify({ passed: passes, failed: failures, pending }))
    })
  }
}
