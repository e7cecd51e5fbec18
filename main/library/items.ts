import type { LibraryEntry } from './entry.ts'
import { sortInSteps } from '../sort-in-steps.ts'
import type { Line } from '../files/summed-line.ts'
import { readBrief, readFiles, readSearched } from './index-line.ts'

/** A row of the library in memory: what searches and orders need, and its line for the rest. */
export interface Item extends Line {
  readonly key: string
  readonly title: string
  /** ISO start of the meeting; '' when unknown. */
  readonly start: string
  /** Sum of its files. */
  readonly sum: number
  /** What searches look in; null before the first search. */
  text: string | null
}

export const ORDERS = ['newest', 'largest', 'title'] as const
export type Order = (typeof ORDERS)[number]

const collator = new Intl.Collator(undefined, { numeric: true })
const byText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)
/** By key last: equal items would change places whenever one of them changes. */
const byStart = (a: Item, b: Item): number => byText(b.start, a.start) || byText(a.key, b.key)
const COMPARE: Record<Order, (a: Item, b: Item) => number> = {
  newest: byStart,
  largest: (a, b) => b.sum - a.sum || byStart(a, b),
  title: (a, b) => collator.compare(a.title, b.title) || byStart(a, b),
}

/** All items of the index, in memory. */
export interface Items {
  /** Applies a line. false: it is damaged. */
  apply(line: Line): boolean
  get(key: string): Item | undefined
  /** The files of an item, by type and part. */
  entries(key: string): LibraryEntry[]
  all(): IterableIterator<Item>
  readonly count: number
  /** Sum of all files. */
  readonly bytes: number
  /** Rises with every change. */
  readonly revision: number
  /** All items in an order; sorted in small steps, and kept up to date afterwards. */
  sorted(order: Order): Promise<readonly Item[]>
}

export function createItems(): Items {
  const items = new Map<string, Item>()
  const orders = new Map<Order, Item[]>()
  let bytes = 0
  let revision = 0

  const remove = (key: string): void => {
    const item = items.get(key)
    if (item === undefined) return
    items.delete(key)
    bytes -= item.sum
    for (const [order, sorted] of orders) {
      const at = sorted.indexOf(item, placeOf(sorted, item, COMPARE[order], 'before'))
      if (at !== -1) sorted.splice(at, 1)
    }
  }
  const put = (item: Item): void => {
    remove(item.key)
    items.set(item.key, item)
    bytes += item.sum
    for (const [order, sorted] of orders)
      sorted.splice(placeOf(sorted, item, COMPARE[order], 'after'), 0, item)
  }

  return {
    apply: (line) => {
      const read = readBrief(line)
      if (read === null) return false
      revision += 1
      const { key, title, startTime: start, bytes: sum, hasFiles } = read
      if (hasFiles) put({ key, title, start, sum, text: null, bytes: line.bytes, at: line.at, end: line.end })
      else remove(key)
      return true
    },
    get: (key) => items.get(key),
    entries: (key) => {
      const item = items.get(key)
      return item === undefined ? [] : readFiles(item)
    },
    all: () => items.values(),
    get count() {
      return items.size
    },
    get bytes() {
      return bytes
    },
    get revision() {
      return revision
    },
    sorted: async (order) => {
      for (;;) {
        const known = orders.get(order)
        if (known !== undefined) return known
        const before = revision
        const sorted = await sortInSteps([...items.values()], COMPARE[order])
        if (before === revision) orders.set(order, sorted)
      }
    },
  }
}

/** What searches look in: title, scheduler, meeting ID and day. */
export function textOf(item: Item): string {
  if (item.text !== null) return item.text
  const { scheduler, confID } = readSearched(item)
  const parts = [item.title, scheduler, confID, dayOf(item.start)]
  item.text = searchable(parts.join('\n'))
  return item.text
}

/** As searches compare it: the same for upper and lower case, and for full-width and half-width characters. */
export function searchable(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** The day on which the user's clock showed this time, as 2026-11-18. */
function dayOf(start: string): string {
  const date = new Date(start)
  if (Number.isNaN(date.getTime())) return ''
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Where an item is or goes: before or after those that are equal in this order. */
function placeOf(
  sorted: readonly Item[],
  item: Item,
  compare: (a: Item, b: Item) => number,
  side: 'before' | 'after',
): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const there = sorted[middle]
    const order = there === undefined ? 1 : compare(there, item)
    if (order < 0 || (order === 0 && side === 'after')) low = middle + 1
    else high = middle
  }
  return low
}
