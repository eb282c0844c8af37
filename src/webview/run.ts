import type { Block } from '../reading/blocks'
import { Chunk, type Looks, linesOf } from './chunk'
import { patch } from './markdown/patch'
import { type Gathering, isHeld, type Mounts } from './mounts'
import { placeIn } from './place'

/**
 * Blocks as they stand in an element: the closed ones in chunks, and after them the one that is still growing. Far from the
 * view the chunks are gathered to one text.
 */
export class Run implements Gathering {
  readonly element: HTMLElement
  readonly #text: () => string
  readonly #looks: Looks
  readonly #mounts: Mounts
  readonly #chunks: Chunk[] = []
  #gathered = false
  #open: { readonly block: Block; readonly key: string; readonly elements: readonly HTMLElement[] } | null = null

  constructor(element: HTMLElement, mounts: Mounts, text: () => string, looks: Looks) {
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
      const matched = chunk.matches(blocks, at)
      if (matched === 0) break
      at += matched
      kept++
    }
    const growing = open !== null && open.end > open.start
    if (kept < this.#chunks.length || at < blocks.length || growing) this.spread()
    for (const chunk of this.#chunks.splice(kept)) this.#drop(chunk)
    if (!growing || at < blocks.length) this.#closeOpen()
    for (const block of blocks.slice(at)) this.#add(block, inSight)
    if (growing) this.#showOpen(open)
  }

  /** Draws again what looks otherwise now. */
  refresh(): void {
    for (const chunk of this.#chunks) chunk.refresh()
    if (this.#open) this.#showOpen(this.#open.block)
  }

  /** The chunk that holds an offset of the text, or the last one before it. */
  chunkAt(offset: number): Chunk | null {
    return this.#chunks.findLast((chunk) => chunk.start <= offset) ?? this.#chunks[0] ?? null
  }

  get shut(): boolean {
    return this.element.hasAttribute('hidden')
  }

  gather(): void {
    const mounted = this.#open !== null || this.#chunks.some((chunk) => chunk.mounted)
    if (this.#gathered || this.#chunks.length === 0 || mounted || isHeld(this.element)) return
    this.#gathered = true
    this.element.classList.add('far')
    this.element.style.setProperty('--guess', linesOf(this.#end - this.#start))
    this.element.textContent = this.#text().slice(this.#start, this.#end)
  }

  /** What is in the middle of the view stays there, and what is selected stays so. */
  spread(): void {
    if (!this.#gathered) return
    const text = this.element.firstChild
    const place = text instanceof Text ? placeIn(text, this.#start) : null
    this.#gathered = false
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

  get #end(): number {
    return this.#chunks.at(-1)?.end ?? 0
  }

  #drop(chunk: Chunk): void {
    this.#mounts.remove(chunk)
    chunk.element.remove()
  }

  #add(block: Block, inSight: boolean): void {
    const last = this.#chunks.at(-1)
    if (last && !last.full) {
      last.add(block)
      return
    }
    const chunk = new Chunk(this.#text, this.#looks)
    chunk.add(block)
    this.#chunks.push(chunk)
    this.element.append(chunk.element)
    this.#mounts.add(chunk, inSight, this)
  }

  #showOpen(block: Block): void {
    const look = this.#looks.of(block)
    const old = this.#open
    if (old && old.block.start === block.start && old.block.end === block.end && old.key === look.key) return
    const fresh = look.draw()
    fresh[0]?.classList.add('growing')
    const elements = fresh.map((element, i) => {
      const stands = old?.elements[i]
      if (stands) return patch(stands, element)
      this.element.append(element)
      return element
    })
    for (const element of old?.elements.slice(fresh.length) ?? []) element.remove()
    for (const element of elements) this.#looks.drawn(element)
    this.#open = { block, key: look.key, elements }
  }

  #closeOpen(): void {
    for (const element of this.#open?.elements ?? []) element.remove()
    this.#open = null
  }
}
