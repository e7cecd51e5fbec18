import { QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Keychain } from '../contract/account.ts'
import { call } from './bridge.ts'

/** Repeats and waits are main's business: a failure shown here is final until the user asks again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
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
}

/** First parts of query keys. */
export const queryKeys = {
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
