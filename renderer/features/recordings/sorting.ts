import type { Recording } from '../../../contract/recording.ts'

export const COLUMNS = ['topic', 'start', 'duration', 'size', 'scheduler', 'state'] as const
export type Column = (typeof COLUMNS)[number]

export interface Sort {
  by: Column
  isDescending: boolean
}

export const NEWEST_FIRST: Sort = { by: 'start', isDescending: true }

/** The service sorts only by start; every other sort is applied here to the loaded rows. */
export const isServiceSort = ({ by }: Sort): boolean => by === 'start'

/** Columns whose first sort is descending: the newest, the longest, the largest; the others start with A. */
const DESCENDS_FIRST: ReadonlySet<Column> = new Set(['start', 'duration', 'size'])

/** The sort after a click on a column header: its default order, reversed by the next click. */
export function sortAfterPress(sort: Sort, column: Column): Sort {
  return sort.by === column
    ? { by: column, isDescending: !sort.isDescending }
    : { by: column, isDescending: DESCENDS_FIRST.has(column) }
}

type Key = string | number | null

function keyOf(column: Column, rankOf: (recording: Recording) => number): (recording: Recording) => Key {
  switch (column) {
    case 'topic':
      return ({ subject }) => subject.trim() || null
    case 'start':
      return startOf
    case 'duration':
      return ({ durationSeconds }) => durationSeconds
    case 'size':
      return ({ sizeMB }) => sizeMB
    case 'scheduler':
      return ({ schedulerName }) => schedulerName.trim() || null
    case 'state':
      return rankOf
  }
}

const startOf = ({ startTime }: Recording): number | null =>
  startTime === null ? null : Date.parse(startTime)

/**
 * Sorts the rows, the newer of two equal ones first; unknown values come last in both directions. `rankOf`:
 * rank of a recording's state.
 */
export function sortRecordings(
  rows: readonly Recording[],
  { by, isDescending }: Sort,
  language: string,
  rankOf: (recording: Recording) => number,
): Recording[] {
  const key = keyOf(by, rankOf)
  const { compare } = new Intl.Collator(language, { numeric: true, sensitivity: 'base' })
  const sign = isDescending ? -1 : 1
  return rows
    .map((row) => ({ row, key: key(row), start: startOf(row) ?? -Infinity }))
    .toSorted((a, b) => {
      if (a.key === null || b.key === null) {
        if (a.key !== b.key) return a.key === null ? 1 : -1
      } else if (a.key !== b.key) {
        const order = typeof a.key === 'number' ? a.key - Number(b.key) : compare(a.key, String(b.key))
        if (order !== 0) return sign * order
      }
      return a.start === b.start ? 0 : b.start - a.start
    })
    .map(({ row }) => row)
}

/**
 * Sorting after every page would cost more than loading: the list is sorted again when it has grown by a
 * quarter. `before`: rows already sorted.
 */
export const isWorthSorting = (before: number, now: number): boolean => now < before || now >= before * 1.25
