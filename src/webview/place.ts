import type { Chunk } from './chunk'

/** Somewhere in a text that is about to be put into the page in another way. */
export interface TextPlace {
  /** Puts it where it was in the view, and selects again what was selected. */
  restore(chunkAt: (offset: number) => Chunk | null): void
}

/**
 * The place in a text node that the reader looks at: what is selected in it, as the browser's search does with what it
 * finds, else what stands in the middle of the view. Null where that is elsewhere.
 * @param start the offset in the trace's text at which the node begins.
 */
export function placeIn(text: Text, start: number): TextPlace | null {
  const selection = getSelection()
  const selected = selection?.anchorNode === text && selection.focusNode === text ? selection : null
  const ends = selected && [selected.anchorOffset, selected.focusOffset]
  const at = ends?.[0] ?? middleOf(text)
  if (at === null) return null
  const top = topOf(text, at)
  return {
    restore: (chunkAt) => {
      const now = plainPlace(chunkAt, start + at)
      if (now) window.scrollBy(0, topOf(now.text, now.at) - top)
      const [anchor, focus] = (ends ?? []).map((end) => plainPlace(chunkAt, start + end))
      if (anchor && focus) getSelection()?.setBaseAndExtent(anchor.text, anchor.at, focus.text, focus.at)
    },
  }
}

function middleOf(text: Text): number | null {
  const box = text.parentElement?.getBoundingClientRect()
  const middle = window.innerHeight / 2
  if (!box || box.top > middle || box.bottom < middle) return null
  const caret = document.caretPositionFromPoint(box.left + box.width / 2, middle)
  return caret?.offsetNode === text ? caret.offset : null
}

function plainPlace(chunkAt: (offset: number) => Chunk | null, offset: number): { text: Text; at: number } | null {
  const chunk = chunkAt(offset)
  const text = chunk?.element.firstChild
  return chunk && text instanceof Text ? { text, at: Math.min(offset - chunk.start, text.length) } : null
}

function topOf(text: Text, at: number): number {
  const range = document.createRange()
  range.setStart(text, at)
  range.setEnd(text, Math.min(at + 1, text.length))
  return range.getBoundingClientRect().top
}
