// The .vsix: what is in it, and that it works where somebody installs it.
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { findChromium } from '../chromium.mjs'
import { packageExtension } from '../package.mjs'
import { installServer } from '../vscode-server.mjs'
import { runMocha } from './mocha.mjs'

export default async function packaged(words) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'second-thoughts-package-'))
  try {
    findChromium()
    await installServer()
    return await runMocha('package', words, {
      timeout: 300_000,
      retries: 2,
      env: { VSIX: await packageExtension(folder) },
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
