import { useMemo } from 'react'
import type { Recording } from '../../../contract/recording.ts'
import type { StateKey } from '../../model/recording-state.ts'
import { useSessionState } from '../../state/session-state.tsx'
import { noSelection, type Selection } from '../../model/selection.ts'

/** The selection, which other filters and pages keep, with the rows that it was made on. */
interface KeptSelection {
  selection: Selection
  rows: ReadonlyMap<string, Recording>
}

export interface RecordingSelection {
  selection: Selection
  /** The selected rows, in view or not. */
  chosen: Recording[]
  select: (selection: Selection) => void
}

/** `shown`: the rows in view. */
export function useSelection(shown: readonly Recording[]): RecordingSelection {
  const [kept, setKept] = useSessionState<KeptSelection>('recording-selection', () => ({
    selection: noSelection,
    rows: new Map(),
  }))
  const chosen = useMemo(() => [...kept.rows.values()], [kept.rows])
  return {
    selection: kept.selection,
    chosen,
    select: (selection) => setKept({ selection, rows: rowsOf(selection, shown, kept.rows) }),
  }
}

/** The rows of a selection: as they are shown now, or were when they were selected. */
export function rowsOf(
  { ids }: Selection,
  shown: readonly Recording[],
  before: ReadonlyMap<string, Recording>,
): Map<string, Recording> {
  const rows = new Map<string, Recording>()
  for (const [id, row] of before) if (ids.has(id)) rows.set(id, row)
  for (const row of shown) if (ids.has(row.confUUID)) rows.set(row.confUUID, row)
  return rows
}

/** Why "Select all" leaves a row out; null for one that can be downloaded, now or soon. */
function reasonToLeaveOut(state: StateKey): 'unavailable' | 'noPermission' | null {
  return state === 'unavailable' || state === 'noPermission' ? state : null
}

/** The rows that "Select all" selects, and how many it leaves out for each reason. */
export function selectableOf(
  rows: readonly Recording[],
  stateOf: (row: Recording) => StateKey,
): { ids: string[]; leftOut: { unavailable: number; noPermission: number } } {
  const ids: string[] = []
  const leftOut = { unavailable: 0, noPermission: 0 }
  for (const row of rows) {
    const reason = reasonToLeaveOut(stateOf(row))
    if (reason === null) ids.push(row.confUUID)
    else leftOut[reason] += 1
  }
  return { ids, leftOut }
}
