import type { Browser, Frame, Page } from 'playwright-core'
import type { VscodeServer } from './vscode-server.mjs'

export interface Where {
  readonly folder: string
  readonly extension?: string
  readonly tests?: string
  readonly file?: string
}

export function workbenchAddress(server: VscodeServer, where: Where): string
export function openWorkbench(
  browser: Browser,
  server: VscodeServer,
  options: Where & { readonly language?: string },
): Promise<Page>
export function runCommand(page: Page, title: string): Promise<void>
export function pick(page: Page, label: string): Promise<void>
export function openFile(page: Page, name: string, line?: number, column?: number): Promise<void>
export function panelFrame(page: Page, timeout?: number): Promise<Frame>
