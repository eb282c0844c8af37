import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** What each folder of src/ may import, as ARCHITECTURE.md says. Packages are named by their start. */
const RULES: Readonly<Record<string, readonly string[]>> = {
  trace: ['valibot'],
  reading: ['trace', '@lezer/'],
  problem: ['trace', 'reading'],
  models: ['trace', 'openai', 'eventsource-parser', 'valibot'],
  words: ['trace', 'problem', '@vscode/l10n'],
  'protocol.ts': ['trace'],
  webview: [
    'trace',
    'reading',
    'problem',
    'words',
    'protocol.ts',
    'lit',
    '@vscode-elements/',
    '@vscode/l10n',
    '@lezer/',
    'katex',
    'lowlight',
    'highlight.js',
    'diff',
    'hast',
  ],
  host: ['trace', 'reading', 'problem', 'models', 'words', 'protocol.ts', '@vscode/l10n', 'vscode', 'node:', 'valibot'],
  cli: ['trace', 'reading', 'problem', 'models', 'node:'],
  'extension.ts': ['host', 'vscode'],
}

interface Import {
  readonly from: string
  readonly to: string
}

const root = path.resolve('src')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => path.join(root, file))
const place = (file: string) => path.relative(root, file).split(path.sep)[0] ?? ''

function resolved(file: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier
  const target = path.resolve(path.dirname(file), specifier)
  return files.find((f) => f === `${target}.ts` || f === target) ?? target
}

const imports: readonly Import[] = files.flatMap((file) =>
  Array.from(
    readFileSync(file, 'utf8').matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"\n]*?(?:\{[^}]*\}[^'"\n]*?)?from\s*'([^']+)'|import\('([^']+)'\)|(?:^|\n)import\s+'([^']+)'/g,
    ),
    (m) => ({
      from: file,
      to: resolved(file, m[1] ?? m[2] ?? m[3] ?? ''),
    }),
  ),
)

describe('the walls of the house', () => {
  it('are read from all of src/', () => {
    assert.ok(files.length > 10 && imports.length > 20)
  })

  it('let each folder import only what its rule names', () => {
    const breaches = imports.filter(({ from, to }) => {
      const allowed = RULES[place(from)] ?? []
      const target = path.isAbsolute(to) ? place(to) : to
      return (
        target !== place(from) &&
        !allowed.some((rule) => target === rule || (!path.isAbsolute(to) && target.startsWith(rule)))
      )
    })
    assert.deepEqual(
      breaches.map(({ from, to }) => `${path.relative(root, from)} imports ${to}`),
      [],
    )
  })

  it('hold no cycle', () => {
    const edges = new Map(files.map((file) => [file, imports.filter(({ from }) => from === file)]))
    const done = new Set<string>()
    const walk = (file: string, way: readonly string[]): void => {
      if (way.includes(file))
        assert.fail([...way.slice(way.indexOf(file)), file].map((f) => path.relative(root, f)).join(' → '))
      if (done.has(file)) return
      for (const { to } of edges.get(file) ?? []) if (path.isAbsolute(to)) walk(to, [...way, file])
      done.add(file)
    }
    for (const file of edges.keys()) walk(file, [])
  })
})
