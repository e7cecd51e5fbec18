import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Recording } from '../../../contract/recording.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import {
  extendTo,
  isAllSelected,
  noSelection,
  type Selection,
  toggle,
  toggleAll,
  withAll,
} from '../../model/selection.ts'
import { Checkbox } from '../../ui/choices.tsx'
import { HeadCell, Table, TableBody, TableHead } from '../../ui/table.tsx'
import { ListEnd } from './list-end.tsx'
import { listMove } from './list-keys.ts'
import styles from './recording-list.module.css'
import { RecordingRow } from './recording-row.tsx'
import { COLUMNS, type Column, type Sort } from './sorting.ts'
import type { Recordings } from './use-recordings.ts'

const ROW_HEIGHT = 52
/** Distance from the end of the loaded rows at which more are requested: a few screens. */
const ROWS_AHEAD = 60
const NONE: readonly never[] = []

export interface RecordingListProps {
  recordings: Recordings
  selection: Selection
  /** The rows that "Select all" selects. */
  selectableIds: readonly string[]
  onSelect: (selection: Selection) => void
  /** The recording whose details are shown. */
  openId: string | null
  onOpen: (confUUID: string) => void
  /** Enter on the row whose details are shown. */
  onEnter: () => void
  /** Escape without a selection. */
  onLeave: () => void
  /** Another row became active. */
  onMove: (confUUID: string) => void
  sort: Sort
  onSort: (column: Column) => void
  /** In ms, updated about every minute. */
  now: number
}

/** The rows; only visible ones are rendered, and the next page is loaded before the end is reached. */
export function RecordingList(props: RecordingListProps) {
  const { recordings, selection, selectableIds, onSelect, openId, onOpen, onEnter, onLeave, onMove } = props
  const { sort, onSort, now } = props
  const { shown, pages, files, downloads, mayDownload } = recordings
  const t = useText()
  const format = useFormat()
  const scroller = useRef<HTMLDivElement>(null)
  const rowIds = useMemo(() => shown.map(({ confUUID }) => confUUID), [shown])

  // The active row is always rendered, even when scrolled out of view: it keeps the focus.
  const [activeId, setActiveId] = useState<string | null>(null)
  const at = useMemo(() => (activeId === null ? -1 : rowIds.indexOf(activeId)), [rowIds, activeId])
  const isFollowed = useRef(false)
  const virtual = useVirtualizer({
    count: shown.length + (pages.isWhole ? 0 : 1),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rowIds[index] ?? 'end',
    overscan: 8,
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range)
      if (at === -1 || drawn.includes(at)) return drawn
      return at < range.startIndex ? [at, ...drawn] : [...drawn, at]
    },
  })
  const items = virtual.getVirtualItems()

  const { isWhole, isLoading, isOther, failure, loadMore } = pages
  const isNearEnd = (items.findLast(({ index }) => index !== at)?.index ?? 0) >= shown.length - ROWS_AHEAD
  const wantsMore = isNearEnd && !isWhole && !isLoading && !isOther && failure === null
  useEffect(() => {
    if (wantsMore) loadMore()
  }, [wantsMore, loadMore])

  const go = (index: number) => {
    const id = rowIds[index]
    if (id === undefined) return
    isFollowed.current = index !== at
    setActiveId(id)
    virtual.scrollToIndex(index)
    onMove(id)
  }
  // After it has rendered.
  useEffect(() => {
    if (!isFollowed.current) return
    isFollowed.current = false
    scroller.current?.querySelector<HTMLElement>(`[data-index="${at}"]`)?.focus({ preventScroll: true })
  }, [at])

  const steer = (event: KeyboardEvent<HTMLElement>) => {
    const rowsInView = Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT)
    const move = listMove(event, at, shown.length, rowsInView)
    const isOnControl = (event.target as HTMLElement).closest('button, [role="checkbox"]') !== null
    // A control in the row handles Space and Enter itself.
    if (move === null || (isOnControl && (move.kind === 'turn' || move.kind === 'open'))) return
    event.preventDefault()
    const id = rowIds[at]
    switch (move.kind) {
      case 'go': {
        const to = rowIds[move.to]
        if (move.withShift && id !== undefined && to !== undefined)
          onSelect(extendTo(selection, rowIds, id, to))
        return go(move.to)
      }
      case 'turn':
        return id === undefined ? undefined : onSelect(toggle(selection, rowIds, id, move.withShift))
      case 'open':
        return id === undefined ? undefined : id === openId ? onEnter() : onOpen(id)
      case 'all':
        return onSelect(withAll(selection, selectableIds))
      case 'leave':
        return selection.ids.size > 0 ? onSelect(noSelection) : onLeave()
    }
  }

  // The props of a row are stable between renders: only a row that changed renders again.
  const latest = useRef({ selection, rowIds, onSelect, onOpen })
  useEffect(() => {
    latest.current = { selection, rowIds, onSelect, onOpen }
  })
  const pressRow = useCallback((id: string, withShift: boolean) => {
    setActiveId(id)
    const { selection: before, rowIds: ids, onSelect: select } = latest.current
    select(toggle(before, ids, id, withShift))
  }, [])
  const openRow = useCallback((id: string) => {
    setActiveId(id)
    latest.current.onOpen(id)
  }, [])
  const takeRow = useCallback((id: string) => setActiveId(id), [])

  const isAll = isAllSelected(selection, selectableIds)
  const isSome = useMemo(() => rowIds.some((id) => selection.ids.has(id)), [rowIds, selection])
  const columnWords = (column: Column) =>
    column === 'start'
      ? t('recordings.columns.startIn', { zone: format.zone(new Date(now)) })
      : t(`recordings.columns.${column}`)
  return (
    <Table
      role="grid"
      label={t('recordings.title')}
      columns="var(--recording-columns)"
      rowCount={pages.isWhole ? shown.length + 1 : -1}
    >
      <TableHead>
        <HeadCell>
          <Checkbox
            isLabelHidden
            label={t('recordings.selectAll')}
            isChecked={isAll}
            isMixed={isSome && !isAll}
            onChange={() => onSelect(toggleAll(selection, selectableIds))}
          />
        </HeadCell>
        {COLUMNS.map((column) => (
          <HeadCell
            key={column}
            className={styles[column]}
            {...(column === 'duration' || column === 'size' ? { align: 'end' } : {})}
            sort={sort.by !== column ? 'none' : sort.isDescending ? 'descending' : 'ascending'}
            onSort={() => onSort(column)}
          >
            {columnWords(column)}
          </HeadCell>
        ))}
      </TableHead>
      <TableBody ref={scroller} className={styles['rows']} onKeyDown={steer}>
        <div className={styles['canvas']} role="presentation" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, key, start }) => {
            const recording: Recording | undefined = shown[index]
            if (recording === undefined)
              return <ListEnd key={key} pages={pages} index={index} top={start} className={styles['row']} />
            const { confUUID } = recording
            return (
              <RecordingRow
                key={key}
                recording={recording}
                saved={files.current.get(confUUID) ?? NONE}
                downloads={downloads.get(confUUID) ?? NONE}
                mayDownload={mayDownload}
                isSelected={selection.ids.has(confUUID)}
                isOpen={confUUID === openId}
                isInHand={index === (at === -1 ? 0 : at)}
                onPress={pressRow}
                onOpen={openRow}
                onFocus={takeRow}
                index={index}
                top={start}
                now={now}
              />
            )
          })}
        </div>
      </TableBody>
    </Table>
  )
}
