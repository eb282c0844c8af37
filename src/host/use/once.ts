const going = new Set<string>()

/** A second click while the first one is being answered does nothing. */
export async function once(key: string, work: () => Promise<void>): Promise<void> {
  if (going.has(key)) return
  going.add(key)
  try {
    await work()
  } finally {
    going.delete(key)
  }
}
