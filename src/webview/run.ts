import type { Block } from '../reading/blocks'
import { Chunk, type Looks } from './chunk'
import type { Mounts } from './mounts'
import type { Sliced } from './text'

/** Blocks as they stand in an element, in chunks: the closed ones, and after them the one that is still growing. */
export class Run {
  readonly element: HTMLElement
  readonly #text: () => Sliced
  readonly #looks: Looks
  readonly #mounts: Mounts
  readonly #chunks: Chunk[] = []

  constructor(element: HTMLElement, mounts: Mounts, text: () => Sliced, looks: Looks) {
    this.element = element
    this.#mounts = mounts
    this.#text = text
    this.#looks = looks
  }

  get chunks(): readonly Chunk[] {
    return this.#chunks
  }

  /**
   * Shows these blocks; those that it shows already stay as they are. Costs what is new, and one comparison for each old
   * block.
   * @param inSight they come at the tail, and the reader is there.
   */
  show(blocks: readonly Block[], open: Block | null, inSight: boolean): void {
    let kept = 0
    let at = 0
    for (const chunk of this.#chunks) {
      if (!chunk.matches(blocks, at)) break
      at += chunk.length
      kept++
    }
    for (const chunk of this.#chunks.splice(kept)) this.#drop(chunk)
    for (const block of blocks.slice(at)) this.#add((chunk) => chunk.add(block), inSight)
    if (open && open.end > open.start) this.#add((chunk) => chunk.grow(open), inSight)
    else this.#chunks.at(-1)?.grow(null)
    if (this.#chunks.at(-1)?.empty) for (const chunk of this.#chunks.splice(-1)) this.#drop(chunk)
  }

  /** Draws again what looks otherwise now. */
  refresh(): void {
    for (const chunk of this.#chunks) chunk.refresh()
  }

  /** The chunk that holds an offset of the text, or the last one before it. */
  chunkAt(offset: number): Chunk | null {
    return this.#chunks.findLast((chunk) => chunk.start <= offset) ?? this.#chunks[0] ?? null
  }

  dispose(): void {
    for (const chunk of this.#chunks) this.#drop(chunk)
  }

  #drop(chunk: Chunk): void {
    this.#mounts.remove(chunk)
    chunk.element.remove()
  }

  /** To the last chunk, or to a new one where that is full. */
  #add(put: (chunk: Chunk) => void, inSight: boolean): void {
    const last = this.#chunks.at(-1)
    if (last && !last.full) {
      put(last)
      return
    }
    const chunk = new Chunk(this.#text, this.#looks)
    put(chunk)
    this.#chunks.push(chunk)
    this.element.append(chunk.element)
    this.#mounts.add(chunk, inSight)
  }
}
