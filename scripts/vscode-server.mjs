// The real VS Code from npm: its server with the web workbench and the real extension host, as the package `code-server`
// ships them. Installed once into .vscode-test/, about 800 MB, without a compiler and without anything but npm.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** code-server 4.x.y carries VS Code 1.x.y, and wants the Node.js that this one has. */
export const VERSIONS = {
  current: { codeServer: '4.139.1', node: '24.21.0' },
  /** What package.json's `engines.vscode` names as the least. */
  oldest: { codeServer: '4.104.0', node: '22.23.3' },
}

/** The VS Code that a code-server is: 1.104.0, say. */
export const vscodeVersion = ({ codeServer }) => codeServer.replace(/^4\./, '1.')

/** Native modules without which the extension host does not start, and what takes their place. */
const STAND_INS = {
  '@vscode/spdlog': 'spdlog.cjs',
  '@vscode/native-watchdog': 'watchdog.cjs',
  'native-watchdog': 'watchdog.cjs',
}

const INSTALL = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--engine-strict=false']

/** Resolves with what the command printed; rejects with its last words where it fails. */
function run(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(output)
      else reject(new Error(`${path.basename(file)} ${args.join(' ')} ended with ${code}:\n${output.slice(-2000)}`))
    })
  })
}

/** npm, tried again where the registry or the network falters. */
async function npm(args, cwd, log) {
  const windows = process.platform === 'win32'
  for (let attempt = 1; ; attempt++) {
    try {
      return await run(windows ? 'npm.cmd' : 'npm', args, { cwd, shell: windows })
    } catch (error) {
      if (attempt === 3) throw error
      log(`npm failed, trying again: ${error.message.trim().split('\n').at(-1)}`)
      await new Promise((resolve) => setTimeout(resolve, 5000 * attempt))
    }
  }
}

async function standIn(vscode) {
  const stubs = path.join(root, 'scripts', 'vscode-server')
  for (const [name, file] of Object.entries(STAND_INS)) {
    const folder = path.join(vscode, 'node_modules', name)
    const manifest = await readFile(path.join(folder, 'package.json'), 'utf8').catch(() => null)
    if (manifest === null) continue
    await writeFile(
      path.join(folder, 'package.json'),
      JSON.stringify({ ...JSON.parse(manifest), main: 'stand-in.cjs' }),
    )
    await cp(path.join(stubs, file), path.join(folder, 'stand-in.cjs'))
  }
}

/**
 * Installs the server where it is not there yet, a minute at most with a quick network.
 * @returns the Node.js that it runs on, and its main module
 */
export async function installServer({ version = VERSIONS.current, log = console.log } = {}) {
  const folder = path.join(root, '.vscode-test', `server-${version.codeServer}`)
  const nodePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const modules = path.join(folder, 'node_modules')
  const vscode = path.join(modules, 'code-server', 'lib', 'vscode')
  const installed = {
    node: path.join(modules, nodePackage, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
    main: path.join(vscode, 'out', 'server-main.js'),
  }
  const stamp = path.join(folder, 'installed.json')
  const wanted = JSON.stringify({ ...version, nodePackage, layout: 1 })
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return installed

  await sweep()
  // Beside its place and then renamed: two that install at once do not see each other's halves.
  const partial = `${folder}.${process.pid}`
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial, { recursive: true })
  await writeFile(path.join(partial, 'package.json'), '{ "private": true }\n')
  const inside = path.relative(folder, vscode)
  log(
    `Installing VS Code's server (code-server ${version.codeServer}) and Node.js ${version.node} into .vscode-test/ …`,
  )
  await npm([...INSTALL, `code-server@${version.codeServer}`, `${nodePackage}@${version.node}`], partial, log)
  for (const part of ['.', 'extensions']) {
    log(`Installing what ${part === '.' ? 'the server' : 'its own extensions'} need${part === '.' ? 's' : ''} …`)
    await npm([...INSTALL, '--omit=dev'], path.join(partial, inside, part), log)
  }
  await standIn(path.join(partial, inside))
  await writeFile(path.join(partial, 'installed.json'), wanted)
  await rm(folder, { recursive: true, force: true })
  await rename(partial, folder).catch(async (error) => {
    await rm(partial, { recursive: true, force: true })
    if ((await readFile(stamp, 'utf8').catch(() => '')) !== wanted) throw error
  })
  log("VS Code's server is installed.")
  return installed
}

/** Installs a packaged extension for servers that are started with the same folder. */
export async function installExtension({ node, main }, vsix, extensionsDir) {
  const args = ['--accept-server-license-terms', '--install-extension', vsix, '--extensions-dir', extensionsDir]
  return await run(node, [main, ...args])
}

async function freePort() {
  const probe = createServer()
  await new Promise((resolve, reject) => probe.on('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return port
}

const running = new Set()
const killAll = () => {
  for (const stop of running) stop('SIGKILL')
}

/** However this process ends, short of being killed outright, its servers end with it. */
function guard() {
  if (process.listeners('exit').includes(killAll)) return
  process.on('exit', killAll)
  const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }
  for (const [signal, code] of Object.entries(signals)) process.on(signal, () => process.exit(code))
}

/**
 * Starts the server on a free port of the loopback interface, and waits until it answers.
 *
 * @param options
 *   home: where it keeps data and extensions; a fresh temporary folder, removed by stop(), where none is given.
 *   settings: of the user and the machine, beside what keeps the workbench quiet.
 *   env: what it and the extension host find in their environment, beside this process's.
 *   development: the workbench takes an extension's folder and a test suite from its address.
 *   unattended: it ends by itself some minutes after the last one has gone.
 *   trust: false leaves workspace trust on, so that the workbench asks.
 * @returns its address, its folders and stop(), after which none of its processes is left
 */
export async function startServer(
  installed,
  { home, settings = {}, env = {}, development = true, trust = true, unattended = true } = {},
) {
  const folder = home ?? (await mkdtemp(path.join(os.tmpdir(), 'second-thoughts-')))
  const data = path.join(folder, 'server', 'data')
  const extensions = path.join(folder, 'extensions')
  await mkdir(extensions, { recursive: true })
  // What a user has set since stays.
  if (home === undefined || !existsSync(path.join(data, 'User', 'settings.json'))) await writeSettings(data, settings)
  const port = await freePort()
  const args = ['--accept-server-license-terms', '--host', '127.0.0.1', '--port', String(port)]
  args.push('--without-connection-token', '--server-data-dir', path.dirname(data), '--extensions-dir', extensions)
  args.push('--disable-telemetry')
  if (trust) args.push('--disable-workspace-trust')
  if (development) args.push('--enable-smoke-test-driver')
  // This process, killed outright, leaves a server behind, which then ends when nobody has been connected for five minutes.
  if (unattended) args.push('--enable-remote-auto-shutdown')
  const child = spawn(installed.node, [installed.main, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    env: { ...cleanEnvironment(), ...env },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => (output = (output + chunk).slice(-4000)))
  const kill = (signal) => {
    try {
      if (process.platform === 'win32') child.kill(signal)
      // The whole group: the server's extension hosts and terminals are its children.
      else process.kill(-child.pid, signal)
    } catch {
      // It has already gone.
    }
  }
  const closed = new Promise((resolve) => child.on('close', resolve))
  guard()
  running.add(kill)
  const stop = async () => {
    kill('SIGKILL')
    await closed
    running.delete(kill)
    if (home === undefined) await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
  const address = `http://127.0.0.1:${port}`
  const gone = new Promise((resolve) => child.on('exit', (code) => resolve(`it ended with ${code}`)))
  const failure = await Promise.race([gone, answers(address)])
  if (failure !== null) {
    await stop()
    throw new Error(`VS Code's server did not start: ${failure}\n${output}`)
  }
  return { address, port, data, extensions, closed, output: () => output, stop }
}

/** Settings are read from two files: those that belong to a machine from its own, all others from the user's. */
export async function writeSettings(data, settings) {
  const text = JSON.stringify({ ...QUIET, ...settings }, null, 2)
  for (const owner of ['Machine', 'User']) {
    await mkdir(path.join(data, owner), { recursive: true })
    await writeFile(path.join(data, owner, 'settings.json'), text)
  }
}

/** Nothing but the extension on the screen, and nothing that looks for a network. */
const QUIET = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'telemetry.telemetryLevel': 'off',
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'git.enabled': false,
  // As on the desktop.
  'files.autoSave': 'off',
  'window.autoDetectColorScheme': true,
}

/** Null once the address answers, or why it did not in a minute. */
async function answers(address) {
  const end = Date.now() + 60_000
  while (Date.now() < end) {
    const response = await fetch(`${address}/version`, { signal: AbortSignal.timeout(2000) }).catch(() => null)
    if (response?.ok) return null
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return 'it did not answer within a minute'
}

/** A terminal inside another VS Code hands down variables that make a second one connect to the first. */
function cleanEnvironment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_)|^NODE_OPTIONS$/.test(name)),
  )
}

/** Half-done installations of processes that died. */
async function sweep() {
  const folder = path.join(root, '.vscode-test')
  for (const name of await readdir(folder).catch(() => [])) {
    const pid = /^server-[\d.]+\.(\d+)$/.exec(name)?.[1]
    if (pid && !alive(Number(pid))) await rm(path.join(folder, name), { recursive: true, force: true })
  }
}

function alive(pid) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
