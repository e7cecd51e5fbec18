import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import {
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { LibraryItem } from '../../../contract/library.ts'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { recordingKey } from '../../model/positions.ts'
import { useErrorToast } from '../../state/use-action.ts'
import { useVerifyState } from '../../state/server-state.ts'
import { ContextMenu } from '../../ui/context-menu.tsx'
import { beginsMonth, hasMonths } from './headings.ts'
import { type ItemAction, actionOfKey } from './item-actions.ts'
import { filesHere } from './item-state.ts'
import styles from './library-list.module.css'
import { LibraryRow, SkeletonRow } from './library-row.tsx'
import { MonthHeading } from './month-heading.tsx'
import { moveOfKey, selectionOfKey } from './row-keys.ts'
import { useActionItems } from './use-item-actions.tsx'
import { isVerifying } from './verify-bar.tsx'
import type { LibraryRows } from './use-library-rows.ts'
import type { LibrarySelection } from './use-library-selection.ts'

const ROW_HEIGHT = 56
const HEADING_HEIGHT = 44
/** Files of one item that are dragged out. */
const MOST_DRAGGED = 50

export interface LibraryListProps {
  rows: LibraryRows
  total: number
  /** The rows in view, and around it, changed. */
  onRange: (from: number, to: number) => void
  /** Where the list begins, when the page was open before. */
  firstRow: number
  /** The list is closed; with the first row in view. */
  onLeave: (index: number) => void
  run: (action: ItemAction, item: LibraryItem) => void
  selection: LibrarySelection
  /** Watched parts by recording, 0 to 1. */
  watched: ReadonlyMap<string, number>
  /** In ms. */
  now: number
}

/**
 * The items in order, below a heading for each month; only visible ones are rendered. One row has the focus: arrows
 * move it, its actions have keys, and the menu key opens them all. When rows come or go above, those in view stay
 * where they are.
 */
export function LibraryList(props: LibraryListProps) {
  const { rows, total, onRange, firstRow, onLeave, run, selection, watched, now } = props
  const { order } = rows.shown
  const t = useText()
  const verify = useVerifyState()
  const itemsFor = useActionItems(run)
  const scroller = useRef<HTMLDivElement>(null)
  const [months] = useState(() => new Set<number>())
  const [focused, setFocused] = useState<Focused>({ index: 0, key: null })
  const [menuKey, setMenuKey] = useState('')
  const active = activeRow(focused, rows.at, total)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => ROW_HEIGHT + (months.has(index) ? HEADING_HEIGHT : 0),
    initialOffset: firstRow * ROW_HEIGHT,
    overscan: 8,
    // The active row keeps the focus when it is scrolled out of view.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), active])].toSorted((a, b) => a - b),
  })
  const report = useErrorToast()
  const drag = (item: LibraryItem) =>
    report(
      call('library.drag', {
        ids: filesHere(item)
          .slice(0, MOST_DRAGGED)
          .map(({ id }) => id),
      }),
    )
  const items = virtual.getVirtualItems()
  const focusRendered = (index: number) =>
    scroller.current
      ?.querySelector<HTMLElement>(`[role=listitem][data-index="${index}"]`)
      ?.focus({ preventScroll: true })
  const inView = items.filter(({ index }) => index !== active)
  const [from = 0, to = 0] = [inView[0]?.index, inView.at(-1)?.index]
  useEffect(() => onRange(from, to), [onRange, from, to])

  // The active row gets the focus back when loading replaced its element.
  const hasFocus = useRef(false)
  useLayoutEffect(() => {
    if (hasFocus.current && document.activeElement === document.body) focusRendered(active)
  })

  // The first row in view: by its key, and where it stands.
  const firstInView = useRef(firstRow)
  const anchor = useRef<{ key: string; index: number } | null>(null)
  useLayoutEffect(() => {
    const offset = virtual.scrollOffset ?? 0
    const before = anchor.current
    const startBefore = before === null ? 0 : (virtual.measurementsCache[before.index]?.start ?? 0)
    let hasChanged = false
    for (const { index } of items) {
      const isFirst = beginsMonth(order, index, rows.at)
      if (rows.at(index) === undefined || isFirst === months.has(index)) continue
      if (isFirst) months.add(index)
      else months.delete(index)
      hasChanged = true
    }
    if (hasChanged) {
      virtual.measure()
      virtual.getTotalSize()
    }
    if (before !== null && offset > 0 && rows.at(before.index)?.key !== undefined) {
      const index = indexNear(before.index, (at) => rows.at(at)?.key === before.key)
      const start = index === null ? startBefore : (virtual.measurementsCache[index]?.start ?? startBefore)
      if (start !== startBefore) virtual.scrollToOffset(offset + start - startBefore)
    }
    const first = items.find(
      ({ index, end }) => end > (virtual.scrollOffset ?? 0) && rows.at(index) !== undefined,
    )
    const key = first === undefined ? undefined : rows.at(first.index)?.key
    anchor.current = first === undefined || key === undefined ? null : { key, index: first.index }
    firstInView.current = offset === 0 ? 0 : (first?.index ?? firstInView.current)
  })
  const leave = useEffectEvent(() => onLeave(firstInView.current))
  useEffect(() => () => leave(), [])

  const setActive = (index: number) => setFocused({ index, key: rows.at(index)?.key ?? null })
  /** The row may first have to be scrolled into view, and so rendered. */
  const focusRow = (index: number) => {
    const at = Math.min(total - 1, Math.max(0, index))
    setActive(at)
    virtual.scrollToIndex(at)
    requestAnimationFrame(() => focusRendered(at))
  }

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement
    // A button of the row handles Enter and Space itself.
    if (target.getAttribute('role') !== 'listitem') return
    const index = Number(target.dataset['index'])
    const item = rows.at(index)
    const action = item === undefined ? null : actionOfKey(event, item)
    const perPage = Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT)
    const move = moveOfKey(event, index, total, perPage)
    const selecting = selectionOfKey(event, index, total, perPage)
    if (selecting?.kind === 'clear' && selection.keys.size === 0) return
    if (selecting !== null) {
      if (selecting.kind === 'extend') selection.extend(index, selecting.to)
      else if (selecting.kind === 'toggle') selection.toggle(index)
      else selection[selecting.kind]()
      if (selecting.kind === 'extend') focusRow(selecting.to)
    } else if (action !== null && item !== undefined) run(action, item)
    else if (move !== null) focusRow(move)
    else return
    event.preventDefault()
  }

  const onClick = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as HTMLElement
    const row = target.closest<HTMLElement>('[role=listitem]')
    if (row === null || target.closest('button, [role=checkbox], h2') !== null) return
    const index = Number(row.dataset['index'])
    if (event.shiftKey) selection.extend(active, index)
    else if (event.ctrlKey || event.metaKey) selection.toggle(index)
    else selection.only(index)
    focusRendered(index)
  }

  const itemAt = (event: MouseEvent): LibraryItem | undefined => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[role=listitem]')
    return row === null ? undefined : rows.at(Number(row.dataset['index']))
  }
  const menuItem = items.map(({ index }) => rows.at(index)).find((item) => item?.key === menuKey)

  return (
    <ContextMenu
      label={t('library.moreActions')}
      items={menuItem === undefined ? [] : itemsFor(menuItem)}
      className={styles['scroller']}
      ref={scroller}
      onContextMenuCapture={(event) => setMenuKey(itemAt(event)?.key ?? '')}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it hears the keys of its rows */}
      <div
        role="list"
        aria-label={t('library.title')}
        className={styles['canvas']}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onMouseDown={(event) => {
          // Shift selects rows here, and must not select their text as well.
          if (event.shiftKey) event.preventDefault()
        }}
      >
        {items.map(({ index, start }) => {
          const item = rows.at(index)
          return (
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- remembers which row has the focus
            <div
              key={item?.key ?? index}
              role="listitem"
              aria-setsize={total}
              aria-posinset={index + 1}
              data-index={index}
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a row has keys and a menu, and stays a row to a reader
              tabIndex={index === active ? 0 : -1}
              className={styles['item']}
              style={{ transform: `translateY(${start}px)` }}
              onFocus={() => {
                hasFocus.current = true
                setActive(index)
              }}
              onBlur={() => {
                hasFocus.current = false
              }}
            >
              {item !== undefined && months.has(index) ? <MonthHeading start={item.start} /> : null}
              {item === undefined ? (
                <SkeletonRow />
              ) : (
                <LibraryRow
                  item={item}
                  hasYear={!hasMonths(order)}
                  watched={watchedOf(item, watched)}
                  isActive={index === active}
                  isSelected={selection.keys.has(item.key)}
                  isSelecting={selection.keys.size > 0}
                  onDrag={drag}
                  onSelect={(withShift) =>
                    withShift ? selection.extend(active, index) : selection.toggle(index)
                  }
                  isVerifying={isVerifying(verify, item.key)}
                  run={run}
                  now={now}
                />
              )}
            </div>
          )
        })}
      </div>
    </ContextMenu>
  )
}

/** The active row: its key, if it was loaded, and where it was then. */
interface Focused {
  index: number
  key: string | null
}

/** Where the active row is now: a change of the library may have moved its item. */
function activeRow({ index, key }: Focused, at: LibraryRows['at'], total: number): number {
  const last = Math.min(index, total - 1)
  if (key === null || at(last) === undefined || at(last)?.key === key) return last
  return indexNear(last, (near) => at(near)?.key === key) ?? last
}

/** A change moves a row by a few places. */
const NEAR = 100

/** The index closest to `from` that fits; null if none is near. */
function indexNear(from: number, fits: (index: number) => boolean): number | null {
  for (let step = 0; step <= NEAR; step += 1)
    for (const index of [from + step, from - step]) if (index >= 0 && fits(index)) return index
  return null
}

function watchedOf({ files: [first] }: LibraryItem, watched: ReadonlyMap<string, number>): number {
  if (first?.source.kind !== 'recording') return 0
  return watched.get(recordingKey(first.source.site, first.source.confUUID)) ?? 0
}
