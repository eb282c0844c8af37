// The desktop's VS Code: found where there is one, downloaded where that can be done.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { onPath } from './chromium.mjs'

const ELSEWHERE = ['/Applications/Visual Studio Code.app/Contents/Resources/app/bin/code']

/** How long the place that VS Code is downloaded from may take to answer at all, ms. */
const PATIENCE = 3000

/** The command that opens VS Code, or null: VSCODE_PATH, else `code`, else what @vscode/test-electron downloads. */
export async function findDesktop(log) {
  const named = process.env.VSCODE_PATH
  if (named) {
    if (!existsSync(named)) throw new Error(`VSCODE_PATH names ${named}, which is not there.`)
    return named
  }
  const found =
    onPath(process.platform === 'win32' ? ['code.cmd'] : ['code']) ?? ELSEWHERE.find((file) => existsSync(file))
  if (found && isNewEnough(found, log)) return found
  return await download(log)
}

/** Whether it is the version that package.json's `engines.vscode` asks for. */
function isNewEnough(code, log) {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8'))
  const number = (version) => version.split('.').reduce((sum, part, i) => sum + Number(part) * 1000 ** (2 - i), 0)
  const { stdout } = spawnSync(code, ['--version', ...rootArgs()], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    timeout: 15_000,
  })
  const version = /^\d+\.\d+\.\d+/.exec(stdout ?? '')?.[0]
  if (version && number(version) >= number(engines.vscode.replace('^', ''))) return true
  log(`${code} is VS Code ${version ?? 'of an unknown version'}; ${engines.vscode} is needed.`)
  return false
}

/** Null where the download's place cannot be reached; @vscode/test-electron asks for Node.js 22. */
async function download(log) {
  if (Number(process.versions.node.split('.')[0]) < 22) return null
  const releases = 'https://update.code.visualstudio.com/api/releases/stable'
  const reached = await fetch(releases, { signal: AbortSignal.timeout(PATIENCE) }).then(
    (response) => response.ok,
    () => false,
  )
  if (!reached) return null
  log('There is no VS Code. Downloading it into .vscode-test/ …')
  const { downloadAndUnzipVSCode, resolveCliPathFromVSCodeExecutablePath } = await import('@vscode/test-electron')
  try {
    return resolveCliPathFromVSCodeExecutablePath(await downloadAndUnzipVSCode('stable'))
  } catch (error) {
    log(`It could not be downloaded: ${error.message}`)
    return null
  }
}

/** Chromium's sandbox does not let root in, and VS Code wants to be told where a root keeps its data. */
const rootArgs = () => (process.getuid?.() === 0 ? ['--no-sandbox', '--user-data-dir=.vscode-test/desktop'] : [])

/** Opens a window on a folder with the extension in development, and leaves it. */
export async function openDesktop(code, extension, folder) {
  const args = ['--new-window', `--extensionDevelopmentPath=${extension}`, ...rootArgs(), folder]
  const windows = process.platform === 'win32'
  const child = spawn(windows ? `"${code}"` : code, windows ? args.map((arg) => `"${arg}"`) : args, {
    stdio: 'ignore',
    detached: true,
    shell: windows,
  })
  await new Promise((resolve, reject) => child.on('error', reject).on('spawn', resolve))
  child.unref()
}
