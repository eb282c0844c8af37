// What of the user-facing strings is to be translated, and whether the translations keep up with it.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { getL10nJson } from '@vscode/l10n-dev'

/** The strings of src/, as `l10n/bundle.l10n.json` holds them; `package.nls.json` has those of package.json. */
export async function sourceBundle() {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  const contents = files
    .sort()
    .map((file) => ({ extension: '.ts', contents: readFileSync(path.join('src', file), 'utf8') }))
  return await getL10nJson(contents)
}

const LANGUAGES = ['zh-cn']
const read = (file) => JSON.parse(readFileSync(file, 'utf8'))
const message = (entry) => (typeof entry === 'string' ? entry : entry.message)
const places = (text) => (text.match(/\{[^}]*\}/g) ?? []).sort().join()

/** Sentences that say what is missing, left over or has lost a placeholder; empty where every language is complete. */
export function untranslated(bundle) {
  return LANGUAGES.flatMap((language) => [
    ...compare(bundle, `l10n/bundle.l10n.${language}.json`),
    ...compare(read('package.nls.json'), `package.nls.${language}.json`),
  ])
}

function compare(source, file) {
  const translated = read(file)
  const missing = Object.keys(source).filter((key) => !(key in translated))
  const left = Object.keys(translated).filter((key) => !(key in source))
  const broken = Object.keys(source).filter(
    (key) => key in translated && places(message(source[key])) !== places(message(translated[key])),
  )
  return [
    ...missing.map((key) => `${file}: missing ${JSON.stringify(key)}`),
    ...left.map((key) => `${file}: no longer used: ${JSON.stringify(key)}`),
    ...broken.map((key) => `${file}: placeholders differ: ${JSON.stringify(key)}`),
  ]
}
