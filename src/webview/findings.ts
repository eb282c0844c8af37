import type { Trace } from '../trace/trace'
import type { ConclusionReader } from './conclusionReader'
import { type Conclusions, NOTHING_FOUND } from './conclusions'
import type { Sliced } from './text'

/** What is concluded of one trace. What reads it is no part of the page's first script, since no text waits for it. */
export class Findings {
  #reader: ConclusionReader | null = null

  /** @param loaded there is something to be read with from now on. */
  constructor(trace: Trace, loaded: () => void) {
    void import('./conclusionReader').then(({ ConclusionReader }) => {
      this.#reader = new ConclusionReader(trace)
      loaded()
    })
  }

  get conclusions(): Conclusions {
    return this.#reader?.conclusions ?? NOTHING_FOUND
  }

  /** Reads on; false while there is more to be read. */
  read(trace: Trace, thought: Sliced): boolean {
    return this.#reader?.read(trace, thought) ?? true
  }
}
