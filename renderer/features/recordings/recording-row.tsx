import { memo, type MouseEvent } from 'react'
import type { Download } from '../../../contract/download.ts'
import type { Recording, SavedFile } from '../../../contract/recording.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { Checkbox } from '../../ui/choices.tsx'
import { stateKeyOf, summarizeDownloads } from '../../model/recording-state.ts'
import { Cell, RowName, TableRow } from '../../ui/table.tsx'
import { LeavesLabel } from './leaves-label.tsx'
import styles from './recording-list.module.css'
import { RecordingStateLabel } from './recording-state-label.tsx'
import { useRecordingWords } from './use-recording-words.ts'

export interface RecordingRowProps {
  recording: Recording
  saved: readonly SavedFile[]
  downloads: readonly Download[]
  mayDownload: boolean
  isSelected: boolean
  /** Its details are shown. */
  isOpen: boolean
  /** It is the active row: the one in the tab order. */
  isInHand: boolean
  onPress: (confUUID: string, withShift: boolean) => void
  onOpen: (confUUID: string) => void
  onFocus: (confUUID: string) => void
  /** 0-based position in the list. */
  index: number
  /** Distance from the first row, in px. */
  top: number
  now: number
}

/** One recording; the list handles its keys. */
export const RecordingRow = memo(function RecordingRow(props: RecordingRowProps) {
  const { recording, saved, downloads, mayDownload, isSelected, isOpen, isInHand, index, top, now } = props
  const { confUUID } = recording
  const t = useText()
  const format = useFormat()
  const words = useRecordingWords()
  const topic = words.topic(recording)
  const size = words.size(recording)
  const start = words.start(recording)
  const duration = recording.durationSeconds === null ? '–' : format.duration(recording.durationSeconds)
  const choose = (event: MouseEvent) => {
    if (event.shiftKey || event.ctrlKey || event.metaKey) props.onPress(confUUID, event.shiftKey)
    else props.onOpen(confUUID)
  }
  return (
    <TableRow
      isSelected={isSelected}
      isPressable
      aria-selected={isSelected}
      // The header is row 1.
      aria-rowindex={index + 2}
      data-index={index}
      data-open={isOpen || undefined}
      tabIndex={isInHand ? 0 : -1}
      className={styles['row']}
      style={{ transform: `translateY(${top}px)` }}
      onFocus={() => props.onFocus(confUUID)}
      onMouseDown={(event) => {
        // Shift selects rows here, and must not select their text as well.
        if (event.shiftKey) event.preventDefault()
      }}
      onClick={choose}
    >
      <Cell role="gridcell">
        {/* A click on the cell toggles the checkbox and does not reach the row. */}
        <span className={styles['check']} role="presentation" onClick={(event) => event.stopPropagation()}>
          <Checkbox
            isLabelHidden
            label={t('recordings.selectRow', { topic })}
            isChecked={isSelected}
            onChange={(_, withShift) => props.onPress(confUUID, withShift)}
            tabIndex={-1}
          />
        </span>
      </Cell>
      <Cell
        role="gridcell"
        title={`${topic}\n${start} · ${duration} · ${recording.confID} · ${recording.schedulerName}`}
      >
        <RowName
          tabIndex={-1}
          aria-label={t('recordings.openDetails', { topic })}
          onClick={(event) => {
            event.stopPropagation()
            choose(event)
          }}
        >
          {topic}
        </RowName>
        <span className={styles['under']}>
          <span className={styles['whenSlim']}>
            {start} · {duration} ·{' '}
          </span>
          {recording.confID}
          <span className={styles['whenNarrow']}> · {recording.schedulerName}</span>
        </span>
      </Cell>
      <Cell
        role="gridcell"
        tone="soft"
        className={styles['start']}
        title={recording.startTime === null ? undefined : words.fullStart(recording.startTime)}
      >
        {start}
      </Cell>
      <Cell
        role="gridcell"
        align="end"
        tone="soft"
        className={styles['duration']}
        title={`${duration}\n${size}`}
      >
        {duration}
        <span className={styles['under']}>
          <span className={styles['whenNarrow']}>{size}</span>
        </span>
      </Cell>
      <Cell role="gridcell" align="end" tone="soft" className={styles['size']} title={size}>
        {size}
      </Cell>
      <Cell role="gridcell" tone="soft" className={styles['scheduler']} title={recording.schedulerName}>
        {recording.schedulerName}
      </Cell>
      <Cell role="gridcell" className={styles['state']}>
        <RecordingStateLabel
          recording={recording}
          saved={saved}
          downloads={downloads}
          mayDownload={mayDownload}
          now={now}
        />
        <LeavesLabel
          recording={recording}
          state={stateKeyOf(recording, saved, summarizeDownloads(downloads), mayDownload)}
          now={now}
        />
      </Cell>
    </TableRow>
  )
})
