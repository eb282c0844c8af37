// npm run test:desktop [-- WORD…]: the host suite in the desktop VS Code that @vscode/test-electron downloads, or in the one
// that VSCODE_PATH names. The download needs the open internet, and the package asks for Node.js 22.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { runTests } from '@vscode/test-electron'
import { prepareSuite } from './testing/suite.mjs'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
process.chdir(root)

/** All of the suite, ms. */
const LIMIT = 240_000

const suite = await prepareSuite(process.argv.slice(2))
let counts = { passed: 0, failed: 0 }
try {
  const ended = runTests({
    ...(process.env.VSCODE_PATH && { vscodeExecutablePath: process.env.VSCODE_PATH }),
    extensionDevelopmentPath: root,
    extensionTestsPath: suite.entry,
    extensionTestsEnv: suite.env,
    launchArgs: [suite.workspace, '--disable-extensions', '--disable-workspace-trust', '--skip-welcome'],
  }).then(
    (code) => `VS Code ended with ${code}`,
    (error) => `VS Code did not run: ${error.message}`,
  )
  counts = await suite.results(LIMIT, [ended])
} finally {
  await suite.remove()
}
console.log(`${counts.passed} passed, ${counts.failed} failed`)
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1)
