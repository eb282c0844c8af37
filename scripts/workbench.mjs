// Opens the workbench of a VS Code server in a browser.

const SIZE = { width: 1440, height: 900 }

/** A machine that builds something else meanwhile is slow, not broken; ms. */
const PATIENCE = 60_000

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
  context.setDefaultTimeout(PATIENCE)
  const page = await context.newPage()
  if (language) await page.addInitScript((tag) => Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: tag }), language)
  await page.goto(workbenchAddress(server, where), { waitUntil: 'domcontentloaded' })
  await page.locator('.monaco-workbench').waitFor({ timeout: 120_000 })
  return page
}

/** Runs a command by its name, through the palette; one that is not there yet is looked for again. */
export async function runCommand(page, title) {
  const input = page.locator('.quick-input-widget input[type=text]')
  const row = page.locator('.quick-input-widget .monaco-list-row', { hasText: title }).first()
  const deadline = Date.now() + 2 * PATIENCE
  for (;;) {
    await page.keyboard.press('F1')
    await input.waitFor()
    await input.fill(`>${title}`)
    try {
      await row.click({ timeout: 15_000 })
      return
    } catch (error) {
      if (Date.now() > deadline) throw error
      await page.keyboard.press('Escape')
    }
  }
}

/** Takes the first entry of the open quick pick that begins with `label`. */
export async function pick(page, label) {
  const row = page.locator('.quick-input-widget .monaco-list-row', { hasText: label }).first()
  await row.waitFor()
  await row.click()
}

/** Opens a file at the top of the workspace with the caret at a place; line and column count from one. */
export async function openFile(page, name, line = 1, column = 1) {
  const file = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name })
  await file.first().dblclick()
  await page.locator('.tab.active', { hasText: name }).waitFor()
  await page.keyboard.press('Control+g')
  const input = page.locator('.quick-input-widget input[type=text]')
  await input.waitFor()
  await input.fill(`:${line}:${column}`)
  await pick(page, `line ${line} at column ${column}`)
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' })
  await page.locator('.statusbar-item', { hasText: `Ln ${line}, Col ${column}` }).waitFor()
}

/** The document of the panel, or of a reasoning file, that is in sight: a frame in a frame of the workbench. */
export async function panelFrame(page, timeout = PATIENCE) {
  const deadline = Date.now() + timeout
  while (Date.now() < deadline) {
    for (const frame of page.frames()) {
      const found = await frame
        .locator('script[src*="/webview/panel.js"]')
        .count()
        .catch(() => 0)
      if (found > 0 && (await frame.locator('body').isVisible())) return frame
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('No panel is open.')
}
