import assert from 'node:assert/strict'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as vscode from 'vscode'

/** Counts who listens, from here on: each one that begins to listen to an event of one of these, and has not ended it. */
export class Listeners {
  readonly #restore: (() => void)[] = []
  #live = 0

  constructor(...owners: readonly object[]) {
    for (const owner of owners) {
      for (const name of Object.keys(owner)) if (/^on[A-Z]/.test(name)) this.#count(owner, name)
    }
    assert.ok(this.#restore.length > owners.length, 'there is nothing to listen to')
  }

  get live(): number {
    return this.#live
  }

  restore(): void {
    for (const restore of this.#restore) restore()
  }

  #count(owner: object, name: string): void {
    const original = Object.getOwnPropertyDescriptor(owner, name)
    const event: unknown = Reflect.get(owner, name)
    if (!original?.configurable || typeof event !== 'function') return
    const value = (...args: readonly unknown[]): vscode.Disposable => {
      const listening: vscode.Disposable = Reflect.apply(event, owner, args)
      this.#live++
      let counted = 1
      return new vscode.Disposable(() => {
        listening.dispose()
        this.#live -= counted
        counted = 0
      })
    }
    Object.defineProperty(owner, name, { configurable: true, enumerable: original.enumerable ?? true, value })
    this.#restore.push(() => Object.defineProperty(owner, name, original))
  }
}

/** Bytes of the heap that are in use once all garbage is gone. */
export async function heapInUse(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  // What was weakly held, or waits for its finalizer, goes with the next turn's collection.
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((resolve) => setImmediate(resolve))
    collect()
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
