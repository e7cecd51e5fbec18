import { useQuery } from '@tanstack/react-query'
import type { ShortcutState } from '../../contract/screen.ts'
import { call } from '../bridge.ts'
import { useSettings } from '../state/server-state.ts'
import { queryKeys } from '../queries.ts'

/** What became of the keys that read the screen, asked again whenever others are chosen; null until main answers. */
export function useShortcutState(): ShortcutState | null {
  const { screenShortcut } = useSettings()
  const { data } = useQuery({
    queryKey: [...queryKeys.screenShortcut, screenShortcut],
    queryFn: () => call('screen.shortcut'),
    staleTime: 0,
  })
  return data?.state ?? null
}
