import { useMemo } from 'react'
import type { SavedFile } from '../../../contract/recording.ts'
import { call, on } from '../../bridge.ts'
import { useAccount } from '../../state/server-state.ts'
import { createEventQuery, useEventQuery } from '../../state/event-query.ts'
import { groupBy } from './group-by.ts'

/** Every recording file that is saved here, followed from main. */
const savedFilesQuery = createEventQuery<readonly SavedFile[], SavedFile>({
  queryKey: ['saved-files'],
  load: () => call('library.savedFiles'),
  listen: (onChange) => on('library.added', onChange),
  merge: (files, added) => (files.some((file) => isSameFile(file, added)) ? files : [...files, added]),
})

/** Types are compared without regard to case: they are one file to the library. */
const isSameFile = (a: SavedFile, b: SavedFile): boolean =>
  a.site === b.site &&
  a.confUUID === b.confUUID &&
  a.part === b.part &&
  a.fileType.toLowerCase() === b.fileType.toLowerCase()

export type SavedByRecording = ReadonlyMap<string, readonly SavedFile[]>

/** What is saved here of the site that is signed in to, by recording. */
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
