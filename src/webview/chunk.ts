import type { Block } from '../reading/blocks'
import { h } from './dom'
import { changeText, patch } from './markdown/patch'
import type { Mountable } from './mounts'
import type { Sliced } from './text'

/** Characters after which a chunk is full: about what a view shows of its end where that alone is in it. */
const FULL = 1000

/** For the height of what has never been laid out; a bad guess costs a jump of the scroll bar's thumb. */
const CHARACTERS_A_LINE = 70

/** Tells an element about how high so many characters are. What has not changed is not set: that costs a look at its style. */
export function guessHeight({ style }: HTMLElement, characters: number): void {
  const guess = `${Math.ceil(characters / CHARACTERS_A_LINE)}lh`
  if (style.getPropertyValue('--guess') !== guess) style.setProperty('--guess', guess)
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
  readonly key: string
  readonly elements: readonly HTMLElement[]
}

/**
 * A run of neighbouring blocks that are rendered, or stand as one plain text, together: closed ones, and at the end of the
 * last run the one that is still growing. Skipped by layout while out of view, in either form, and remembered at the size
 * it last had, so that nothing jumps.
 */
export class Chunk implements Mountable {
  readonly element = h('div', { class: 'chunk' })
  readonly #text: () => Sliced
  readonly #looks: Looks
  readonly #closed: Drawn[] = []
  #open: Drawn | null = null
  #mounted = false

  constructor(text: () => Sliced, looks: Looks) {
    this.#text = text
    this.#looks = looks
  }

  /** How many closed blocks it holds. */
  get length(): number {
    return this.#closed.length
  }

  get empty(): boolean {
    return this.length === 0 && !this.#open
  }

  get full(): boolean {
    return (this.#closed.at(-1)?.block.end ?? this.start) - this.start >= FULL
  }

  get start(): number {
    return (this.#closed[0] ?? this.#open)?.block.start ?? 0
  }

  get end(): number {
    return (this.#open ?? this.#closed.at(-1))?.block.end ?? 0
  }

  get mounted(): boolean {
    return this.#mounted
  }

  /** Whether `blocks`, from `from` on, are the ones it holds. */
  matches(blocks: readonly Block[], from: number): boolean {
    return this.#closed.every(({ block }, i) => blocks[from + i] === block)
  }

  /** A closed block at its end. It takes the place of the growing one, which it mostly is. */
  add(block: Block): void {
    const drawn = this.#mounted ? this.#draw(block, this.#open) : { block, key: '', elements: [] }
    this.#open = null
    this.#closed.push(drawn)
    if (!this.#mounted) this.#showPlain()
  }

  /** The block that grows at its end, as it is now; null where there is none. */
  grow(block: Block | null): void {
    const old = this.#open
    if (block && this.#mounted) this.#open = this.#draw(block, old, 'growing')
    else {
      this.#open = block && { block, key: '', elements: [] }
      for (const element of old?.elements ?? []) element.remove()
      if (!this.#mounted && (old?.block.start !== block?.start || old?.block.end !== block?.end)) this.#showPlain()
    }
  }

  /** Draws those blocks again that look otherwise now; of one that is not mounted, nothing. */
  refresh(): void {
    if (!this.#mounted) return
    for (const [i, drawn] of this.#closed.entries()) this.#closed[i] = this.#draw(drawn.block, drawn)
    if (this.#open) this.grow(this.#open.block)
  }

  mount(): void {
    this.#mounted = true
    this.element.classList.remove('far')
    this.element.replaceChildren()
    for (const [i, { block }] of this.#closed.entries()) this.#closed[i] = this.#draw(block, null)
    if (this.#open) this.#open = this.#draw(this.#open.block, null, 'growing')
  }

  unmount(): void {
    this.#mounted = false
    for (const [i, { block }] of this.#closed.entries()) this.#closed[i] = { block, key: '', elements: [] }
    if (this.#open) this.#open = { block: this.#open.block, key: '', elements: [] }
    this.#showPlain()
  }

  /** In the place of what stands there for the block already, else at the end; not at all where it looks the same. */
  #draw(block: Block, old: Drawn | null, className = ''): Drawn {
    const { key: look, draw } = this.#looks.of(block)
    const key = `${className} ${block.start} ${block.end} ${look}`
    if (old?.key === key) return old
    const fresh = draw()
    if (className) fresh[0]?.classList.add(className)
    let last: HTMLElement | undefined
    const elements = fresh.map((element, i) => {
      const stands = old?.elements[i]
      const now = stands ? patch(stands, element) : element
      if (!stands && last && old) last.after(now)
      else if (!stands) this.element.append(now)
      last = now
      return now
    })
    for (const element of old?.elements.slice(fresh.length) ?? []) element.remove()
    for (const element of elements) this.#looks.drawn(element)
    return { block, key, elements }
  }

  #showPlain(): void {
    const { start, end } = this
    const plain = this.#text().slice(start, end)
    const stands = this.element.firstChild
    guessHeight(this.element, end - start)
    if (this.element.matches('.far') && stands instanceof Text) changeText(stands, plain)
    else this.element.replaceChildren(plain)
    this.element.classList.add('far')
  }
}
