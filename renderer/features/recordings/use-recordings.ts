import { useMemo, useState } from 'react'
import type { Recording } from '../../../contract/recording.ts'
import { useLanguage } from '../../i18n/text.ts'
import { useAccount } from '../../state/server-state.ts'
import { useDebouncedValue } from '../../ui/use-debounced-value.ts'
import { type Filters, queryOf } from './filters.ts'
import { type ChartSpan, isWithin, spansOf } from './months.ts'
import { fits, matching, type StateKey, stateKeyOf, STATES } from '../../model/recording-state.ts'
import { inOrder, isServiceSort, isWorthSorting } from './sorting.ts'
import { type DownloadsByRecording, useRecordingDownloads, useStandings } from './use-recording-downloads.ts'
import { type RecordingPages, useRecordingPages, useWholeList } from './use-recording-pages.ts'
import { type SavedByRecording, useSavedFiles } from './use-saved-files.ts'

const SEARCH_WAIT_MS = 300
/** Longest text main lets through. */
const MAX_SEARCH = 200
const NONE: readonly never[] = []

export interface Recordings {
  /** Those that fit all filters, in the order wanted, as far as they have been loaded. */
  shown: readonly Recording[]
  /** The list they come from. */
  pages: RecordingPages
  /** The list of the whole period: the same, unless one bar of the chart was chosen of a list that is not whole. */
  period: RecordingPages
  spans: ChartSpan[]
  stateOf: (recording: Recording) => StateKey
  saved: SavedByRecording
  downloads: DownloadsByRecording
  mayDownload: boolean
  /** The rows at hand are filtered here while the service is asked. */
  isSearching: boolean
  /** Every row there is is being loaded, because the order or the user wants them all. */
  isLoadingAll: boolean
  loadAll: (isWanted: boolean) => void
  refresh: () => void
}

/** The recordings looked for: what the service lists, filtered and ordered here by what it does not know. */
export function useRecordings(filters: Filters): Recordings {
  const language = useLanguage()
  const mayDownload = useAccount()?.isAdmin !== false
  const [generation, setGeneration] = useState(0)
  const search = filters.search.trim().slice(0, MAX_SEARCH)
  const settled = useDebouncedValue(search, SEARCH_WAIT_MS)

  const spans = useMemo(() => spansOf(filters.days), [filters.days])
  const span = spans.find(({ key }) => key === filters.span)
  const period = useRecordingPages(queryOf(filters, filters.days, settled), generation)
  // A whole list has the rows of its bars already.
  const isNarrower = span !== undefined && !period.isWhole
  const ofSpan = useRecordingPages(queryOf(filters, (span ?? filters).days, settled), generation, isNarrower)
  const pages = isNarrower ? ofSpan : period
  const isSearching = settled !== search || pages.isOther

  const saved = useSavedFiles()
  const downloads = useRecordingDownloads()
  const standings = useStandings(downloads)
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

  const fitting = useMemo(() => {
    const found = isSearching ? matching(pages.rows, search) : pages.rows
    const isInSpan = span === undefined ? null : isWithin(span.days)
    if (isInSpan === null && filters.state === 'any') return found
    return found.filter((row) => (isInSpan === null || isInSpan(row)) && fits(stateOf(row), filters.state))
  }, [pages.rows, isSearching, search, span, filters.state, stateOf])

  const { isLoadingAll, loadAll } = useLoadAll(pages, filters)
  const sortable = useSortable(fitting, isLoadingAll && !isServiceSort(filters.sort))
  const shown = useMemo(
    () => inOrder(sortable, filters.sort, language, (row) => STATES.indexOf(stateOf(row))),
    [sortable, filters.sort, language, stateOf],
  )

  return {
    shown,
    pages,
    period,
    spans,
    stateOf,
    saved,
    downloads,
    mayDownload,
    isSearching,
    isLoadingAll,
    loadAll,
    refresh: () => setGeneration(generation + 1),
  }
}

/** The rows at hand; while many more come, only as often as they are worth sorting. */
function useSortable(rows: readonly Recording[], isGrowing: boolean): readonly Recording[] {
  const [kept, setKept] = useState(rows)
  if (kept === rows) return rows
  // The rows of another list begin with another one.
  if (isGrowing && kept[0] === rows[0] && !isWorthSorting(kept.length, rows.length)) return kept
  setKept(rows)
  return rows
}

/** An order that is made here wants every row; so does the user who says so. Either may be stopped. */
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
