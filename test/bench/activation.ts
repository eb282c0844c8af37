import { renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as vscode from 'vscode'

/** What VS Code takes of an extension's module. */
interface Entry {
  activate(context: vscode.ExtensionContext): unknown
}

/**
 * What VS Code calls in a fresh extension host: loads the extension's bundle, activates it, and leaves how long each took,
 * ms, in the file that BENCH_RESULTS names. The bundle is loaded first so that it is not counted twice. What VS Code does
 * around the call, above all reading what the extension has stored, is in `whole` and not in `activate`.
 */
export async function run(): Promise<void> {
  const results = process.env['BENCH_RESULTS'] ?? ''
  const extension = vscode.extensions.getExtension('second-thoughts.second-thoughts')
  if (!extension || extension.isActive) throw new Error('the extension is not there, or active before it is measured')
  const file = path.join(extension.extensionPath, 'dist', 'extension.js')
  const start = performance.now()
  const entry: Entry = require(file)
  const loaded = performance.now()
  const activate = timed(file, entry)
  const begun = performance.now()
  await extension.activate()
  const whole = performance.now() - begun
  writeFileSync(`${results}.part`, JSON.stringify({ load: loaded - start, activate: activate(), whole }))
  renameSync(`${results}.part`, results)
}

/** Puts a stop watch around the one call of `activate`; what it returns reads it, ms. */
function timed(file: string, entry: Entry): () => number {
  const cached = require.cache[file]
  if (!cached) throw new Error('the bundle is not where VS Code would find it')
  let took: number | null = null
  cached.exports = {
    ...entry,
    activate: (context: vscode.ExtensionContext) => {
      const start = performance.now()
      const api = entry.activate(context)
      took = performance.now() - start
      return api
    },
  }
  return () => {
    if (took === null) throw new Error('VS Code has loaded another copy of the bundle')
    return took
  }
}
