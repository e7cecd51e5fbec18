import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import type { EndedMeeting } from '../../../contract/meeting.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { HeadCell, Table, TableBody, TableHead, TableRow } from '../../ui/table.tsx'
import { MeetingRow } from './meeting-row.tsx'
import styles from './meetings.module.css'
import { timelineOf } from './timeline.ts'

const DAY_HEIGHT = 36
const ROW_HEIGHT = 52

/**
 * Meetings grouped by the day they started; only visible rows are rendered, because there may be years of
 * them.
 */
export function MeetingTimeline({ meetings }: { meetings: EndedMeeting[] }) {
  const t = useText()
  const format = useFormat()
  const body = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => timelineOf(meetings), [meetings])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => body.current,
    estimateSize: (index) => (rows[index]?.kind === 'day' ? DAY_HEIGHT : ROW_HEIGHT),
    getItemKey: (index) => {
      const row = rows[index]
      if (row === undefined) return index
      return row.kind === 'day' ? `day ${row.day ?? ''}` : `${row.meeting.source} ${row.meeting.uniqueId}`
    },
    overscan: 10,
  })

  return (
    <Table
      label={t('meetings.title')}
      columns="7.25rem minmax(0, 1fr) 5.5rem 6rem 8.5rem"
      rowCount={rows.length + 1}
    >
      <TableHead>
        <HeadCell>{t('meetings.columns.time', { zone: format.zone(new Date()) })}</HeadCell>
        <HeadCell>{t('meetings.columns.name')}</HeadCell>
        <HeadCell align="end">{t('meetings.columns.duration')}</HeadCell>
        <HeadCell>{t('meetings.columns.source')}</HeadCell>
        <HeadCell>{t('meetings.columns.recording')}</HeadCell>
      </TableHead>
      <TableBody ref={body} tabIndex={0} aria-label={t('meetings.title')}>
        <div className={styles['rows']} role="presentation" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            const place = { height: item.size, transform: `translateY(${item.start}px)` }
            // The header is row 1.
            if (row.kind === 'meeting')
              return (
                <MeetingRow key={item.key} meeting={row.meeting} rowIndex={item.index + 2} place={place} />
              )
            return (
              <TableRow
                key={item.key}
                aria-rowindex={item.index + 2}
                className={`${styles['row'] ?? ''} ${styles['day'] ?? ''}`}
                style={place}
              >
                <div role="cell" aria-colspan={5} className={styles['dayName']}>
                  {row.day === null ? t('meetings.dayUnknown') : format.day(row.day)}
                  <span className={styles['dayCount']}>
                    {t('meetings.found', { count: row.count, value: format.count(row.count) })}
                  </span>
                </div>
              </TableRow>
            )
          })}
        </div>
      </TableBody>
    </Table>
  )
}
