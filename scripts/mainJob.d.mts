import type { Frame, Page } from 'playwright-core'

export interface Shown {
  readonly asked: string
  readonly place: string
  readonly facts: readonly string[]
  readonly steps: readonly string[]
  readonly struck: readonly string[]
  readonly corrections: readonly (readonly (readonly [label: string, text: string])[])[]
  readonly answer: string
  readonly uses: readonly string[]
  readonly sum: string
}

export function mainJob(
  page: Page,
  options: {
    readonly folder: string
    readonly say?: (line: string) => void
    readonly shoot?: (name: string) => Promise<void>
  },
): Promise<Shown>
export function readPanel(panel: Frame): Promise<Shown>
export function missing(shown: Shown): readonly string[]
export function told(shown: Shown): string
