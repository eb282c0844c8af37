import { renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as vscode from 'vscode'

/**
 * What VS Code calls in a fresh extension host: loads the extension's bundle, activates it, and leaves how long each took,
 * ms, in the file that BENCH_RESULTS names. The bundle is loaded first so that it is not counted twice.
 */
export async function run(): Promise<void> {
  const results = process.env['BENCH_RESULTS'] ?? ''
  const extension = vscode.extensions.getExtension('second-thoughts.second-thoughts')
  if (!extension || extension.isActive) throw new Error('the extension is not there, or active before it is measured')
  const start = performance.now()
  require(path.join(extension.extensionPath, 'dist', 'extension.js'))
  const loaded = performance.now()
  await extension.activate()
  const activated = performance.now()
  writeFileSync(`${results}.part`, JSON.stringify({ load: loaded - start, activate: activated - loaded }))
  renameSync(`${results}.part`, results)
}
