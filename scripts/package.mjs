// npm run package: the production build as a .vsix. Nothing is downloaded, and .vscodeignore names what goes in.
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createVSIX } from '@vscode/vsce'
import { build } from './build.mjs'

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** Whoever installs it waits for it; what makes it grow should be noticed. */
export const MAX_BYTES = 1.5 * 1024 * 1024

/** @returns the path of the package, which must not be larger than MAX_BYTES */
export async function packageExtension(folder = root) {
  build('--production')
  const { name, version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'))
  const file = path.join(folder, `${name}-${version}.vsix`)
  await createVSIX({
    cwd: root,
    packagePath: file,
    // Everything is bundled.
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  })
  const { size } = await stat(file)
  if (size > MAX_BYTES) throw new Error(`${file} has ${kB(size)}; ${kB(MAX_BYTES)} is the limit`)
  return file
}

const kB = (bytes) => `${Math.round(bytes / 1024)} kB`

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.chdir(root)
  const file = await packageExtension()
  console.log(`${file}: ${kB((await stat(file)).size)}`)
}
