import type { LibraryStorage } from '../../contract/library.ts'

/** Names of their own; the schedulers after them are summed up. */
const MOST_SCHEDULERS = 10
/** The last whole months that the growth is the average of. */
const MONTHS = 6

interface Share {
  items: number
  bytes: number
}

/** What one item adds. `start`: ISO start of the meeting, '' when unknown; `disk`: of its first file. */
export interface Taken {
  start: string
  bytes: number
  scheduler: string
  disk: string
}

type Sums = Omit<LibraryStorage, 'disks' | 'monthsLeft'> & { disks: ({ path: string } & Share)[] }

/** Sums up item by item, so that a large library is summed up in small steps. */
export interface Tally {
  add(taken: Taken): void
  sums(now: Date): Sums
}

export function createTally(): Tally {
  const all: Share = { items: 0, bytes: 0 }
  const years = new Map<number | null, Share>()
  const months = new Map<number, number>()
  const schedulers = new Map<string, Share>()
  const disks = new Map<string, Share>()
  return {
    add: ({ start, bytes, scheduler, disk }) => {
      const date = new Date(start)
      const isDated = !Number.isNaN(date.getTime())
      put(all, bytes)
      put(shareOf(years, isDated ? date.getFullYear() : null), bytes)
      put(shareOf(schedulers, scheduler), bytes)
      put(shareOf(disks, disk), bytes)
      if (isDated) months.set(monthOf(date), (months.get(monthOf(date)) ?? 0) + bytes)
    },
    sums: (now) => {
      const byBytes = [...schedulers].toSorted(([, a], [, b]) => b.bytes - a.bytes)
      const rest = byBytes.slice(MOST_SCHEDULERS)
      return {
        ...all,
        years: [...years]
          .toSorted(([a], [b]) => (b ?? -Infinity) - (a ?? -Infinity))
          .map(([year, share]) => ({ year, ...share })),
        schedulers: byBytes.slice(0, MOST_SCHEDULERS).map(([name, share]) => ({ name, ...share })),
        others: {
          count: rest.length,
          items: rest.reduce((sum, [, { items }]) => sum + items, 0),
          bytes: rest.reduce((sum, [, { bytes }]) => sum + bytes, 0),
        },
        disks: [...disks]
          .toSorted(([, a], [, b]) => b.bytes - a.bytes)
          .map(([path, share]) => ({ path, ...share })),
        bytesPerMonth: growthOf(months, now),
      }
    },
  }
}

/** Months since the year 0, in local time. */
export const monthOf = (date: Date): number => date.getFullYear() * 12 + date.getMonth()

/**
 * Average bytes of a month: of the last whole months, months without a meeting included, but none before the first
 * meeting. The current month is not over yet. null before the first whole month.
 */
export function growthOf(months: ReadonlyMap<number, number>, now: Date): number | null {
  const current = monthOf(now)
  const first = [...months.keys()].reduce((a, b) => Math.min(a, b), current)
  const from = Math.max(first, current - MONTHS)
  if (from === current) return null
  let bytes = 0
  for (let month = from; month < current; month += 1) bytes += months.get(month) ?? 0
  return bytes / (current - from)
}

/** null when it is not known, or nothing is added. */
export function monthsLeftOf(freeBytes: number | null, bytesPerMonth: number | null): number | null {
  if (freeBytes === null || bytesPerMonth === null || bytesPerMonth <= 0) return null
  return freeBytes / bytesPerMonth
}

function shareOf<Key>(shares: Map<Key, Share>, key: Key): Share {
  const known = shares.get(key)
  if (known !== undefined) return known
  const share = { items: 0, bytes: 0 }
  shares.set(key, share)
  return share
}

function put(share: Share, bytes: number): void {
  share.items += 1
  share.bytes += bytes
}
