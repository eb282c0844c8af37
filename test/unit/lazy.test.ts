import assert from 'node:assert/strict'
import esbuild from 'esbuild'

/** What a script runs before it does anything: the files that it imports, by whatever way, but for `import()`. */
async function ranAtOnce(entry: string): Promise<ReadonlySet<string>> {
  const { metafile } = await esbuild.build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    external: ['vscode'],
    loader: { '.md': 'text' },
    logLevel: 'error',
  })
  const files = new Set<string>()
  const take = (file: string): void => {
    if (files.has(file)) return
    files.add(file)
    for (const { path, kind, external } of metafile.inputs[file]?.imports ?? [])
      if (kind !== 'dynamic-import' && external !== true) take(path)
  }
  take(entry)
  return files
}

const packagesOf = (files: ReadonlySet<string>) =>
  new Set([...files].flatMap((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []))

describe('what is loaded on first use', () => {
  it('is the SDK of the models, in the extension', async () => {
    const files = await ranAtOnce('src/extension.ts')
    assert.ok(files.has('src/models/client.ts'), 'what asks it is there')
    assert.ok(!packagesOf(files).has('openai'))
  })

  it('is the parser, the formulas, the colours and the differences, in the page', async () => {
    const files = await ranAtOnce('src/webview/panel.ts')
    assert.ok(files.has('src/webview/markdown/renderer.ts'), 'what asks for them is there')
    const packages = packagesOf(files)
    for (const heavy of ['@lezer/markdown', 'katex', 'lowlight', 'highlight.js', 'diff'])
      assert.ok(!packages.has(heavy), heavy)
  })
})
