// Builds dist/ as esbuild.mjs says, in a process of its own.
import { spawnSync } from 'node:child_process'

export function build(...args) {
  const { status } = spawnSync(process.execPath, ['esbuild.mjs', ...args], { stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) throw new Error('The build failed.')
}
