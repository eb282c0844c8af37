/** How long the page may be held up at a time, ms; a frame has twice as much. */
const SLICE = 8

const waiting: (() => void)[] = []
let working = false

/** Runs the job when the page is idle, after those that came before. A job that throws is rejected, and the next one runs. */
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
    await scheduler.postTask(
      () => {
        const until = performance.now() + SLICE
        do waiting.shift()?.()
        while (waiting.length > 0 && performance.now() < until)
      },
      { priority: 'background' },
    )
  }
  working = false
}
