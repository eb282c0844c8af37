// npm start [-- --headless]: VS Code on samples/ with the extension and the recorded model. The desktop's VS Code where there
// is one, else the server that npm brings. Without a display or a terminal, under CI, or with --headless, the main job is
// done unattended in the real workbench, printed, and pictured in out/; then the exit code says whether all was seen.
import { spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from './build.mjs'
import { launchChromium, onPath } from './chromium.mjs'
import { findDesktop, openDesktop } from './desktop.mjs'
import { mainJob, missing, told } from './mainJob.mjs'
import { installServer, startServer } from './vscode-server.mjs'
import { openWorkbench, workbenchAddress } from './workbench.mjs'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
process.chdir(root)

const samples = path.join(root, 'samples')
const display =
  process.platform === 'win32' || process.platform === 'darwin' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY
const unattended = process.argv.includes('--headless') || process.env.CI || !process.stdout.isTTY || !display

async function attended() {
  const desktop = await findDesktop(console.log)
  if (desktop) {
    console.log(`Opening ${desktop} on samples/ …`)
    await openDesktop(desktop, root, samples)
    return
  }
  const server = await startServer(await installServer(), {
    home: path.join(root, '.vscode-test', 'home'),
    unattended: false,
  })
  const address = workbenchAddress(server, { folder: samples, extension: root })
  console.log(`\nVS Code is at\n\n  ${address}\n\nCtrl+C stops it.`)
  openInBrowser(address)
  await server.closed
}

function openInBrowser(address) {
  const opener = { darwin: '/usr/bin/open', win32: 'explorer.exe' }[process.platform] ?? onPath(['xdg-open'])
  if (!opener) return
  spawn(opener, [address], { stdio: 'ignore', detached: true })
    .on('error', () => console.log('No browser could be opened; open the address yourself.'))
    .unref()
}

/** The server and the browser get ready side by side; the samples are a copy. */
async function headless() {
  const since = performance.now()
  const say = (line) => console.log(`${((performance.now() - since) / 1000).toFixed(1).padStart(5)} s  ${line}`)
  await mkdir('out', { recursive: true })
  const folder = await mkdtemp(path.join(os.tmpdir(), 'second-thoughts-samples-'))
  let server
  let browser
  let page
  try {
    await cp(samples, folder, { recursive: true })
    const installed = await installServer({ log: say })
    say("Starting VS Code's server and Chromium …")
    server = await startServer(installed, { settings: { 'secondThoughts.demoSpeed': 2 } })
    browser = await launchChromium()
    page = await openWorkbench(browser, server, { folder, extension: root })
    say('The workbench stands.')
    const shown = await mainJob(page, { folder, say, shoot: (name) => shoot(page, name) })
    console.log(told(shown))
    const lacking = missing(shown)
    for (const what of lacking) console.error(`The panel does not show ${what}.`)
    if (lacking.length > 0) process.exitCode = 1
    else say('All of it was seen in the panel; the pictures are in out/.')
  } catch (error) {
    await page?.screenshot({ path: path.join('out', 'failed.png') })
    throw error
  } finally {
    await browser?.close()
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function shoot(page, name) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`.monaco-workbench.${colorScheme === 'light' ? 'vs' : 'vs-dark'}`).waitFor()
    // The panel takes its colours a moment after the workbench.
    await page.waitForTimeout(500)
    await page.screenshot({ path: path.join('out', `${name}-${colorScheme}.png`) })
  }
}

console.log('Building …')
build()
await (unattended ? headless() : attended()).catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
