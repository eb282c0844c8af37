import { sourceOf } from './math'

/**
 * Makes what stands in the page the same as what was drawn anew, and leaves all of it that is the same already: so only
 * what has changed is laid out and painted, formulas that were typeset stay, and so does a selection. Nothing of either may
 * have a state that is not in its attributes. What holds the focus is replaced, since it could come to mean something else.
 * Linear.
 * @returns the element that stands there now.
 */
export function patch(old: HTMLElement, fresh: HTMLElement): HTMLElement {
  if (!canBecome(old, fresh) || old.contains(document.activeElement)) {
    old.replaceWith(fresh)
    return fresh
  }
  change(old, fresh)
  return old
}

/** A formula that was typeset can be nothing but that. */
function canBecome(old: Node, fresh: Node): boolean {
  if (old instanceof Text || fresh instanceof Text) return old instanceof Text && fresh instanceof Text
  if (!(old instanceof Element && fresh instanceof Element) || old.tagName !== fresh.tagName) return false
  const source = sourceOf(old)
  return source === undefined || (source === fresh.textContent && old.className === fresh.className)
}

function change(old: Node, fresh: Node): void {
  if (old instanceof Text && fresh instanceof Text) changeText(old, fresh.data)
  else if (old instanceof Element && fresh instanceof Element && sourceOf(old) === undefined) {
    changeAttributes(old, fresh)
    changeChildren(old, fresh)
  }
}

/** What was shaped of a text stays where more is put at its end. */
export function changeText(text: Text, data: string): void {
  if (text.data === data) return
  if (data.startsWith(text.data)) text.appendData(data.slice(text.data.length))
  else text.data = data
}

function changeAttributes(old: Element, fresh: Element): void {
  for (const { name } of Array.from(old.attributes)) if (!fresh.hasAttribute(name)) old.removeAttribute(name)
  for (const { name, value } of Array.from(fresh.attributes))
    if (old.getAttribute(name) !== value) old.setAttribute(name, value)
}

function changeChildren(old: Element, fresh: Element): void {
  let at = old.firstChild
  for (const child of Array.from(fresh.childNodes)) {
    const next = at?.nextSibling ?? null
    if (!at) old.append(child)
    else if (canBecome(at, child)) change(at, child)
    else at.replaceWith(child)
    at = next
  }
  while (at) {
    const next = at.nextSibling
    at.remove()
    at = next
  }
}
