import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { type Cost, costOf, nodesOf, watchTasks } from './cost'

export const PEERS = ['marked', 'smd', 'streamdown'] as const
export type Peer = (typeof PEERS)[number]

/** Of the text between two frames. */
export const STEP = 64

export interface Measured extends Cost {
  readonly renderer: string
  readonly nodes: number
  /** Measured at some places of the text, not all along it. */
  readonly sampled: boolean
}

export interface Script {
  readonly code: string
  /** Minified and compressed, bytes. */
  readonly size: number
}

export async function bundlePeer(peer: Peer): Promise<Script> {
  const { outputFiles } = await build({
    entryPoints: [`scripts/bench/peers/${peer}.mjs`],
    bundle: true,
    minify: true,
    format: 'iife',
    write: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  })
  const code = outputFiles[0]?.text ?? ''
  return { code, size: gzipSync(code, { level: 9 }).length }
}

async function open(browser: Browser, { code }: Script): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 560, height: 900 } })
  await watchTasks(page)
  await page.goto('data:text/html,<!doctype html><body style="font: 13px/1.5 sans-serif">')
  await page.addScriptTag({ content: code })
  return page
}

/** Shows the text step by step, a frame for each, with the end of it in sight. */
async function show(page: Page, text: string): Promise<void> {
  await page.evaluate(
    async ([chars, step]) => {
      const { append } = globalThis as unknown as { append(chars: string): void }
      for (let at = 0; at < chars.length; at += step) {
        append(chars.slice(at, at + step))
        window.scrollTo(0, document.documentElement.scrollHeight)
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
    },
    [text, STEP] as const,
  )
}

export async function measurePeer(browser: Browser, peer: Peer, script: Script, text: string): Promise<Measured> {
  const page = await open(browser, script)
  const cost = await costOf(page, text.length, () => show(page, text))
  const nodes = await nodesOf(page)
  await page.close()
  return { ...cost, renderer: peer, nodes, sampled: false }
}

/** How many stretches of the text are measured, from its beginning to its end. */
const PLACES = 5

/**
 * The same for what would take many minutes: what a stretch of the text costs is measured at some places, the text up to
 * there being shown at once, and what lies between two of them is taken to cost what they cost on average.
 */
export async function samplePeer(
  browser: Browser,
  peer: Peer,
  script: Script,
  text: string,
  steps: number,
): Promise<Measured> {
  const page = await open(browser, script)
  const stretch = steps * STEP
  const costs: Cost[] = []
  for (let place = 0, shown = 0; place < PLACES; place++) {
    const from = Math.round(((text.length - stretch) * place) / (PLACES - 1))
    await page.evaluate(
      (chars) => {
        const { append } = globalThis as unknown as { append(chars: string): void }
        if (chars !== '') append(chars)
      },
      text.slice(shown, from),
    )
    shown = from + stretch
    costs.push(await costOf(page, stretch, () => show(page, text.slice(from, from + stretch))))
  }
  const nodes = await nodesOf(page)
  await page.close()
  const whole = (part: (cost: Cost) => number) => (trapezium(costs.map(part)) * text.length) / stretch
  return {
    renderer: peer,
    characters: text.length,
    busy: whole(({ busy }) => busy),
    longest: Math.max(...costs.map(({ longest }) => longest)),
    long: whole(({ long }) => long),
    nodes,
    sampled: true,
  }
}

/** The mean of a quantity that was taken at equal distances. */
function trapezium(values: readonly number[]): number {
  const pairs = values.slice(1).map((value, i) => (value + (values[i] ?? value)) / 2)
  return pairs.reduce((sum, mean) => sum + mean, 0) / pairs.length
}
