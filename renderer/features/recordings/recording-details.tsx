import { ChevronDown, ChevronUp, ExternalLink } from 'lucide-react'
import type { Download } from '../../../contract/download.ts'
import type { Recording } from '../../../contract/recording.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { type Fact, Facts } from '../../ui/facts.tsx'
import { useReported } from '../../ui/use-action.ts'
import { RecordingFiles } from './recording-files.tsx'
import { RecordingStateLabel } from './recording-state-label.tsx'
import type { SavedFile } from './recording-state.ts'
import styles from './recording-details.module.css'
import { useRecordingWords } from './use-recording-words.ts'

export interface RecordingDetailsProps {
  recording: Recording
  saved: SavedFile[]
  downloads: Download[]
  onClose: () => void
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
}

/** Everything known of one recording, its files, and where it can be watched. */
export function RecordingDetails(props: RecordingDetailsProps) {
  const { recording, saved, downloads, onClose, onPrevious, onNext } = props
  const t = useText()
  const format = useFormat()
  const words = useRecordingWords()
  const report = useReported()
  const facts: Fact[] = [
    {
      label: t('recordings.columns.start'),
      value: recording.startTime === null ? recording.startText : words.fullStart(recording.startTime),
    },
    {
      label: t('recordings.columns.duration'),
      value: recording.durationSeconds === null ? '–' : format.duration(recording.durationSeconds),
    },
    { label: t('recordings.columns.size'), value: words.size(recording) },
    { label: t('recordings.columns.scheduler'), value: recording.schedulerName || '–' },
    {
      label: t('recordings.details.meetingId'),
      value: <Copyable text={recording.confID} label={t('recordings.details.copyMeetingId')} />,
    },
    {
      label: t('recordings.details.uuid'),
      value: <Copyable text={recording.confUUID} label={t('recordings.details.copyUuid')} />,
    },
    ...(recording.audience === null
      ? []
      : [
          {
            label: t('recordings.details.audience'),
            value: t(`recordings.details.audiences.${recording.audience}`),
          },
        ]),
    {
      label: t('recordings.columns.state'),
      value: <RecordingStateLabel recording={recording} saved={saved} downloads={downloads} />,
    },
  ]
  return (
    <Dialog
      isOpen
      onClose={onClose}
      place="side"
      title={words.topic(recording)}
      actions={
        <>
          <span className={styles['steps']}>
            <IconButton
              label={t('recordings.details.previous')}
              icon={<ChevronUp aria-hidden="true" />}
              disabled={onPrevious === undefined}
              onClick={onPrevious}
            />
            <IconButton
              label={t('recordings.details.next')}
              icon={<ChevronDown aria-hidden="true" />}
              disabled={onNext === undefined}
              onClick={onNext}
            />
          </span>
          {recording.playbackUrls.map((url, index) => (
            <Button
              key={url}
              icon={<ExternalLink aria-hidden="true" />}
              onClick={() => report(call('recordings.openPlayback', { confUUID: recording.confUUID, index }))}
            >
              {recording.playbackUrls.length === 1
                ? t('recordings.details.playback')
                : t('recordings.details.playbackNumber', { number: index + 1 })}
            </Button>
          ))}
        </>
      }
    >
      <Facts facts={facts} />
      <RecordingFiles recording={recording} saved={saved} downloads={downloads} />
    </Dialog>
  )
}

function Copyable({ text, label }: { text: string; label: string }) {
  return (
    <span className={styles['copyable']}>
      {text}
      <CopyButton text={text} label={label} />
    </span>
  )
}
