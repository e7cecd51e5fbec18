import { useMemo } from 'react'
import type { SavedFile, SavedFilesChange } from '../../../contract/recording.ts'
import { call, on } from '../../bridge.ts'
import { useAccount } from '../../state/server-state.ts'
import { createEventQuery, useEventQuery } from '../../state/event-query.ts'
import { groupBy } from './group-by.ts'

/** All saved recording files, kept in sync with main. */
const savedFilesQuery = createEventQuery<readonly SavedFile[], SavedFilesChange>({
  queryKey: ['saved-files'],
  load: () => call('library.savedFiles'),
  listen: (onChange) => on('library.savedFilesChanged', onChange),
  merge: (files, { added, removed }) => [...without(files, [...added, ...removed]), ...added],
})

function without(files: readonly SavedFile[], others: readonly SavedFile[]): SavedFile[] {
  const keys = new Set(others.map(keyOf))
  return files.filter((file) => !keys.has(keyOf(file)))
}

/** Types are compared ignoring case: the library treats them as one file. */
const keyOf = ({ site, confUUID, fileType, part }: SavedFile): string =>
  JSON.stringify([site, confUUID, fileType.toLowerCase(), part])

export type SavedByRecording = ReadonlyMap<string, readonly SavedFile[]>

/** The saved files of the current site, by recording. */
export function useSavedFiles(): SavedByRecording {
  const saved = useEventQuery(savedFilesQuery)
  const site = useAccount()?.baseUrl
  const files = saved.status === 'ready' ? saved.value : null
  return useMemo(
    () =>
      groupBy(
        (files ?? []).filter((file) => file.site === site),
        ({ confUUID }) => confUUID,
      ),
    [files, site],
  )
}
