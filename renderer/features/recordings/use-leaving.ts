import { useMemo } from 'react'
import type { Recording } from '../../../contract/recording.ts'
import { isLeavingSoon, leavesIn } from '../../../contract/retention.ts'
import { leavingDays } from '../../model/leaving.ts'
import type { DayRange } from '../../model/period.ts'
import { instantsOfDays } from '../../model/period.ts'
import { availabilityOf, type StateKey } from '../../model/recording-state.ts'
import { useSettings } from '../../state/server-state.ts'
import { useMinute } from '../../ui/use-minute.ts'
import type { SavedFiles } from './saved-files.ts'
import { useRecordingPages, useWholeList } from './use-recording-pages.ts'
import { useWantedFiles } from './use-saved-files.ts'

const NONE: readonly never[] = []

export interface LeavingRows {
  /** Recordings that leave the cloud soon and are not saved, oldest first. */
  rows: readonly Recording[]
  /** The days on which such recordings have begun; null: it is not known how long they are kept. */
  days: DayRange | null
  isSoon: (recording: Recording) => boolean
}

/** Days on which recordings that leave soon have begun; null if it is not known how long they are kept. */
export function useLeavingDays(): DayRange | null {
  const { retentionDays } = useSettings()
  const now = useMinute()
  const { from, to } = leavingDays(retentionDays ?? 1, now)
  return useMemo(() => (retentionDays === null ? null : { from, to }), [retentionDays, from, to])
}

/**
 * The recordings that leave the cloud soon, independent of the list shown: their days are asked for, and no others, so that
 * it works with lists of any length.
 */
export function useLeaving(options: {
  allUsers: boolean
  generation: number
  files: SavedFiles
  stateOf: (recording: Recording) => StateKey
  mayDownload: boolean
}): LeavingRows {
  const { allUsers, generation, files, stateOf, mayDownload } = options
  const { retentionDays } = useSettings()
  const now = useMinute()
  const days = useLeavingDays()
  const isWanted = days !== null && mayDownload
  const pages = useRecordingPages(
    {
      ...instantsOfDays(days ?? leavingDays(1, now)),
      order: 'oldest',
      ...(allUsers ? { allUsers } : {}),
    },
    generation,
    isWanted,
  )
  useWholeList(pages, isWanted)
  const rows = isWanted && !pages.isOther ? pages.rows : NONE
  useWantedFiles(files, rows)
  const saved = files.current
  return useMemo(() => {
    const isSoon = ({ startTime }: Recording) => isLeavingSoon(leavesIn(startTime, retentionDays, now))
    // Until main has said what is saved of it, a recording counts as saved.
    const isOpen = (row: Recording) => saved.has(row.confUUID) && availabilityOf(stateOf(row)) === 'waiting'
    return { rows: rows.filter((row) => isSoon(row) && isOpen(row)), days, isSoon }
  }, [rows, days, saved, stateOf, retentionDays, now])
}
