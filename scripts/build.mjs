// Builds dist/ as esbuild.mjs says, in a process of its own. BUILT says that a process above has done so for all that it
// starts: what runs side by side shares dist/.
import { spawnSync } from 'node:child_process'

export function build(...args) {
  if (process.env.BUILT) return
  const { status } = spawnSync(process.execPath, ['esbuild.mjs', ...args], { stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) throw new Error('The build failed.')
}
