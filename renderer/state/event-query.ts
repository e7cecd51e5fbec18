import { type QueryClient, type QueryKey, queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type Failure, toFailure } from '../../contract/errors.ts'
import { createQueryClient } from '../queries.ts'

/**
 * @file State of the main process in the window's query cache: a snapshot, then every event. The only place
 *   where an event writes a query.
 */

/** Queries that outlive the account: who is signed in, settings, downloads, saved files, updates. */
const windowQueries = createQueryClient()
windowQueries.setDefaultOptions({
  queries: {
    ...windowQueries.getDefaultOptions().queries,
    // Events keep them up to date, so only a reload fetches again.
    staleTime: Infinity,
    gcTime: Infinity,
    retryOnMount: false,
    // Events replace only the objects that have changed, and a deep comparison of thousands of files is
    // expensive.
    structuralSharing: false,
  },
})

export type LoadState<T> =
  | { status: 'loading' }
  | { status: 'ready'; value: T }
  | { status: 'failed'; failure: Failure }

/** A query that events from main keep up to date. */
export interface EventQuery<T> {
  options: ReturnType<typeof optionsOf<T>>
  client: QueryClient
  /** Loads the snapshot again. Resolves when it has loaded or failed; it never rejects. */
  reload(): Promise<void>
  /** Replaces the value with one that a call has just returned. */
  replace(value: T): void
}

const MAX_SNAPSHOTS = 5

function optionsOf<T>(queryKey: QueryKey, queryFn: () => Promise<T>) {
  return queryOptions<T>({ queryKey, queryFn })
}

/**
 * [Note: snapshot and events] Subscribes before requesting the snapshot, so no change is lost. A change that
 * arrives while a snapshot is loading may be older or newer than it, so the snapshot is loaded again until
 * none arrived; after a few rounds the changes are applied to the last one. Of two reloads the newer one
 * wins: TanStack Query cancels the older one and ignores its result and its failure.
 */
export function createEventQuery<T, Change>(
  source: {
    queryKey: QueryKey
    /** Requests the snapshot from main. */
    load: () => Promise<T>
    /** Subscribes to main's event. Throws if the page has no bridge. */
    listen: (onChange: (change: Change) => void) => () => void
    /** Must be idempotent: the value may already include the change. */
    merge: (value: T, change: Change) => T
  },
  client: QueryClient = windowQueries,
): EventQuery<T> {
  type Update = (value: T) => T
  /** Updates since the latest load started; null while none is active. */
  let pending: Update[] | null = null
  let isListening = false

  const listen = () => {
    if (isListening) return
    source.listen((change) => {
      const update: Update = (value) => source.merge(value, change)
      pending?.push(update)
      client.setQueryData<T>(source.queryKey, (value) => (value === undefined ? undefined : update(value)))
    })
    isListening = true
  }

  const load = async (): Promise<T> => {
    listen()
    let updates: Update[] = []
    pending = updates
    try {
      for (let round = 1; ; round += 1) {
        const snapshot = await source.load()
        // A newer load has started: this result is stale.
        if (pending !== updates) return snapshot
        if (updates.length > 0 && round < MAX_SNAPSHOTS) {
          updates = []
          pending = updates
          continue
        }
        return updates.reduce<T>((value, update) => update(value), snapshot)
      }
    } finally {
      if (pending === updates) pending = null
    }
  }

  return {
    client,
    options: optionsOf(source.queryKey, load),
    reload: () => client.refetchQueries({ queryKey: source.queryKey, exact: true }),
    replace: (value) => {
      listen()
      // A snapshot that is still loading may be older than this value.
      pending?.push(() => value)
      client.setQueryData<T>(source.queryKey, value)
    },
  }
}

/** The current value; the component renders again when it changes. */
export function useEventQuery<T>(query: EventQuery<T>): LoadState<T> {
  const { data, error } = useQuery(query.options, query.client)
  return useMemo(() => {
    if (data !== undefined && error === null) return { status: 'ready', value: data }
    return error === null ? { status: 'loading' } : { status: 'failed', failure: toFailure(error) }
  }, [data, error])
}
