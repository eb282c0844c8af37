// The panel's page in Chromium, without VS Code around it. CHROMIUM_PATH tells the tests which one.
import { build } from '../build.mjs'
import { findChromium } from '../chromium.mjs'
import { runMocha } from './mocha.mjs'

export default async function panel(words) {
  build()
  return await runMocha('panel', words, { timeout: 90_000, retries: 2, env: { CHROMIUM_PATH: findChromium() } })
}
