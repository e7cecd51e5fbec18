import type { Download } from '../../../contract/download.ts'
import type { Recording } from '../../../contract/recording.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { Checkbox } from '../../ui/choices.tsx'
import { Cell, TableRow } from '../../ui/table.tsx'
import { RecordingStateLabel } from './recording-state-label.tsx'
import type { SavedFile } from './recording-state.ts'
import styles from './recordings-page.module.css'
import { useRecordingWords } from './use-recording-words.ts'

export interface RecordingRowProps {
  recording: Recording
  saved: SavedFile[]
  downloads: Download[]
  isSelected: boolean
  onPress: (withShift: boolean) => void
  onOpen: () => void
  /** 0-based place in the list. */
  index: number
  /** Distance from the first row, in px. */
  top: number
}

export function RecordingRow(props: RecordingRowProps) {
  const { recording, saved, downloads, isSelected, onPress, onOpen, index, top } = props
  const t = useText()
  const format = useFormat()
  const words = useRecordingWords()
  const topic = words.topic(recording)
  const size = words.size(recording)
  return (
    <TableRow
      isSelected={isSelected}
      isPressable
      // The head is row 1.
      aria-rowindex={index + 2}
      data-index={index}
      className={styles['row']}
      style={{ transform: `translateY(${top}px)` }}
      onMouseDown={(event) => {
        // Shift marks rows here; it must not mark their text as well.
        if (event.shiftKey) event.preventDefault()
      }}
      onClick={(event) => {
        if (event.shiftKey || event.ctrlKey || event.metaKey) onPress(event.shiftKey)
        else onOpen()
      }}
    >
      <Cell>
        {/* The cell's own press is the checkbox's, not the row's. */}
        <span className={styles['check']} role="presentation" onClick={(event) => event.stopPropagation()}>
          <Checkbox
            isLabelHidden
            label={t('recordings.selectRow', { topic })}
            isChecked={isSelected}
            onChange={(_, withShift) => onPress(withShift)}
          />
        </span>
      </Cell>
      <Cell title={topic}>
        <button
          type="button"
          className={styles['topic']}
          aria-label={t('recordings.openDetails', { topic })}
          onClick={(event) => {
            event.stopPropagation()
            if (event.shiftKey || event.ctrlKey || event.metaKey) onPress(event.shiftKey)
            else onOpen()
          }}
        >
          {topic}
        </button>
        <span className={styles['under']}>
          {recording.confID}
          <span className={styles['narrow']}> · {recording.schedulerName}</span>
        </span>
      </Cell>
      <Cell
        tone="soft"
        title={recording.startTime === null ? undefined : words.fullStart(recording.startTime)}
      >
        {words.start(recording)}
      </Cell>
      <Cell align="end" tone="soft">
        {recording.durationSeconds === null ? '–' : format.duration(recording.durationSeconds)}
        <span className={styles['under']}>
          <span className={styles['narrow']}>{size}</span>
        </span>
      </Cell>
      <Cell align="end" tone="soft" className={styles['wide']}>
        {size}
      </Cell>
      <Cell tone="soft" className={styles['wide']} title={recording.schedulerName}>
        {recording.schedulerName}
      </Cell>
      <Cell>
        <RecordingStateLabel recording={recording} saved={saved} downloads={downloads} />
      </Cell>
    </TableRow>
  )
}
