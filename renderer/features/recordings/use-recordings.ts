import { useMemo, useState } from 'react'
import type { Recording } from '../../../contract/recording.ts'
import { useLanguage } from '../../i18n/text.ts'
import { useAccount } from '../../state/server-state.ts'
import { useDebouncedValue } from '../../ui/use-debounced-value.ts'
import { type Filters, queryOf } from './filters.ts'
import { commonDays } from '../../model/leaving.ts'
import { type ChartSpan, isWithin, spansOf } from './months.ts'
import { fits, matching, type StateKey, stateKeyOf, STATES } from '../../model/recording-state.ts'
import { sortRecordings, isServiceSort, isWorthSorting } from './sorting.ts'
import {
  type DownloadsByRecording,
  useRecordingDownloads,
  useDownloadSummaries,
} from './use-recording-downloads.ts'
import { type RecordingPages, useRecordingPages, useWholeList } from './use-recording-pages.ts'
import type { SavedFiles } from './saved-files.ts'
import { type LeavingRows, useLeaving, useLeavingDays } from './use-leaving.ts'
import { useSavedFiles, useWantedFiles } from './use-saved-files.ts'

const SEARCH_WAIT_MS = 300
/** Maximum length that main accepts. */
const MAX_SEARCH = 200
const NONE: readonly never[] = []

export interface Recordings {
  /** The loaded rows that match all filters, sorted. */
  shown: readonly Recording[]
  /** The list they come from. */
  pages: RecordingPages
  /**
   * The list of the whole period: the same, unless a bar of the chart was chosen while the list was
   * incomplete.
   */
  period: RecordingPages
  spans: ChartSpan[]
  leaving: LeavingRows
  stateOf: (recording: Recording) => StateKey
  files: SavedFiles
  downloads: DownloadsByRecording
  mayDownload: boolean
  /** The loaded rows are filtered here while the service is queried. */
  isSearching: boolean
  /** All rows are being loaded, because the sort or the user requires them. */
  isLoadingAll: boolean
  loadAll: (isWanted: boolean) => void
  refresh: () => void
}

/** The service's recordings, with the filters and sorts applied here that it does not support. */
export function useRecordings(filters: Filters): Recordings {
  const language = useLanguage()
  const mayDownload = useAccount()?.isAdmin !== false
  const [generation, setGeneration] = useState(0)
  const search = filters.search.trim().slice(0, MAX_SEARCH)
  const settled = useDebouncedValue(search, SEARCH_WAIT_MS)

  const spans = useMemo(() => spansOf(filters.days), [filters.days])
  const span = spans.find(({ key }) => key === filters.span)
  const period = useRecordingPages(queryOf(filters, filters.days, settled), generation)
  const soon = useLeavingDays()
  const days = (span ?? filters).days
  const asked = filters.state === 'leavesSoon' && soon !== null ? commonDays(days, soon) : days
  // A complete list already contains the rows of its bars, and those that leave soon.
  const isNarrower = asked !== filters.days && !period.isWhole
  const ofSpan = useRecordingPages(queryOf(filters, asked, settled), generation, isNarrower)
  const pages = isNarrower ? ofSpan : period
  const isSearching = settled !== search || pages.isOther

  const files = useSavedFiles()
  const saved = files.current
  useWantedFiles(files, period.rows)
  useWantedFiles(files, pages.rows)
  const downloads = useRecordingDownloads()
  const standings = useDownloadSummaries(downloads)
  const stateOf = useMemo(
    () => (recording: Recording) =>
      stateKeyOf(
        recording,
        saved.get(recording.confUUID) ?? NONE,
        standings.get(recording.confUUID) ?? null,
        mayDownload,
      ),
    [saved, standings, mayDownload],
  )

  const { allUsers } = filters
  const leaving = useLeaving({ allUsers, generation, files, stateOf, mayDownload })
  const { isSoon } = leaving
  const fitting = useMemo(() => {
    const found = isSearching ? matching(pages.rows, search) : pages.rows
    const isInSpan = span === undefined ? null : isWithin(span.days)
    if (isInSpan === null && filters.state === 'any') return found
    return found.filter(
      (row) =>
        (isInSpan === null || isInSpan(row)) &&
        fits(stateOf(row), filters.state) &&
        (filters.state !== 'leavesSoon' || isSoon(row)),
    )
  }, [pages.rows, isSearching, search, span, filters.state, stateOf, isSoon])

  const { isLoadingAll, loadAll } = useLoadAll(pages, filters)
  const sortable = useSortable(fitting, isLoadingAll && !isServiceSort(filters.sort))
  const shown = useMemo(
    () => sortRecordings(sortable, filters.sort, language, (row) => STATES.indexOf(stateOf(row))),
    [sortable, filters.sort, language, stateOf],
  )

  return {
    shown,
    pages,
    period,
    spans,
    leaving,
    stateOf,
    files,
    downloads,
    mayDownload,
    isSearching,
    isLoadingAll,
    loadAll,
    refresh: () => setGeneration(generation + 1),
  }
}

/** The loaded rows; while the list is growing, updated only when sorting is worthwhile. */
function useSortable(rows: readonly Recording[], isGrowing: boolean): readonly Recording[] {
  const [kept, setKept] = useState(rows)
  if (kept === rows) return rows
  // Another list starts with another row.
  if (isGrowing && kept[0] === rows[0] && !isWorthSorting(kept.length, rows.length)) return kept
  setKept(rows)
  return rows
}

/** Loads all rows when the sort or the user requires it. Either can be stopped. */
function useLoadAll(pages: RecordingPages, filters: Filters) {
  const isNeeded = !isServiceSort(filters.sort)
  const wish = JSON.stringify([filters.days, filters.span, filters.search, filters.allUsers, filters.sort.by])
  const [said, setSaid] = useState<{ wish: string; isWanted: boolean } | null>(null)
  const isWanted = said !== null && said.wish === wish ? said.isWanted : isNeeded
  useWholeList(pages, isWanted)
  return {
    isLoadingAll: isWanted && !pages.isWhole && pages.failure === null,
    loadAll: (wanted: boolean) => setSaid({ wish, isWanted: wanted }),
  }
}
