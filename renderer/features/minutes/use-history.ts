import { useQuery } from '@tanstack/react-query'
import { call } from '../../bridge.ts'
import { queryKeys } from '../../queries.ts'

/** What was saved from here, newest first; asked for again whenever main says that it is another (`intake.tsx`). */
export function useHistory() {
  return useQuery({
    queryKey: queryKeys.minutesHistory,
    queryFn: () => call('minutes.history'),
    staleTime: 0,
  })
}
