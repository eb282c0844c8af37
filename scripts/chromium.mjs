// The browser in which the panel and the workbench are tested: found where there is one, installed where there is none.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Chinese is shown in tests and screenshots, and Debian's chromium brings no font for it. */
const PACKAGES = ['chromium', 'fonts-noto-cjk']

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export function onPath(names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter)
  for (const name of names) {
    for (const folder of folders) {
      const file = path.join(folder, name)
      try {
        accessSync(file, constants.X_OK)
        return file
      } catch {
        // Not here.
      }
    }
  }
  return undefined
}

const installed = () => onPath(NAMES) ?? ELSEWHERE.find((file) => existsSync(file))

function succeeds(log, file, ...args) {
  log(`$ ${[file, ...args].join(' ')}`)
  const { status, error, stdout, stderr } = spawnSync(file, args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  if (status !== 0) log(`failed: ${error?.message ?? `${stdout}${stderr}`.slice(-1000)}`)
  return status === 0
}

function fromDebian(log) {
  if (process.getuid?.() !== 0 || !onPath(['apt-get'])) return undefined
  log('There is no Chromium. Installing it from Debian’s packages, with a font for Chinese …')
  const patience = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=3']
  succeeds(log, 'apt-get', ...patience, 'update')
  return succeeds(log, 'apt-get', ...patience, 'install', '-y', '--no-install-recommends', ...PACKAGES)
    ? installed()
    : undefined
}

function fromPlaywright(log) {
  const own = chromium.executablePath()
  if (existsSync(own)) return own
  log('There is no Chromium. Asking playwright-core to download one …')
  return succeeds(log, process.execPath, 'node_modules/playwright-core/cli.js', 'install', 'chromium') &&
    existsSync(own)
    ? own
    : undefined
}

/** CHROMIUM_PATH, else the system's, else one from Debian's packages, else playwright-core's own. */
export function findChromium(log = console.log) {
  const file = process.env.CHROMIUM_PATH || (installed() ?? fromDebian(log) ?? fromPlaywright(log))
  if (!file) throw new Error('No Chromium was found or could be installed. CHROMIUM_PATH may name one.')
  process.env.CHROMIUM_PATH = file
  return file
}

export const launchChromium = (options = {}) =>
  chromium.launch({ executablePath: findChromium(), args: ARGS, handleSIGINT: false, ...options })
