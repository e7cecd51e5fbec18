import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { type Failure, toFailure } from '../../../contract/errors.ts'
import type { Recording, RecordingQuery } from '../../../contract/recording.ts'
import { call } from '../../bridge.ts'
import { queryKeys } from '../../queries.ts'

export interface RecordingPages {
  rows: readonly Recording[]
  /** How many there are, by the service; those loaded where it does not say. */
  total: number
  /** Everything there is has been loaded. */
  isWhole: boolean
  /** Nothing to show yet, neither these rows nor those of the query before. */
  isPending: boolean
  /** The rows are still those of the query before. */
  isOther: boolean
  isLoading: boolean
  /** Why the first page, or the next one, did not come. */
  failure: Failure | null
  /** Loads the next page, or again the one that failed. */
  loadMore: () => void
}

/**
 * The pages of a list as far as they have been loaded. `generation`: another one asks anew. Nothing is asked again by
 * itself: a page out of the middle would not fit the others any more.
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
      // More than one may want the next page at the same moment: none of them starts it over.
      const options = { cancelRefetch: false }
      void (loaded === undefined || pages.isPlaceholderData
        ? pages.refetch(options)
        : pages.fetchNextPage(options))
    },
  }
}

/** Goes on loading page after page, until the list is whole, a page fails, or nobody wants it any more. */
export function useWholeList(
  { isWhole, isLoading, isOther, failure, loadMore }: RecordingPages,
  isWanted: boolean,
): void {
  const isIdle = isWanted && !isWhole && !isLoading && !isOther && failure === null
  useEffect(() => {
    if (isIdle) loadMore()
  })
}
