import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { type Failure, toFailure } from '../../../contract/errors.ts'
import type { Recording, RecordingQuery } from '../../../contract/recording.ts'
import { call } from '../../bridge.ts'
import { queryKeys } from '../../queries.ts'

export interface RecordingPages {
  rows: readonly Recording[]
  /** The service's total, or the number loaded if it gives none. */
  total: number
  /** Everything has been loaded. */
  isWhole: boolean
  /** Nothing to show yet, neither these rows nor those of the previous query. */
  isPending: boolean
  /** The rows are still those of the previous query. */
  isOther: boolean
  isLoading: boolean
  /** Why the first or the next page failed to load. */
  failure: Failure | null
  /** Loads the next page, or retries the one that failed. */
  loadMore: () => void
}

/**
 * The pages of a list loaded so far. `generation`: a new value refetches. Pages are never refetched
 * individually: a page from the middle would no longer match the others.
 */
export function useRecordingPages(
  query: RecordingQuery,
  generation: number,
  isWanted = true,
): RecordingPages {
  const pages = useInfiniteQuery({
    queryKey: [...queryKeys.recordings, query, generation],
    queryFn: async ({ pageParam, signal }) => {
      const leave = () => void call('recordings.leave', { query }).catch(() => undefined)
      signal.addEventListener('abort', leave)
      try {
        return await call('recordings.page', { query, index: pageParam })
      } finally {
        signal.removeEventListener('abort', leave)
      }
    },
    initialPageParam: 0,
    getNextPageParam: (last, all) => (last.isLast ? undefined : all.length),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    enabled: isWanted,
  })
  const loaded = pages.data?.pages
  const rows = useMemo(() => (loaded ?? []).flatMap(({ items }) => items), [loaded])
  const last = loaded?.at(-1)
  const isWhole = last?.isLast === true && !pages.isPlaceholderData
  return {
    rows,
    total: isWhole ? rows.length : Math.max(rows.length, last?.count ?? 0),
    isWhole,
    isPending: loaded === undefined,
    isOther: pages.isPlaceholderData,
    isLoading: pages.isFetching,
    failure: pages.isError ? toFailure(pages.error) : null,
    loadMore: () => {
      // Several callers may request the next page at the same time: none of them restarts it.
      const options = { cancelRefetch: false }
      void (loaded === undefined || pages.isPlaceholderData
        ? pages.refetch(options)
        : pages.fetchNextPage(options))
    },
  }
}

/** Loads page after page until the list is complete, a page fails, or it is no longer needed. */
export function useWholeList(
  { isWhole, isLoading, isOther, failure, loadMore }: RecordingPages,
  isWanted: boolean,
): void {
  const isIdle = isWanted && !isWhole && !isLoading && !isOther && failure === null
  useEffect(() => {
    if (isIdle) loadMore()
  })
}
