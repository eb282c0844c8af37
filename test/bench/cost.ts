import type { Browser, Page } from 'playwright-core'
import { chromium } from 'playwright-core'

/** What showing some text has cost. */
export interface Cost {
  readonly characters: number
  /** Of the main thread, ms of CPU. */
  readonly busy: number
  /** The longest task, ms; 0 where none took 50, since shorter ones are not reported. */
  readonly longest: number
  /** All tasks over 50 ms together, ms. */
  readonly long: number
}

/** As fast as it can draw, so that a megabyte does not take the minutes that it takes at sixty frames a second. */
export async function launchUnpaced(): Promise<Browser> {
  return await launch('--disable-frame-rate-limit', '--disable-gpu-vsync')
}

export async function launch(...args: readonly string[]): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
  return await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...args] })
}

/** Before anything of the page runs, so that no long task is missed. */
export async function watchTasks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const tasks: number[] = []
    Object.assign(globalThis, { tasks })
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration)
    }).observe({ type: 'longtask', buffered: true })
  })
}

/** What the main thread did while that ran. */
export async function costOf(page: Page, characters: number, work: () => Promise<void>): Promise<Cost> {
  const session = await page.context().newCDPSession(page)
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
  }
  // The thread's own time, so that what else the machine does is not counted.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await takeTasks(page)
  const before = await busy()
  await work()
  const after = await busy()
  const tasks = await takeTasks(page)
  await session.detach()
  const long = tasks.reduce((sum, task) => sum + task, 0)
  return { characters, busy: after - before, longest: Math.max(0, ...tasks), long }
}

async function takeTasks(page: Page): Promise<readonly number[]> {
  return await page.evaluate(async () => {
    // The observer hears of a task after it.
    await new Promise((resolve) => setTimeout(resolve, 100))
    return (globalThis as unknown as { tasks: number[] }).tasks.splice(0)
  })
}

/** A page that has lost the end shows nothing of what comes, and would be measured as cheap. */
export async function assertAtEnd(page: Page): Promise<void> {
  const left = await page.evaluate(() => {
    const { scrollHeight, scrollTop, clientHeight } = document.documentElement
    return scrollHeight - scrollTop - clientHeight
  })
  if (left > 24) throw new Error(`The page stands ${left} pixels above its end`)
}

/** Elements and runs of text. */
export async function nodesOf(page: Page): Promise<number> {
  return await page.evaluate(() => {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    let count = 0
    while (walker.nextNode()) count++
    return count
  })
}
