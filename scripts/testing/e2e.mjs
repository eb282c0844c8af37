// The workbench as a user sees it: Chromium, the server that npm brings, the extension from this folder.
import { build } from '../build.mjs'
import { findChromium } from '../chromium.mjs'
import { installServer } from '../vscode-server.mjs'
import { runMocha } from './mocha.mjs'

export default async function e2e(words) {
  build()
  findChromium()
  await installServer()
  return await runMocha('e2e', words, { timeout: 300_000, retries: 2 })
}
