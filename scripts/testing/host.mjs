// The tests that run inside VS Code's extension host, in the server that npm brings.
import { launchChromium } from '../chromium.mjs'
import { installServer, startServer, VERSIONS, vscodeVersion } from '../vscode-server.mjs'
import { openWorkbench } from '../workbench.mjs'
import { prepareSuite } from './suite.mjs'

/** All of the suite, ms. */
const LIMIT = 2_400_000

export default async function host(words, version = VERSIONS.current) {
  const suite = await prepareSuite(words)
  if (suite.count === 0) return { passed: 0, failed: 0 }
  const installed = await installServer({ version })
  const server = await startServer(installed, { env: { ...suite.env, TEST_VSCODE: vscodeVersion(version) } })
  let browser
  try {
    browser = await launchChromium()
    const page = await openWorkbench(browser, server, {
      folder: suite.workspace,
      extension: process.cwd(),
      tests: suite.entry,
    })
    const crashed = new Promise((resolve) => page.on('crash', () => resolve('the page crashed')))
    const ended = server.closed.then(() => "VS Code's server ended")
    return await suite.results(LIMIT, [crashed, ended])
  } finally {
    await browser?.close()
    await server.stop()
    await suite.remove()
  }
}
