import { useQuery } from '@tanstack/react-query'
import { call } from '../../bridge.ts'
import { queryKeys } from '../../queries.ts'

/**
 * Minutes saved on this machine, newest first; refetched when main reports a change
 * (`global-paste-and-drop.tsx`).
 */
export function useHistory() {
  return useQuery({
    queryKey: queryKeys.minutesHistory,
    queryFn: () => call('minutes.history'),
    staleTime: 0,
  })
}
