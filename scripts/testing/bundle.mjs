// Bundles the tests of a folder so that mocha can run them.
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import esbuild from 'esbuild'

/** What the tests need as it is installed: it finds its own files, or must be the one copy that runs. */
const INSTALLED = ['mocha', 'playwright-core', '@copilotkit/aimock', 'esbuild']

/** The scripts that tests use stay where they are: they find the repository by their own place. */
const scripts = {
  name: 'scripts',
  setup(build) {
    build.onResolve({ filter: /\/scripts\/[^/]+\.mjs$/ }, ({ path: relative, resolveDir }) => ({
      path: path.resolve(resolveDir, relative),
      external: true,
    }))
  },
}

/**
 * Bundles test/GROUP/**\/*.test.ts, with one of the words in the path, where there are any. `vscode` is not among what may be
 * left out unless it is named in `external`: code that reaches for it where it must not fails to build. `entries` are bundled
 * too, as `[name, file]`. The tests go into `shards` bundles, not into one each: most of a bundle is what all tests import,
 * and loading that fifty times takes longer than many of them.
 * Returns the bundled files; they lie in a folder of this process alone, which goes when the process ends.
 */
export async function bundleTests(group, words, options = {}) {
  const folder = path.join('test', group)
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const tests = names
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => path.join(folder, name))
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
    .sort()
  const { entries = [], external = [], shards = 1, ...rest } = options
  const outdir = path.join('out', 'test', group, String(process.pid))
  await rm(outdir, { recursive: true, force: true })
  await mkdir(outdir, { recursive: true })
  const bundles = []
  for (let shard = 0; shard < Math.min(shards, tests.length); shard++) {
    const index = path.resolve(outdir, `${group}${shard}.ts`)
    const imported = tests.filter((_, at) => at % shards === shard)
    await writeFile(index, imported.map((file) => `import ${JSON.stringify(path.resolve(file))}\n`).join(''))
    bundles.push([`${group}${shard}.test`, index])
  }
  await esbuild.build({
    entryPoints: [...bundles, ...entries].map(([out, file]) => ({ in: file, out })),
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    loader: { '.md': 'text' },
    logLevel: 'error',
    plugins: [scripts],
    ...rest,
    external: [...INSTALLED, ...external],
  })
  return { outdir, files: bundles.map(([name]) => path.join(outdir, `${name}.js`)) }
}
