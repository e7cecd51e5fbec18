/** Ids sorted by rank. Adding after the last and removing cost the same however many there are. */
export interface Ranked extends Iterable<{ id: string; rank: number }> {
  /** Adds an id, or moves it to another rank. */
  set(id: string, rank: number): void
  delete(id: string): void
  readonly size: number
}

interface Entry {
  readonly id: string
  readonly rank: number
}

/** Removed entries stay in the array until they are half of it. */
const FEW = 64

export function createRanked(): Ranked {
  let entries: Entry[] = []
  const live = new Map<string, Entry>()

  const isLive = (entry: Entry): boolean => live.get(entry.id) === entry

  /** Index of the first entry with a higher rank. */
  const placeOf = (rank: number): number => {
    let low = 0
    let high = entries.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((entries[middle]?.rank ?? 0) <= rank) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    set: (id, rank) => {
      if (live.get(id)?.rank === rank) return
      const entry = { id, rank }
      live.set(id, entry)
      if ((entries.at(-1)?.rank ?? -Infinity) <= rank) entries.push(entry)
      else entries.splice(placeOf(rank), 0, entry)
    },
    delete: (id) => {
      live.delete(id)
      if (entries.length > FEW && live.size * 2 < entries.length) entries = entries.filter(isLive)
    },
    get size() {
      return live.size
    },
    *[Symbol.iterator]() {
      // A copy would cost more than what is usually read of it, so it must not change while it is read.
      for (const entry of entries) if (isLive(entry)) yield entry
    },
  }
}
