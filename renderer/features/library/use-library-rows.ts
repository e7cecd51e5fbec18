import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Failure, toFailure } from '../../../contract/errors.ts'
import type { LibraryItem, LibraryQuery } from '../../../contract/library.ts'
import { call, useEvent } from '../../bridge.ts'
import { queryKeys } from '../../queries.ts'

export type LibrarySearch = Pick<LibraryQuery, 'search' | 'order' | 'show'>

export interface LibraryRows {
  /** The search whose rows these are: the previous one until the next has been answered. */
  shown: LibrarySearch
  /** Number of rows, and their bytes; null until the first answer. */
  total: number | null
  totalBytes: number
  /** Recordings of the whole library that are no longer in the cloud. */
  onlyCopies: number
  /** undefined while the row is loading. */
  at(index: number): LibraryItem | undefined
  isLoading: boolean
  failure: Failure | null
  retry: () => void
}

/** Rows of one request. */
export const BLOCK = 100

/**
 * The rows of a search, loaded in blocks: those that contain the rows `from` to `to`, and the first. A change of the
 * library loads them again, and until then the rows stay.
 */
export function useLibraryRows(
  search: LibrarySearch,
  { from, to }: { from: number; to: number },
): LibraryRows {
  const queries = useQueryClient()
  const [shown, setShown] = useState(search)
  const first = useQuery({ ...blockOf(search, 0), placeholderData: keepPreviousData })
  const isAnswered = first.data !== undefined && !first.isPlaceholderData
  if (isAnswered && !isSame(shown, search)) setShown(search)

  const blocks = blocksOf(from, to)
  const loaded = useQueries({ queries: blocks.map((block) => blockOf(shown, block)) })
  const byBlock = new Map(blocks.map((block, index) => [block, loaded[index]?.data?.items]))

  const reload = () => void queries.invalidateQueries({ queryKey: queryKeys.library })
  useEvent('library.changed', reload)

  const failed = [first, ...loaded].find((one) => one.isError && one.data === undefined)
  return {
    shown,
    total: first.data?.total ?? null,
    totalBytes: first.data?.totalBytes ?? 0,
    onlyCopies: first.data?.onlyCopies ?? 0,
    at: (index) => byBlock.get(Math.floor(index / BLOCK))?.[index % BLOCK],
    isLoading: !isAnswered,
    failure: failed === undefined ? null : toFailure(failed.error),
    retry: reload,
  }
}

const isSame = (one: LibrarySearch, other: LibrarySearch): boolean =>
  one.search === other.search && one.order === other.order && one.show === other.show

function blockOf(search: LibrarySearch, block: number) {
  return {
    queryKey: [...queryKeys.library, search, block],
    queryFn: () => call('library.search', { ...search, from: block * BLOCK, count: BLOCK }),
    // Files may have changed since the last visit.
    staleTime: 0,
  }
}

/** The blocks with the rows `from` to `to`; the first one has the totals. */
export function blocksOf(from: number, to: number): number[] {
  const [start, end] = [Math.floor(Math.max(0, from) / BLOCK), Math.floor(Math.max(0, to) / BLOCK)]
  return Array.from({ length: end - start + 1 }, (_, index) => start + index)
}
