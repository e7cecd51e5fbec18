import { Cloud, Server, Video } from 'lucide-react'
import type { CSSProperties } from 'react'
import type { EndedMeeting } from '../../../contract/meeting.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { goToRecording } from '../../navigation.ts'
import { Button } from '../../ui/button.tsx'
import { Cell, TableRow } from '../../ui/table.tsx'
import styles from './meetings.module.css'
import { nameOf } from './timeline.ts'

export interface MeetingRowProps {
  meeting: EndedMeeting
  /** 1-based, the head included. */
  rowIndex: number
  place: CSSProperties
}

export function MeetingRow({ meeting, rowIndex, place }: MeetingRowProps) {
  const t = useText()
  const format = useFormat()
  const { source, startedAt, endedAt, durationSeconds, uniqueId } = meeting
  const name = nameOf(meeting) || t(`meetings.unnamed.${source}`)
  const Icon = source === 'cloud' ? Cloud : Server
  const whole = [startedAt, endedAt].map((at) => (at === null ? '?' : format.dateTime(at))).join(' – ')
  const notes = [
    ...(endedAt === null ? [t('meetings.endUnknown')] : []),
    ...(meeting.source === 'cloud' ? [meeting.confID, meeting.schedulerName] : [uniqueId]),
  ].filter(Boolean)
  return (
    <TableRow aria-rowindex={rowIndex} className={styles['row']} style={place}>
      <Cell title={whole}>
        {startedAt === null ? (
          <span className={styles['unknown']}>{t('meetings.startUnknown')}</span>
        ) : endedAt === null || durationSeconds === null ? (
          format.time(startedAt)
        ) : (
          `${format.time(startedAt)} – ${format.time(endedAt)}`
        )}
      </Cell>
      <Cell title={[name, notes.join(' · '), ...(source === 'cloud' ? [uniqueId] : [])].join('\n')}>
        <span className={styles['name']}>{name}</span>
        <span className={styles['under']}>{notes.join(' · ')}</span>
      </Cell>
      <Cell align="end" tone="soft">
        {durationSeconds === null ? (
          <>
            <span aria-hidden="true">–</span>
            <span className="visually-hidden">{t('meetings.durationUnknown')}</span>
          </>
        ) : (
          format.duration(durationSeconds)
        )}
      </Cell>
      <Cell tone="soft" title={t(`meetings.sourceHint.${source}`)}>
        <span className={styles['source']}>
          <Icon aria-hidden="true" />
          {t(`meetings.sources.${source}`)}
        </span>
      </Cell>
      <Cell>
        {meeting.source === 'cloud' && meeting.hasRecording ? (
          <Button
            size="small"
            look="quiet"
            className={styles['recording']}
            icon={<Video aria-hidden="true" />}
            aria-label={t('meetings.showRecording', { name })}
            onClick={() =>
              goToRecording({ confUUID: uniqueId, startedAt: startedAt ?? new Date().toISOString() })
            }
          >
            {t('meetings.recording')}
          </Button>
        ) : null}
      </Cell>
    </TableRow>
  )
}
