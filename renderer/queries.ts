import { QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Keychain } from '../contract/account.ts'
import { call } from './bridge.ts'

/** Main handles retries and backoff: a failure shown here is final until the user retries. */
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

/** Prefixes of query keys. */
export const queryKeys = {
  appInfo: ['app.info'],
  keychain: ['app.keychain'],
  licenses: ['app.licenses'],
  certificates: ['certificates'],
  links: ['links'],
  loginItem: ['login-item'],
  meetingsAuthorization: ['meetings-authorization'],
  proxyPassword: ['proxy-password'],
  namePreview: ['name-preview'],
  library: ['library'],
  verifyReport: ['verify-report'],
  libraryThumbnail: ['library-thumbnail'],
  recordings: ['recordings'],
  recordingFiles: ['recording-files'],
  room: ['room'],
  cloudStorage: ['cloud-storage'],
  recordingCounts: ['recording-counts'],
  watchable: ['watchable'],
  minutesHistory: ['minutes-history'],
  ownMinutes: ['own-minutes'],
  minutesThumbnail: ['minutes-thumbnail'],
  screenShortcut: ['screen-shortcut'],
  programs: ['programs'],
  meetings: ['meetings'],
} as const

/** Where secrets can be stored; undefined until the keychain answers. A late one is queried again. */
export function useKeychain(): UseQueryResult<Keychain> {
  return useQuery({
    queryKey: queryKeys.keychain,
    queryFn: () => call('app.keychain'),
    staleTime: ({ state }) => (state.data === 'system' ? Infinity : 0),
  })
}
