// Builds the extension host's bundle (CommonJS, VS Code's Node.js) and the panel's page (ES modules, split so that KaTeX
// and highlighting load on first use). `--watch` rebuilds on change; `--production` minifies.
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import esbuild from 'esbuild'
import { minify } from 'terser'
import { packGlyphs } from './scripts/glyphs.mjs'

const production = process.argv.includes('--production')
const watch = process.argv.includes('--watch')

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: watch ? 'info' : 'warning',
  // The recorded model's texts.
  loader: { '.md': 'text' },
  legalComments: 'none',
}

/** The SDK is a file of its own: the extension's is read by everybody who starts VS Code, and this by those who ask. */
const apart = {
  name: 'apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^openai$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './openai.js', external: true } : undefined,
    ),
}

const host = {
  ...common,
  entryPoints: { extension: 'src/extension.ts', openai: 'openai' },
  outdir: 'dist',
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  external: ['vscode'],
  // `import()` becomes a call of `require`, which knows how to take its default from CommonJS.
  supported: { 'dynamic-import': false },
  plugins: [apart],
}

const page = {
  ...common,
  entryPoints: { panel: 'src/webview/panel.ts' },
  outdir: 'dist/webview',
  platform: 'browser',
  target: 'chrome132',
  format: 'esm',
  splitting: true,
  define: { __VERSION__: '""' },
  plugins: [packGlyphs],
  alias: {
    // From its source, of which only what renders into the page is taken: seven kilobytes less than as it is shipped.
    katex: './node_modules/katex/katex.ts',
    // The parser names the colours of its nodes; nobody asks for them here.
    '@lezer/highlight': './src/webview/markdown/noHighlight.ts',
  },
}

await rm('dist', { recursive: true, force: true })
await cp('node_modules/@vscode/codicons/dist', 'dist/webview/codicons', {
  recursive: true,
  filter: (from) => !/\.(svg|html|csv|json|ts)$/.test(from),
})

/** KaTeX's style and fonts. Every Chromium that runs the page reads woff2; the other two forms weigh four times as much. */
async function copyKatex(from, to) {
  await cp(`${from}/fonts`, `${to}/fonts`, { recursive: true, filter: (file) => !/\.(woff|ttf)$/.test(file) })
  const style = await readFile(`${from}/katex.min.css`, 'utf8')
  await writeFile(`${to}/katex.min.css`, style.replace(/,url\([^)]*\.(?:woff|ttf)\) format\("\w+"\)/g, ''))
}
await copyKatex('node_modules/katex/dist', 'dist/webview/katex')

/** The page's script once more, by a tool that takes longer and finds two per cent more. */
async function minifyPage(folder) {
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.js')) continue
    const file = path.join(folder, name)
    const compress = { passes: 3 }
    const { code } = await minify(await readFile(file, 'utf8'), { module: true, ecma: 2020, compress })
    await writeFile(file, code)
  }
}

if (watch) for (const options of [host, page]) await (await esbuild.context(options)).watch()
else await Promise.all([host, page].map((options) => esbuild.build(options)))
if (production) await minifyPage('dist/webview')
