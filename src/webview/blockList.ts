import { type Block, BlockScanner } from '../reading/blocks'
import type { TextName, Trace } from '../trace/trace'
import { GrowingText } from './text'

/** One of a trace's two texts as it grows, and its blocks. A closed block is never scanned again. */
export class BlockList {
  readonly text = new GrowingText()
  readonly #scanner = new BlockScanner()
  readonly #closed: Block[] = []

  /** Of a snapshot, parts being hard breaks. */
  static of(trace: Trace, text: TextName): BlockList {
    const list = new BlockList()
    for (const part of trace.parts) {
      if (part.text !== text) continue
      list.break()
      list.feed(trace[text].slice(part.start, part.end))
    }
    if (trace.end) list.finish()
    return list
  }

  get closed(): readonly Block[] {
    return this.#closed
  }

  get open(): Block | null {
    return this.#scanner.open
  }

  feed(chars: string): void {
    this.text.append(chars)
    for (const block of this.#scanner.feed(chars)) this.#closed.push(block)
  }

  break(): void {
    this.#closed.push(...this.#scanner.break())
  }

  finish(): void {
    this.#closed.push(...this.#scanner.finish())
  }

  /** The index of the first closed block that starts at `offset` or later. Logarithmic. */
  from(offset: number): number {
    let low = 0
    let high = this.#closed.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#closed[middle]?.start ?? Number.POSITIVE_INFINITY) < offset) low = middle + 1
      else high = middle
    }
    return low
  }
}
