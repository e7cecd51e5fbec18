import { keepPreviousData, type QueryClient, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Download } from '../../../contract/download.ts'
import type { MinutesFile, OwnMinutes } from '../../../contract/own-minutes.ts'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { useAccount, useDownloads } from '../../state/server-state.ts'
import { goTo } from '../../navigation.ts'
import { queryKeys } from '../../queries.ts'
import { ensureFolder } from '../../model/saving-folder.ts'
import { showToast } from '../../state/toasts.ts'
import { useErrorToast } from '../../state/use-action.ts'
import { useDebouncedValue } from '../../ui/use-debounced-value.ts'

const SEARCH_WAIT_MS = 400

/** The minutes of the user's own space, page by page; without duplicates, although pages may overlap. */
export function useOwnMinutes(search: string) {
  const settled = useDebouncedValue(search.trim(), SEARCH_WAIT_MS)
  const query = useInfiniteQuery({
    queryKey: [...queryKeys.ownMinutes, settled],
    queryFn: ({ pageParam }) => call('minutes.list', { search: settled, offset: pageParam }),
    initialPageParam: 0,
    getNextPageParam: ({ nextOffset }) => nextOffset,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => {
    const all = (query.data?.pages ?? []).flatMap((page) => page.rows)
    return [...new Map(all.map((row): [string, OwnMinutes] => [row.fileCode, row])).values()]
  }, [query.data])
  return { query, rows, settled }
}

/** Refetches the list; loaded pictures stay cached, failed ones are retried. */
export function refreshOwnMinutes(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: queryKeys.ownMinutes })
  void queries.invalidateQueries({
    queryKey: queryKeys.minutesThumbnail,
    predicate: ({ state }) => state.status === 'error',
  })
}

/** Downloads of minutes files, for the current site. */
export function useMinutesDownloads(): (fileCode: string, file: MinutesFile) => Download | undefined {
  const downloads = useDownloads()
  const site = useAccount()?.baseUrl
  const known = useMemo(() => {
    const all = downloads.status === 'ready' ? [...downloads.value.values()] : []
    return new Map(
      all.flatMap((download): [string, Download][] => {
        const { source } = download
        const isOurs = source.kind === 'minutes' && source.site === site
        return isOurs ? [[`${source.file} ${source.fileCode}`, download]] : []
      }),
    )
  }, [downloads, site])
  return (fileCode, file) => known.get(`${file} ${fileCode}`)
}

/** Queues a minutes file, asking for a folder first if none is set, and shows the outcome. */
export function useMinutesDownload(): (fileCode: string, file: MinutesFile) => void {
  const t = useText()
  const report = useErrorToast()
  const download = async (fileCode: string, file: MinutesFile): Promise<void> => {
    if ((await ensureFolder()) === null) return
    const { added } = await call('downloads.addMinutes', { fileCode, files: [file] })
    showToast({
      kind: added > 0 ? 'good' : 'info',
      title: t(added > 0 ? 'minutes.own.added' : 'minutes.own.known'),
      action: { label: t('minutes.own.showDownloads'), onPress: () => goTo('downloads') },
    })
  }
  return (fileCode, file) => report(download(fileCode, file))
}
