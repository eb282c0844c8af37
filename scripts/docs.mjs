// Writes what can be derived: README.md's tables of commands and settings from package.json, the trace format's JSON
// Schema from src/trace/schema.ts, the bundle of strings to translate from src/. With --check it writes nothing and fails
// where a file is not what it would be, or a translation lacks a string.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import esbuild from 'esbuild'
import { sourceBundle, untranslated } from './l10n.mjs'

const check = process.argv.includes('--check')
const read = (file) => readFile(file, 'utf8')
const pkg = JSON.parse(await read('package.json'))
const nls = JSON.parse(await read('package.nls.json'))
const words = (text) => text.replace(/^%(.+)%$/, (whole, key) => nls[key] ?? whole)
const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ')
const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

function commands() {
  const keysOf = (command) => pkg.contributes.keybindings.filter((binding) => binding.command === command)
  const rows = pkg.contributes.commands.map(({ command, title }) => [
    words(title),
    keysOf(command)
      .map(({ key }) => `\`${key}\``)
      .join(', '),
  ])
  return table(['Command', 'Key'], rows)
}

function settings() {
  const rows = Object.entries(pkg.contributes.configuration.properties).map(([id, setting]) => [
    `\`${id}\``,
    Array.isArray(setting.default)
      ? setting.default.map((entry) => entry.name).join(', ')
      : `\`${JSON.stringify(setting.default)}\``,
    words(setting.markdownDescription).replaceAll(/`#(.+?)#`/g, '`$1`'),
  ])
  return table(['Setting', 'Default', 'What it does'], rows)
}

const between = (text, name, body) => {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const [from, to] = [text.indexOf(start), text.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`README.md has no ${start} … ${end}`)
  return `${text.slice(0, from + start.length)}\n${body}\n${text.slice(to)}`
}

async function schema() {
  const outfile = 'out/docs/schema.mjs'
  await mkdir('out/docs', { recursive: true })
  const source = `import { toJsonSchema } from '@valibot/to-json-schema'
    import { traceSchema } from './src/trace/schema'
    export default toJsonSchema(traceSchema, { errorMode: 'ignore' })`
  await esbuild.build({
    stdin: { contents: source, resolveDir: '.' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    logLevel: 'warning',
  })
  const { default: generated } = await import(pathToFileURL(outfile).href)
  const { $schema, ...rest } = generated
  return `${JSON.stringify({ $schema, title: 'Reasoning trace', description: 'What a reasoning model was asked, was seen to think and answered: two texts and spans over them. Offsets are UTF-16 indices, times milliseconds since the run began.', ...rest }, null, 2)}\n`
}

async function settle(file, wanted) {
  const found = await read(file).catch(() => '')
  if (found === wanted) return
  if (check) {
    console.error(`${file} is not what its source says: run npm run docs`)
    process.exitCode = 1
  } else {
    await writeFile(file, wanted)
    console.log(`wrote ${file}`)
  }
}

const readme = await read('README.md')
await settle('README.md', between(between(readme, 'commands', commands()), 'settings', settings()))
await mkdir('schemas', { recursive: true })
await settle('schemas/reasoning.schema.json', await schema())
const bundle = await sourceBundle()
await settle('l10n/bundle.l10n.json', `${JSON.stringify(bundle, null, 2)}\n`)
for (const complaint of untranslated(bundle)) {
  console.error(complaint)
  if (check) process.exitCode = 1
}
