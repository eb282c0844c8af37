/** How long the page may be held up at a time, ms; a frame has twice as much. */
const SLICE = 8

const waiting: (() => void)[] = []
let working = false

/** Runs the job after those that came before, and lets the page draw and answer in between. A job that throws is rejected, and the next one runs. */
export function inSlices(job: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    waiting.push(() => {
      try {
        resolve(job())
      } catch (error) {
        reject(error)
      }
    })
    if (working) return
    working = true
    void work()
  })
}

async function work(): Promise<void> {
  while (waiting.length > 0) {
    await scheduler.postTask(() => {
      const until = performance.now() + SLICE
      do waiting.shift()?.()
      while (waiting.length > 0 && performance.now() < until)
    })
  }
  working = false
}
