import type { Browser, Page } from 'playwright-core'
import type { VscodeServer } from './vscode-server.mjs'

export interface LeftPage {
  readonly page: Page
  /** The workspace that is open in it. */
  readonly folder: string
}

export function sharedServer(): Promise<VscodeServer>
export function sharedBrowser(): Promise<Browser>
export function takePage(): LeftPage | null
export function leavePage(page: LeftPage): void
export function stopShared(): Promise<void>
