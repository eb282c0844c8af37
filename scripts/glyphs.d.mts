import type { Plugin } from 'esbuild'

export type Glyphs = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>

export function packed(table: Glyphs): string
export const packGlyphs: Plugin
