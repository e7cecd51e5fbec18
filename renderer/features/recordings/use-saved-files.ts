import { useMemo } from 'react'
import type { SavedFile } from '../../../contract/recording.ts'
import { call, on } from '../../bridge.ts'
import { useAccount } from '../../state/server-state.ts'
import { createEventQuery, useEventQuery } from '../../state/event-query.ts'
import { groupBy } from './group-by.ts'

/** All saved recording files, kept in sync with main. */
const savedFilesQuery = createEventQuery<readonly SavedFile[], SavedFile>({
  queryKey: ['saved-files'],
  load: () => call('library.savedFiles'),
  listen: (onChange) => on('library.added', onChange),
  merge: (files, added) => (files.some((file) => isSameFile(file, added)) ? files : [...files, added]),
})

/** Types are compared ignoring case: the library treats them as one file. */
const isSameFile = (a: SavedFile, b: SavedFile): boolean =>
  a.site === b.site &&
  a.confUUID === b.confUUID &&
  a.part === b.part &&
  a.fileType.toLowerCase() === b.fileType.toLowerCase()

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
