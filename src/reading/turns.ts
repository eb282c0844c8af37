import type { Reflection, StepKind } from '../trace/trace'

interface Count {
  retracted: number
  confirmed: number
}

/** Counts for each step what the reflections in it came to, which says more of its kind than the words it opens with. */
export class Turns {
  readonly #counts = new Map<number, Count>()
  readonly #known = new Map<string, { readonly step: number; readonly role: keyof Count }>()

  /** A reflection in the step that starts at `step` is new, has changed, or (null) is withdrawn. */
  note(id: string, reflection: Reflection | null, step: number): void {
    const before = this.#known.get(id)
    if (before) this.#count(before.step)[before.role]--
    this.#known.delete(id)
    const role = reflection && roleOf(reflection)
    if (!role) return
    this.#count(step)[role]++
    this.#known.set(id, { step, role })
  }

  /** Where a noted reflection's step starts. */
  stepOf(id: string): number | undefined {
    return this.#known.get(id)?.step
  }

  /** A step that retracts something for sure is backtracking; a doubt that was settled is a verification. */
  kindOf(step: number, announced: StepKind): StepKind {
    const count = this.#counts.get(step)
    if (count && count.retracted > 0) return 'backtracking'
    return announced === 'uncertainty' && count && count.confirmed > 0 ? 'verification' : announced
  }

  #count(step: number): Count {
    const count = this.#counts.get(step) ?? { retracted: 0, confirmed: 0 }
    this.#counts.set(step, count)
    return count
  }
}

function roleOf(reflection: Reflection): keyof Count | null {
  if (reflection.kind === 'correction') return reflection.sure ? 'retracted' : null
  return reflection.kind === 'check' && reflection.outcome === 'confirmed' ? 'confirmed' : null
}
