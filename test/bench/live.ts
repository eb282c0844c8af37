import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import type { HostMessage } from '../../src/protocol'
import { applyAll } from '../../src/trace/change'
import { newTrace, type Trace } from '../../src/trace/trace'
import { PanelLab } from '../panel/support/lab'
import { assertAtEnd, type Cost, costOf, launch, nodesOf, watchTasks } from './cost'
import { hostileTexts } from './hostile'
import { messagesOf, SNAPSHOT, START } from './messages'
import { type Part, quantile, table } from './part'
import { syntheticThought } from './text'

/** Characters that come in a second: faster than any model that is met. */
const PACE = 10_000

/** What the host lets pass between two messages, ms. */
const BATCH = 18

interface Streamed extends Cost {
  /** From a delta's arrival in the host to the frame that shows it, ms: half of them, and 95 of 100. */
  readonly delay: { readonly half: number; readonly most: number }
  readonly seconds: number
  readonly messages: number
  /** Of all messages, as JSON. */
  readonly bytes: number
  readonly nodes: number
}

/** The messages at the times at which the host sends them. */
async function stream(browser: Browser, length: number): Promise<Streamed> {
  const lab = await PanelLab.open(browser, { prepare: watchTasks })
  const messages = messagesOf(syntheticThought(length), (PACE * BATCH) / 1000)
  let delays: readonly number[] = []
  const start = performance.now()
  await lab.page.evaluate((list) => Object.assign(globalThis, { list }), [SNAPSHOT, ...messages] as HostMessage[])
  const cost = await costOf(lab.page, length, async () => {
    delays = await lab.page.evaluate(async (batch) => {
      const { list } = globalThis as unknown as { list: HostMessage[] }
      const { port1, port2 } = new MessageChannel()
      /** When the messages were due that a frame shows, by frames. */
      const frames: number[][] = []
      let shown: number[] = []
      const found: number[] = []
      // A message of the page to itself comes after the frame has been painted.
      port1.onmessage = () => {
        for (const due of frames.shift() ?? []) found.push(performance.now() - due)
      }
      const start = performance.now()
      for (const [i, data] of list.entries()) {
        const due = start + i * batch
        const early = due - performance.now()
        if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
        window.dispatchEvent(new MessageEvent('message', { data }))
        if (shown.length === 0)
          requestAnimationFrame(() => {
            frames.push(shown)
            shown = []
            port2.postMessage(null)
          })
        shown.push(due)
      }
      await new Promise((resolve) => setTimeout(resolve, 500))
      return found
    }, BATCH)
  })
  const seconds = (performance.now() - start) / 1000
  await assertAtEnd(lab.page)
  const nodes = await nodesOf(lab.page)
  await lab.close()
  // Its deltas came all along the time since the message before.
  const ages = delays.flatMap((delay) => [0, 0.25, 0.5, 0.75, 1].map((part) => delay + part * BATCH))
  return {
    ...cost,
    delay: { half: quantile(ages, 0.5), most: quantile(ages, 0.95) },
    seconds,
    messages: messages.length,
    bytes: messages.reduce((sum, message) => sum + JSON.stringify(message).length, 0),
    nodes,
  }
}

function traceOf(length: number): Trace {
  return applyAll(
    newTrace(START),
    messagesOf(syntheticThought(length), 2000).flatMap((message) =>
      message.type === 'changes' ? message.changes : [],
    ),
  )
}

interface Opened {
  /** From the snapshot's arrival to the frame that shows it, ms: in a page that was opened before. */
  readonly ms: number
  /** What the page's process has taken on for it, bytes, and how much of that JavaScript holds. */
  readonly memory: number
  readonly heap: number
}

/** A panel that was hidden and is shown again: VS Code makes its page anew, and the host sends the whole trace. */
async function openWith(browser: Browser, length: number): Promise<Opened> {
  const lab = await PanelLab.open(browser)
  const session = await lab.page.context().newCDPSession(lab.page)
  const weigh = async () => {
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    return { heap: usedSize, process: await memoryOf(browser) }
  }
  const before = await weigh()
  const ms = await lab.page.evaluate(
    async (data) => {
      const start = performance.now()
      window.dispatchEvent(new MessageEvent('message', { data }))
      await new Promise((resolve) => requestAnimationFrame(resolve))
      await new Promise<unknown>((resolve) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = resolve
        port2.postMessage(null)
      })
      return performance.now() - start
    },
    { ...SNAPSHOT, trace: traceOf(length) } as HostMessage,
  )
  await lab.settle()
  // What is concluded is read in the frames that follow.
  await lab.page.waitForTimeout(3000)
  const after = await weigh()
  await lab.close()
  return { ms, memory: after.process - before.process, heap: after.heap - before.heap }
}

/** What the processes that run pages have to themselves, bytes. */
async function memoryOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return processInfo
    .filter(({ type }) => type === 'renderer')
    .flatMap(({ id }) => [...readFileSync(`/proc/${id}/smaps_rollup`, 'utf8').matchAll(/^Private_\w+:\s+(\d+) kB$/gm)])
    .reduce((sum, [, kB]) => sum + Number(kB) * 1024, 0)
}

/** The panel in real time, at the pace and in the batches of the host; and what a long trace costs that is there at once. */
export async function run(): Promise<Part> {
  const browser = await launch()
  const streamed = await stream(browser, 1_000_000)
  const one = await openWith(browser, 1_000_000)
  const ten = await openWith(browser, 10_000_000)
  const hostile = await hostileTexts(browser)
  await browser.close()
  const worst = hostile[0]
  const ms = (value: number) => `${value.toFixed(0)} ms`
  const { delay, longest, long, busy, seconds, messages, bytes, nodes } = streamed
  return {
    lines: table([
      [`1 MB in ${seconds.toFixed(0)} s, main thread`, `${(busy / 1000).toFixed(1)} s`],
      ['longest task', longest === 0 ? '< 50 ms' : ms(longest)],
      ['tasks over 50 ms together', ms(long)],
      ['delta to screen, half and 95 of 100', `${ms(delay.half)}, ${ms(delay.most)}`],
      ['messages a second', (messages / seconds).toFixed(1)],
      ['bytes of messages for each of the text', (bytes / 1_000_000).toFixed(2)],
      ['nodes', String(nodes)],
      ['1 MB shown again', ms(one.ms)],
      ['10 MB shown at once', ms(ten.ms)],
      ['10 MB in the page', `${(ten.memory / 1e6).toFixed(0)} MB, ${(ten.heap / 1e6).toFixed(0)} of them JavaScript's`],
      [`worst hostile text (${worst?.name})`, worst?.longest ? ms(worst.longest) : '< 50 ms'],
    ]),
    results: { streamed, one, ten, hostile },
  }
}
