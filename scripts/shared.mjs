// What the end-to-end tests of a process have in common: one server and one Chromium, which take a quarter of a minute to
// start, and the page that one file of tests leaves to the next.
import { launchChromium } from './chromium.mjs'
import { installServer, startServer } from './vscode-server.mjs'

let server
let browser
let left = null

export const sharedServer = () => (server ??= installServer().then((installed) => startServer(installed)))
export const sharedBrowser = () => (browser ??= launchChromium())

/** The page that was left, which is then the taker's; null where there is none. */
export function takePage() {
  const taken = left
  left = null
  return taken
}

export function leavePage(page) {
  left = page
}

export async function stopShared() {
  left = null
  await (await browser)?.close()
  await (await server)?.stop()
  server = undefined
  browser = undefined
}
