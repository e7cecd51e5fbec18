import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { settingsQuery, updatesQuery } from '../../state/server-state.ts'
import { useEventQuery } from '../../state/event-query.ts'
import { goTo, usePage } from '../../navigation.ts'
import { queryKeys } from '../../queries.ts'
import { showToast } from '../../state/toasts.ts'
import { useChangeSettings } from '../../model/use-setting.ts'
import { newsSince } from '../../model/changelog.ts'
import { NewsDialog, useReleases } from '../../ui/news.tsx'

/** Announces a newer version once, and after an update its changes once. */
export function UpdateAnnouncer() {
  const t = useText()
  const state = useEventQuery(updatesQuery)
  const found = state.status === 'ready' ? (state.value.found?.version ?? null) : null
  const announced = useRef<string | null>(null)
  const page = usePage()
  useEffect(() => {
    if (found === null || announced.current === found) return
    announced.current = found
    // It is already shown there.
    if (page === 'settings') return
    showToast({
      kind: 'info',
      title: t('updates.found', { version: found }),
      action: { label: t('updates.look'), onPress: () => goTo('settings', 'updates') },
    })
  }, [found, page, t])
  return <NewsAfterUpdate />
}

function NewsAfterUpdate() {
  const releases = useReleases()
  const settings = useEventQuery(settingsQuery)
  const change = useChangeSettings()
  const info = useQuery({ queryKey: queryKeys.appInfo, queryFn: () => call('app.info'), staleTime: Infinity })
  const runs = info.data?.version
  const seen = settings.status === 'ready' ? settings.value.seenVersion : undefined
  const news = seen === undefined || runs === undefined ? [] : newsSince(releases, seen, runs)
  const isSeen = news.length === 0
  useEffect(() => {
    if (runs !== undefined && seen !== undefined && seen !== runs && isSeen) change({ seenVersion: runs })
  }, [runs, seen, isSeen, change])
  return (
    <NewsDialog
      isOpen={!isSeen}
      onClose={() => runs !== undefined && change({ seenVersion: runs })}
      releases={news}
    />
  )
}
