import type { Browser } from 'playwright-core'
import { recordings } from '../../src/models/recorded/recordings'
import type { HostMessage } from '../../src/protocol'
import { PanelLab } from '../panel/support/lab'
import { assertAtEnd, type Cost, costOf, launchUnpaced, nodesOf, watchTasks } from './cost'
import { messagesOf, SNAPSHOT } from './messages'
import { type Part, table } from './part'
import { bundlePeer, type Measured, measurePeer, PEERS, type Peer, type Script, STEP, samplePeer } from './peers'
import { syntheticThought } from './text'

const SIZES = [50_000, 200_000, 1_000_000]

/** Longer texts than these are sampled, in so many steps at each place, characters. */
const WHOLE: Readonly<Record<Peer, { readonly upTo: number; readonly steps: number }>> = {
  marked: { upTo: 20_000, steps: 8 },
  smd: { upTo: 200_000, steps: 64 },
  streamdown: { upTo: 50_000, steps: 16 },
}

/** The panel itself, by the messages that the host would send, a frame for each. */
async function measurePanel(browser: Browser, text: string): Promise<Measured> {
  const lab = await PanelLab.open(browser, { prepare: watchTasks })
  const { page } = lab
  await page.evaluate(
    (messages) => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
      const show = async () => {
        for (const data of messages) {
          window.dispatchEvent(new MessageEvent('message', { data }))
          await frame()
        }
        // Formulas and colours of the last ones.
        await new Promise((resolve) => requestIdleCallback(resolve))
      }
      Object.assign(globalThis, { show })
    },
    [SNAPSHOT, ...messagesOf(text, STEP)] as HostMessage[],
  )
  const cost = await costOf(page, text.length, () =>
    page.evaluate(() => (globalThis as unknown as { show(): Promise<void> }).show()),
  )
  await assertAtEnd(page)
  const nodes = await nodesOf(page)
  await lab.close()
  return { ...cost, renderer: 'Second Thoughts', nodes, sampled: false }
}

async function measureAll(
  browser: Browser,
  text: string,
  scripts: Readonly<Record<Peer, Script>>,
): Promise<Measured[]> {
  const found = [await measurePanel(browser, text)]
  for (const peer of PEERS) {
    const { upTo, steps } = WHOLE[peer]
    const script = scripts[peer]
    found.push(
      text.length <= upTo
        ? await measurePeer(browser, peer, script, text)
        : await samplePeer(browser, peer, script, text, steps),
    )
  }
  return found
}

const tasks = ({ longest, long }: Cost) =>
  longest === 0 ? ['< 50 ms', '0.0 s'] : [`${longest.toFixed(0)} ms`, `${(long / 1000).toFixed(1)} s`]

function rowsOf(what: string, found: readonly Measured[]): readonly (readonly string[])[] {
  const own = found[0]?.busy ?? 1
  return found.map((cost, i) => [
    i === 0 ? what : '',
    cost.renderer,
    `${cost.sampled ? '≈ ' : ''}${(cost.busy / 1000).toFixed(1)} s`,
    i === 0 ? '' : `${(cost.busy / own).toFixed(1)} ×`,
    ...tasks(cost),
    String(cost.nodes),
  ])
}

/** The panel beside three other renderers, on the same text in the same steps. */
export async function run(): Promise<Part> {
  const browser = await launchUnpaced()
  const [marked, smd, streamdown] = await Promise.all(PEERS.map(bundlePeer))
  if (!marked || !smd || !streamdown) throw new Error('A peer has no script')
  const scripts = { marked, smd, streamdown }
  const samples = recordings()
    .map(({ thought }) => thought)
    .join('\n\n')
  const texts = [
    ['the samples', samples],
    ...SIZES.map((size) => [`${size / 1000} kB`, syntheticThought(size)]),
  ] as const
  const found: [what: string, costs: readonly Measured[]][] = []
  for (const [what, text] of texts) {
    console.error(`${what} …`)
    found.push([what, await measureAll(browser, text, scripts)])
  }
  await browser.close()
  const head = ['text', 'renderer', 'main thread', '', 'longest task', 'over 50 ms', 'nodes']
  const sizes = PEERS.map((peer) => `${peer} ${(scripts[peer].size / 1000).toFixed(0)} kB`)
  return {
    lines: [
      ...table([head, ...found.flatMap(([what, costs]) => rowsOf(what, costs))]),
      '≈: sampled at five places of the text. The peers typeset no formulas and colour no code here.',
      `Scripts, minified and compressed: ${sizes.join(', ')}`,
    ],
    results: { found, scripts: Object.fromEntries(PEERS.map((peer) => [peer, scripts[peer].size])) },
  }
}
