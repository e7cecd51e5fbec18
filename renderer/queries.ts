import { QueryClient, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import type { Keychain } from '../contract/account.ts'
import { call } from './bridge.ts'

/** Repeats and waits are main's business: a failure shown here is final until the user asks again. */
export function createQueryClient(): QueryClient {
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: 60_000,
        networkMode: 'always',
      },
    },
  })
  queries.setQueryDefaults(queryKeys.kept, { gcTime: Infinity })
  return queries
}

/** First parts of query keys. */
export const queryKeys = {
  kept: ['kept'],
  appInfo: ['app.info'],
  keychain: ['app.keychain'],
  licenses: ['app.licenses'],
  certificates: ['certificates'],
  links: ['links'],
  meetingsAuthorization: ['meetings-authorization'],
  proxyPassword: ['proxy-password'],
  namePreview: ['name-preview'],
  recordings: ['recordings'],
  recordingFiles: ['recording-files'],
  recordingCounts: ['recording-counts'],
  watchable: ['watchable'],
  minutesHistory: ['minutes-history'],
  ownMinutes: ['own-minutes'],
  minutesThumbnail: ['minutes-thumbnail'],
  screenShortcut: ['screen-shortcut'],
  programs: ['programs'],
  meetings: ['meetings'],
} as const

/** Where secrets can be kept; undefined until the keychain has answered. One that was late is asked for again. */
export function useKeychain(): UseQueryResult<Keychain> {
  return useQuery({
    queryKey: queryKeys.keychain,
    queryFn: () => call('app.keychain'),
    staleTime: ({ state }) => (state.data === 'system' ? Infinity : 0),
  })
}

/** State that outlives its page, e.g. filters; it goes with the account's cache. */
export function useKept<T>(name: string, initial: () => T): [T, (value: T) => void] {
  const queries = useQueryClient()
  const key = [...queryKeys.kept, name]
  const [value, setValue] = useState<T>(() => queries.getQueryData<T>(key) ?? initial())
  return [
    value,
    (next) => {
      setValue(next)
      queries.setQueryData(key, next)
    },
  ]
}
