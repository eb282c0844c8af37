import assert from 'node:assert/strict'
import axe from 'axe-core'
import type { Frame } from 'playwright-core'
import { eventually, openFile, useSession } from './support/session'

declare global {
  interface Window {
    readonly axe: typeof import('axe-core')
  }
}

const THEMES = [
  { name: 'Default Light Modern', kind: 'vscode-light' },
  { name: 'Default Dark Modern', kind: 'vscode-dark' },
  { name: 'Default High Contrast Light', kind: 'vscode-high-contrast-light' },
  { name: 'Default High Contrast', kind: 'vscode-high-contrast' },
]

async function violations(panel: Frame): Promise<readonly string[]> {
  await panel.evaluate(axe.source)
  return await panel.evaluate(async () => {
    const { violations: found } = await window.axe.run(document)
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
  })
}

describe('the panel in VS Code’s own themes', () => {
  const session = useSession({ settings: { 'window.autoDetectColorScheme': false } })

  before('ask', async function () {
    this.timeout(300_000)
    await openFile(session.page, 'search.ts', 6, 3)
    await session.run('Find and Fix')
    await session.ended()
  })

  for (const { name, kind } of THEMES) {
    it(`is readable in ${name}`, async () => {
      await session.configure({ 'workbench.colorTheme': name })
      const panel = await session.panel()
      await eventually(`the panel is in ${name}`, () =>
        panel.evaluate((wanted) => document.body.classList.contains(wanted), kind),
      )
      await session.shoot(`theme-${kind}`)
      assert.deepEqual(await violations(panel), [])
    })
  }
})
