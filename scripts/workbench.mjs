// Opens the workbench of a VS Code server in a browser.

const SIZE = { width: 1440, height: 900 }

/**
 * The address that opens a folder, and the extension of a folder in development with it.
 *
 * @param options
 *   folder, extension, tests: absolute paths; extension and tests as VS Code's own extensionDevelopmentPath and
 *   extensionTestsPath, which the server takes when it was started for development.
 *   file: what to open at once.
 */
export function workbenchAddress(server, { folder, extension, tests, file }) {
  const remote = (absolute) => `vscode-remote://127.0.0.1:${server.port}${slashed(absolute)}`
  const payload = [
    ...(extension ? [['extensionDevelopmentPath', remote(extension)]] : []),
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
    ...(file ? [['openFile', remote(file)]] : []),
  ]
  const query = new URLSearchParams({ folder: slashed(folder) })
  if (payload.length > 0) query.set('payload', JSON.stringify(payload))
  return `${server.address}/?${query}`
}

const slashed = (absolute) => (/^[A-Za-z]:/.test(absolute) ? `/${absolute}` : absolute).replaceAll('\\', '/')

/**
 * Opens the workbench as a user with a fresh profile, and waits until it stands.
 *
 * @param options beside those of the address:
 *   language: the display language that extensions are told, such as `zh-cn`; the workbench itself stays English, since
 *   its language packs cannot be had from npm.
 */
export async function openWorkbench(browser, server, { language, ...where }) {
  const context = await browser.newContext({
    viewport: SIZE,
    locale: 'en-US',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  if (language) await page.addInitScript((tag) => Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: tag }), language)
  await page.goto(workbenchAddress(server, where), { waitUntil: 'domcontentloaded' })
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 })
  return page
}
