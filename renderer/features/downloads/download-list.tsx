import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useText } from '../../i18n/text.ts'
import { useSessionState } from '../../state/session-state.tsx'
import { ContextMenu } from '../../ui/context-menu.tsx'
import { actionOfKey } from '../../model/download-actions.ts'
import {
  type DownloadGroup,
  downloadsOf,
  linesOf,
  noticesRepeatedIn,
  type OrderSection,
} from './download-groups.ts'
import styles from './download-list.module.css'
import { DownloadRow } from './download-row.tsx'
import type { Cancellation } from './cancel-dialog.tsx'
import { GroupRow } from './group-row.tsx'
import { OrderRow } from './order-row.tsx'
import { useActionItems, useRunAction } from './use-download-actions.tsx'

const USUAL_HEIGHT = 73

/**
 * The downloads by group; the height of a line varies, and only visible ones are rendered. One line has the
 * focus: arrows move it, its actions have keys, and the menu key opens them all.
 */
export function DownloadList({
  sections,
  onCancel,
}: {
  sections: readonly (OrderSection | DownloadGroup)[]
  onCancel: (cancel: Cancellation) => void
}) {
  const t = useText()
  const run = useRunAction(onCancel)
  const itemsFor = useActionItems(run)
  const scroller = useRef<HTMLDivElement>(null)
  const [toggled, setToggled] = useSessionState<readonly string[]>('downloads-toggled', () => [])
  const lines = useMemo(() => linesOf(sections, new Set(toggled)), [sections, toggled])
  const repeated = useMemo(() => noticesRepeatedIn(lines), [lines])
  const [focusedKey, setFocusedKey] = useState('')
  const [menuKey, setMenuKey] = useState('')
  const focused = Math.max(
    0,
    lines.findIndex(({ key }) => key === focusedKey),
  )
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 6,
    // The focused line keeps the focus when it is scrolled out of view.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), focused])].toSorted((a, b) => a - b),
  })

  const toggle = (key: string) =>
    setToggled(toggled.includes(key) ? toggled.filter((one) => one !== key) : [...toggled, key])

  /** The line may first have to be scrolled into view, and so rendered. */
  const focusLine = (index: number) => {
    const line = lines[Math.min(lines.length - 1, Math.max(0, index))]
    if (line === undefined) return
    const at = lines.indexOf(line)
    setFocusedKey(line.key)
    virtual.scrollToIndex(at)
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[role=listitem][data-index="${at}"]`)?.focus(),
    )
  }

  // The focused line was removed: the one in its place takes the focus, or the keyboard would lose its place.
  const place = useRef(0)
  const isGone = focusedKey !== '' && !lines.some(({ key }) => key === focusedKey)
  useEffect(() => {
    if (isGone && document.activeElement === document.body) focusLine(place.current)
    else place.current = focused
  })

  const steer = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as HTMLElement
    // A button of the line handles Enter and Space itself.
    if (target.getAttribute('role') !== 'listitem') return
    const line = lines[Number(target.dataset['index'])]
    if (line === undefined) return
    const action = actionOfKey(event, downloadsOf(line))
    const orderId = line.kind === 'order' ? line.section.order.id : null
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    if (action !== null) run(action, downloadsOf(line), orderId)
    else if (event.altKey || event.ctrlKey || event.metaKey) return
    else if (move !== undefined) focusLine(lines.indexOf(line) + move)
    else if (event.key === 'Home') focusLine(0)
    else if (event.key === 'End') focusLine(lines.length - 1)
    else if (line.kind !== 'file' && event.key === (line.isOpen ? 'ArrowLeft' : 'ArrowRight'))
      toggle(line.key)
    else if (line.kind !== 'file' && event.key === 'Enter') toggle(line.key)
    else return
    event.preventDefault()
  }

  const keyAt = (event: MouseEvent): string => {
    const line = (event.target as HTMLElement).closest<HTMLElement>('[role=listitem]')
    return lines[Number(line?.dataset['index'])]?.key ?? ''
  }
  const menuLine = lines.find(({ key }) => key === menuKey)

  return (
    <ContextMenu
      label={t('downloads.moreActions')}
      items={
        menuLine === undefined
          ? []
          : itemsFor(downloadsOf(menuLine), menuLine.kind === 'order' ? menuLine.section.order.id : null)
      }
      className={styles['scroller']}
      ref={scroller}
      onContextMenuCapture={(event) => setMenuKey(keyAt(event))}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- it hears the keys of its lines */}
      <div
        role="list"
        aria-label={t('downloads.title')}
        className={styles['canvas']}
        style={{ height: virtual.getTotalSize() }}
        onKeyDown={steer}
      >
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index]
          return line === undefined ? null : (
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- remembers which line has the focus
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              role="listitem"
              aria-setsize={lines.length}
              aria-posinset={item.index + 1}
              // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a line has keys and a menu, and stays a line to a reader
              tabIndex={item.index === focused ? 0 : -1}
              className={styles['item']}
              style={{ transform: `translateY(${item.start}px)` }}
              onFocus={() => setFocusedKey(line.key)}
            >
              {line.kind === 'order' ? (
                <OrderRow
                  order={line.section.order}
                  isExpanded={line.isOpen}
                  onToggle={() => toggle(line.key)}
                  run={(action) => run(action, line.section.downloads, line.section.order.id)}
                />
              ) : line.kind === 'group' ? (
                <GroupRow
                  group={line.group}
                  isExpanded={line.isOpen}
                  onToggle={() => toggle(line.key)}
                  run={run}
                />
              ) : (
                <DownloadRow
                  download={line.download}
                  isAlone={line.isAlone}
                  isNoticeRepeated={repeated.has(line.download.id)}
                  run={run}
                />
              )}
            </div>
          )
        })}
      </div>
    </ContextMenu>
  )
}
