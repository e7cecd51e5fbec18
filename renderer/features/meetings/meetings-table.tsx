import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { EndedMeeting } from '../../../contract/meeting.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { Cell, HeadCell, Table, TableBody, TableHead, TableRow } from '../../ui/table.tsx'
import styles from './meetings.module.css'

const ROW_HEIGHT = 44

/** Only the rows in view are drawn: a server may have years of meetings. */
export function MeetingsTable({ meetings }: { meetings: EndedMeeting[] }) {
  const t = useText()
  const format = useFormat()
  const body = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: meetings.length,
    getScrollElement: () => body.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  })
  const zone = format.zone(new Date())

  return (
    <Table
      label={t('meetings.title')}
      columns="minmax(0, 1.3fr) minmax(9.75rem, 1fr) minmax(9.75rem, 1fr) minmax(3.5rem, 0.5fr)"
      rowCount={meetings.length + 1}
    >
      <TableHead>
        <HeadCell>{t('meetings.columns.room')}</HeadCell>
        <HeadCell>{t('meetings.columns.start', { zone })}</HeadCell>
        <HeadCell>{t('meetings.columns.end', { zone })}</HeadCell>
        <HeadCell align="end">{t('meetings.columns.duration')}</HeadCell>
      </TableHead>
      <TableBody ref={body} tabIndex={0} aria-label={t('meetings.title')}>
        <div className={styles['rows']} role="presentation" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const meeting = meetings[row.index]
            if (meeting === undefined) return null
            return (
              <TableRow
                key={`${meeting.uniqueId} ${row.index}`}
                aria-rowindex={row.index + 2}
                className={styles['row']}
                style={{ height: ROW_HEIGHT, transform: `translateY(${row.start}px)` }}
              >
                <Cell title={meeting.uniqueId}>{meeting.roomName || t('meetings.unnamed')}</Cell>
                <Cell>
                  {meeting.startedAt === null ? (
                    <span className={styles['unknown']}>{t('meetings.startUnknown')}</span>
                  ) : (
                    format.dateTime(meeting.startedAt)
                  )}
                </Cell>
                <Cell title={meeting.endedAt === null ? t('meetings.endUnknown') : undefined}>
                  {meeting.endedAt === null ? (
                    <span className={styles['unknown']}>{t('meetings.endUnknown')}</span>
                  ) : (
                    format.dateTime(meeting.endedAt)
                  )}
                </Cell>
                <Cell align="end">
                  {meeting.durationSeconds === null ? (
                    <span className={styles['unknown']} aria-label={t('meetings.durationUnknown')}>
                      –
                    </span>
                  ) : (
                    format.duration(meeting.durationSeconds)
                  )}
                </Cell>
              </TableRow>
            )
          })}
        </div>
      </TableBody>
    </Table>
  )
}
