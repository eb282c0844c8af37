// node scripts/cli.mjs NAME [ARGUMENT…]: bundles src/cli/NAME.ts and runs it.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import esbuild from 'esbuild'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const [name, ...args] = process.argv.slice(2)
const outfile = path.join(root, 'out', 'cli', `${name}.cjs`)

await esbuild.build({
  absWorkingDir: root,
  entryPoints: [`src/cli/${name}.ts`],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  loader: { '.md': 'text' },
  sourcemap: 'inline',
  logLevel: 'error',
})
const { status } = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...args], { stdio: 'inherit' })
process.exitCode = status ?? 1
