import assert from 'node:assert/strict'
import type { CDPSession } from 'playwright-core'
import { begun, changesOf, SEARCH_TRACE } from './support/traces'
import { usePanel } from './support/usePanel'

/** What one trace takes of the heap is some 100 kB; a hundred of them that are not let go are 10 MB. */
const MOST_LEFT = 2_000_000

describe('a page that shows one run after another', () => {
  const open = usePanel()

  it('holds, after a hundred, no more memory, elements and listeners than after the first', async function () {
    this.timeout(120_000)
    const lab = await open()
    const session = await lab.page.context().newCDPSession(lab.page)
    await session.send('Performance.enable')
    const run = async (count: number, from: number) => {
      for (let n = from; n < from + count; n++) {
        const trace = { ...SEARCH_TRACE, id: `run-${n}` }
        await lab.show(begun(trace))
        await lab.stream(changesOf(trace, [4000]))
        assert.equal(await lab.page.locator('.step').count(), trace.steps.length)
      }
      await lab.show(null)
      return await held(session)
    }
    const before = await run(10, 0)
    const after = await run(100, 10)
    assert.ok(after.heap - before.heap < MOST_LEFT, `${after.heap - before.heap} bytes`)
    assert.ok(after.nodes <= before.nodes + 20, `${before.nodes} nodes became ${after.nodes}`)
    assert.ok(after.listeners <= before.listeners, `${before.listeners} listeners became ${after.listeners}`)
  })
})

async function held(session: CDPSession): Promise<{ heap: number; nodes: number; listeners: number }> {
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN
  return { heap: of('JSHeapUsedSize'), nodes: of('Nodes'), listeners: of('JSEventListeners') }
}
