import { useQuery } from '@tanstack/react-query'
import type { ShortcutState } from '../../contract/screen.ts'
import { call } from '../bridge.ts'
import { useSettings } from '../state/server-state.ts'
import { queryKeys } from '../queries.ts'

/** The state of the screen shortcut, requested again when its keys change; null until main answers. */
export function useShortcutState(): ShortcutState | null {
  const { screenShortcut } = useSettings()
  const { data } = useQuery({
    queryKey: [...queryKeys.screenShortcut, screenShortcut],
    queryFn: () => call('screen.shortcut'),
    staleTime: 0,
  })
  return data?.state ?? null
}
