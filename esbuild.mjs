// Builds the extension host's bundle (CommonJS, VS Code's Node.js) and the panel's page (ES modules, split so that KaTeX
// and highlighting load on first use). `--watch` rebuilds on change; `--production` minifies.
import { cp, rm } from 'node:fs/promises'
import esbuild from 'esbuild'

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

const host = {
  ...common,
  entryPoints: { extension: 'src/extension.ts' },
  outdir: 'dist',
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  external: ['vscode'],
}

const page = {
  ...common,
  entryPoints: { panel: 'src/webview/panel.ts' },
  outdir: 'dist/webview',
  platform: 'browser',
  target: 'chrome132',
  format: 'esm',
  splitting: true,
}

await rm('dist', { recursive: true, force: true })
await cp('node_modules/@vscode/codicons/dist', 'dist/webview/codicons', {
  recursive: true,
  filter: (from) => !/\.(svg|html|csv|json|ts)$/.test(from),
})
if (watch) for (const options of [host, page]) await (await esbuild.context(options)).watch()
else await Promise.all([host, page].map((options) => esbuild.build(options)))
