import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useRef } from 'react'
import type { Download } from '../../../contract/download.ts'
import type { Recording } from '../../../contract/recording.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { Checkbox } from '../../ui/choices.tsx'
import { HeadCell, Table, TableBody, TableHead } from '../../ui/table.tsx'
import type { SavedFile } from './recording-state.ts'
import { RecordingRow } from './recording-row.tsx'
import styles from './recordings-page.module.css'
import { noSelection, press, pressAll, type Selection } from './selection.ts'

const ROW_HEIGHT = 52

export interface RecordingListProps {
  rows: Recording[]
  saved: ReadonlyMap<string, SavedFile[]>
  downloads: ReadonlyMap<string, Download[]>
  selection: Selection
  onSelect: (selection: Selection) => void
  onOpen: (confUUID: string) => void
}

/** The rows; only those in view are drawn. */
export function RecordingList({ rows, saved, downloads, selection, onSelect, onOpen }: RecordingListProps) {
  const t = useText()
  const format = useFormat()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.confUUID ?? index,
    overscan: 8,
  })
  const order = rows.map((row) => row.confUUID)
  const isAll = selection.ids.size > 0 && selection.ids.size === rows.length

  const steer = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape' && selection.ids.size > 0) onSelect(noSelection)
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      onSelect({ ids: new Set(order), anchor: null })
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]')
      if (row !== null) focusRow(Number(row.dataset['index']) + (event.key === 'ArrowDown' ? 1 : -1))
    }
  }
  /** The row may have to be scrolled to, and so drawn, first. */
  const focusRow = (index: number) => {
    if (index < 0 || index >= rows.length) return
    virtual.scrollToIndex(index)
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] button`)?.focus(),
    )
  }

  return (
    <Table label={t('recordings.title')} columns="var(--recording-columns)" rowCount={rows.length + 1}>
      <TableHead>
        <HeadCell>
          <Checkbox
            isLabelHidden
            label={t('recordings.selectAll')}
            isChecked={isAll}
            isMixed={selection.ids.size > 0 && !isAll}
            onChange={() => onSelect(pressAll(selection, order))}
          />
        </HeadCell>
        <HeadCell>{t('recordings.columns.topic')}</HeadCell>
        <HeadCell>{t('recordings.columns.startIn', { zone: format.zone(new Date()) })}</HeadCell>
        <HeadCell align="end">{t('recordings.columns.duration')}</HeadCell>
        <HeadCell align="end" className={styles['wide']}>
          {t('recordings.columns.size')}
        </HeadCell>
        <HeadCell className={styles['wide']}>{t('recordings.columns.scheduler')}</HeadCell>
        <HeadCell>{t('recordings.columns.state')}</HeadCell>
      </TableHead>
      <TableBody ref={scroller} className={styles['rows']} onKeyDown={steer}>
        <div className={styles['canvas']} role="presentation" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const recording = rows[item.index]
            if (recording === undefined) return null
            const { confUUID } = recording
            return (
              <RecordingRow
                key={item.key}
                recording={recording}
                saved={saved.get(confUUID) ?? []}
                downloads={downloads.get(confUUID) ?? []}
                isSelected={selection.ids.has(confUUID)}
                onPress={(withShift) => onSelect(press(selection, order, confUUID, withShift))}
                onOpen={() => onOpen(confUUID)}
                index={item.index}
                top={item.start}
              />
            )
          })}
        </div>
      </TableBody>
    </Table>
  )
}
