// What the page's script weighs, minified and compressed: at its start, and with all that it loads on demand.
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

/** Of the page's script in a folder, bytes. */
export async function weigh(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.js'))
  const codes = new Map()
  for (const name of names) codes.set(name, await readFile(path.join(folder, name), 'utf8'))
  const size = (name) => gzipSync(codes.get(name), { level: 9 }).length
  /** A script and what it imports at once. */
  const withImports = (name, seen = new Set()) => {
    if (seen.has(name)) return seen
    seen.add(name)
    for (const [, other] of codes.get(name).matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) withImports(other, seen)
    return seen
  }
  const sum = (list) => [...list].reduce((total, name) => total + size(name), 0)
  return { start: sum(withImports('panel.js')), all: sum(names) }
}

export async function run() {
  const results = await weigh(path.join('dist', 'webview'))
  const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`
  return {
    lines: [`page script at start  ${kB(results.start)}`, `page script in all    ${kB(results.all)}`],
    results,
  }
}
