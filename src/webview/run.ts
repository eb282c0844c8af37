import type { Block } from '../reading/blocks'
import { Chunk, guessHeight, type Looks } from './chunk'
import { changeText } from './markdown/patch'
import { type Gathering, isHeld, type Mounts } from './mounts'
import { placeIn } from './place'
import type { Sliced } from './text'

/**
 * Blocks as they stand in an element, in chunks: the closed ones, and after them the one that is still growing. Far from
 * the view the chunks are gathered to one text, which grows as they do.
 */
export class Run implements Gathering {
  readonly element: HTMLElement
  readonly #text: () => Sliced
  readonly #looks: Looks
  readonly #mounts: Mounts
  readonly #chunks: Chunk[] = []
  /** The one text that stands in the page for all chunks; null where they do. */
  #gathered: Text | null = null

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
    if (this.#gathered) this.#showGathered(this.#gathered)
  }

  /** Draws again what looks otherwise now. */
  refresh(): void {
    for (const chunk of this.#chunks) chunk.refresh()
  }

  /** The chunk that holds an offset of the text, or the last one before it. */
  chunkAt(offset: number): Chunk | null {
    return this.#chunks.findLast((chunk) => chunk.start <= offset) ?? this.#chunks[0] ?? null
  }

  get shut(): boolean {
    return this.element.hasAttribute('hidden')
  }

  gather(): void {
    if (this.#gathered || this.#chunks.some((chunk) => chunk.mounted) || isHeld(this.element)) return
    this.#gathered = document.createTextNode('')
    this.#showGathered(this.#gathered)
    this.element.replaceChildren(this.#gathered)
    this.element.classList.add('far')
  }

  /** What is in the middle of the view stays there, and what is selected stays so. */
  spread(): void {
    if (!this.#gathered) return
    const place = placeIn(this.#gathered, this.#start)
    this.#gathered = null
    this.element.classList.remove('far')
    this.element.replaceChildren(...this.#chunks.map((chunk) => chunk.element))
    place?.restore((offset) => this.chunkAt(offset))
  }

  dispose(): void {
    for (const chunk of this.#chunks) this.#drop(chunk)
  }

  get #start(): number {
    return this.#chunks[0]?.start ?? 0
  }

  #showGathered(text: Text): void {
    const end = this.#chunks.at(-1)?.end ?? 0
    changeText(text, this.#text().slice(this.#start, end))
    guessHeight(this.element, end - this.#start)
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
    if (!this.#gathered) this.element.append(chunk.element)
    this.#mounts.add(chunk, inSight, this)
  }
}
