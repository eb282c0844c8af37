import type { Block } from '../reading/blocks'
import { h } from './dom'
import type { Mountable } from './mounts'

/** Characters after which a chunk is full: about what a view shows of its end where that alone is in it. */
const FULL = 1000

/** For the height of what has never been laid out; a bad guess costs a jump of the scroll bar's thumb. */
const CHARACTERS_A_LINE = 70

/** The height of so many characters, as CSS has it. */
export function linesOf(characters: number): string {
  return `${Math.ceil(characters / CHARACTERS_A_LINE)}lh`
}

/** What one block looks like; equal keys, equal looks. */
export interface Look {
  readonly key: string
  /** The elements that show the block, in order. */
  draw(): readonly HTMLElement[]
}

export interface Looks {
  /** How a block looks now. */
  of(block: Block): Look
  /** A block's element is about to stand in the page: its formulas and colours may be made. */
  drawn(element: HTMLElement): void
}

interface Drawn {
  readonly block: Block
  key: string
  elements: readonly HTMLElement[]
}

/**
 * A run of neighbouring closed blocks that are rendered, or stand as one plain text, together. Skipped by layout while
 * out of view, in either form, and remembered at the size it last had, so that nothing jumps.
 */
export class Chunk implements Mountable {
  readonly element = h('div', { class: 'chunk' })
  readonly #text: () => string
  readonly #looks: Looks
  readonly #blocks: Drawn[] = []
  #mounted = false

  constructor(text: () => string, looks: Looks) {
    this.#text = text
    this.#looks = looks
  }

  get full(): boolean {
    return this.end - this.start >= FULL
  }

  get start(): number {
    return this.#blocks[0]?.block.start ?? 0
  }

  get end(): number {
    return this.#blocks.at(-1)?.block.end ?? 0
  }

  get mounted(): boolean {
    return this.#mounted
  }

  /** How many of `blocks`, from `from` on, are the ones it holds; it keeps its own only if all of them are there. */
  matches(blocks: readonly Block[], from: number): number {
    const same = this.#blocks.every(({ block }, i) => blocks[from + i] === block)
    return same ? this.#blocks.length : 0
  }

  add(block: Block): void {
    const drawn: Drawn = { block, key: '', elements: [] }
    this.#blocks.push(drawn)
    if (this.#mounted) this.element.append(...this.#draw(drawn))
    else this.#showPlain()
  }

  /** Draws those blocks again that look otherwise now; of one that is not mounted, nothing. */
  refresh(): void {
    if (!this.#mounted) return
    for (const drawn of this.#blocks) {
      if (this.#looks.of(drawn.block).key === drawn.key) continue
      const old = drawn.elements
      old[0]?.before(...this.#draw(drawn))
      for (const element of old) element.remove()
    }
  }

  mount(): void {
    this.#mounted = true
    this.element.classList.remove('far')
    this.element.replaceChildren(...this.#blocks.flatMap((drawn) => this.#draw(drawn)))
  }

  unmount(): void {
    this.#mounted = false
    for (const drawn of this.#blocks) drawn.elements = []
    this.#showPlain()
  }

  #draw(drawn: Drawn): readonly HTMLElement[] {
    const look = this.#looks.of(drawn.block)
    drawn.key = look.key
    drawn.elements = look.draw()
    for (const element of drawn.elements) this.#looks.drawn(element)
    return drawn.elements
  }

  #showPlain(): void {
    this.element.classList.add('far')
    this.element.style.setProperty('--guess', linesOf(this.end - this.start))
    this.element.textContent = this.#text().slice(this.start, this.end)
  }
}
