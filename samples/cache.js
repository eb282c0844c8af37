/**
 * Values by key, loaded when they are first asked for and kept. Several callers may use one cache at the same time.
 */
export class Cache {
  #load
  #values = new Map()

  /** @param {(key: string) => Promise<unknown>} load reads the value of a key from where it is slow to get */
  constructor(load) {
    this.#load = load
  }

  /** The value of `key`; it is loaded no more than once. */
  async get(key) {
    if (!this.#values.has(key)) {
      const value = await this.#load(key)
      this.#values.set(key, value)
    }
    return this.#values.get(key)
  }

  /** Puts what `change` makes of the present value in its place, and gives the new one. */
  async update(key, change) {
    const value = await this.get(key)
    const next = await change(value)
    this.#values.set(key, next)
    return next
  }
}

/** Counts one visit for each page of the list; a page may stand in it more than once. */
export async function countVisits(cache, pages) {
  await Promise.all(pages.map((page) => cache.update(page, (visits) => visits + 1)))
}
