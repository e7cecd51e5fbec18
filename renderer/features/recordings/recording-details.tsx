import { ChevronDown, ChevronUp, ExternalLink, X } from 'lucide-react'
import type { Ref } from 'react'
import type { Download } from '../../../contract/download.ts'
import type { Recording, SavedFile } from '../../../contract/recording.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { type Fact, Facts } from '../../ui/facts.tsx'
import { useErrorToast } from '../../state/use-action.ts'
import styles from './recording-details.module.css'
import { WatchButton } from '../../ui/watch-button.tsx'
import { preparationOf } from '../../model/recording-state.ts'
import { RecordingFiles } from './recording-files.tsx'
import { RecordingStateLabel } from './recording-state-label.tsx'
import { useRecordingWords } from './use-recording-words.ts'

export interface RecordingDetailsProps {
  ref: Ref<HTMLElement>
  recording: Recording
  saved: readonly SavedFile[]
  downloads: readonly Download[]
  mayDownload: boolean
  /** In ms. */
  now: number
  onClose: () => void
  onPrevious: (() => void) | undefined
  onNext: (() => void) | undefined
}

/** The details of one recording, its files, and a link to the player; beside the list, which stays usable. */
export function RecordingDetails(props: RecordingDetailsProps) {
  const { ref, recording, saved, downloads, mayDownload, now, onClose, onPrevious, onNext } = props
  const t = useText()
  const words = useRecordingWords()
  const report = useErrorToast()
  const { confUUID, playbackUrls } = recording
  return (
    <div
      role="presentation"
      className={styles['place']}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      }}
    >
      <aside
        ref={ref}
        tabIndex={-1}
        className={styles['panel']}
        aria-label={t('recordings.openDetails', { topic: words.topic(recording) })}
      >
        <header className={styles['head']}>
          <h2 className={styles['title']}>{words.topic(recording)}</h2>
          <IconButton
            size="small"
            label={t('recordings.details.previous')}
            icon={<ChevronUp aria-hidden="true" />}
            disabled={onPrevious === undefined}
            onClick={onPrevious}
          />
          <IconButton
            size="small"
            label={t('recordings.details.next')}
            icon={<ChevronDown aria-hidden="true" />}
            disabled={onNext === undefined}
            onClick={onNext}
          />
          <IconButton
            size="small"
            label={t('recordings.details.close')}
            icon={<X aria-hidden="true" />}
            onClick={onClose}
          />
        </header>
        <div className={styles['body']}>
          <RecordingStateLabel
            recording={recording}
            saved={saved}
            downloads={downloads}
            mayDownload={mayDownload}
            now={now}
          />
          <div className={styles['actions']}>
            {saved[0] === undefined ? null : <WatchButton site={saved[0].site} confUUID={confUUID} />}
            {playbackUrls.map((url, index) => (
              <span key={url} className={styles['copyable']}>
                <Button
                  icon={<ExternalLink aria-hidden="true" />}
                  onClick={() => report(call('recordings.openPlayback', { confUUID, index }))}
                >
                  {playbackUrls.length === 1
                    ? t('recordings.details.playback')
                    : t('recordings.details.playbackNumber', { number: index + 1 })}
                </Button>
                <CopyButton text={url} label={t('recordings.details.copyPlayback')} />
              </span>
            ))}
          </div>
          <RecordingFiles recording={recording} saved={saved} />
          <Facts facts={useFacts(recording, now)} />
        </div>
      </aside>
    </div>
  )
}

function useFacts(recording: Recording, now: number): Fact[] {
  const t = useText()
  const format = useFormat()
  const words = useRecordingWords()
  const { startTime, durationSeconds, audience, audienceCode, readyAt } = recording
  return [
    {
      label: t('recordings.columns.start'),
      value: startTime === null ? recording.startText || '–' : words.fullStart(startTime),
    },
    {
      label: t('recordings.columns.duration'),
      value: durationSeconds === null ? '–' : format.exactDuration(durationSeconds),
    },
    { label: t('recordings.columns.size'), value: words.size(recording) },
    { label: t('recordings.columns.scheduler'), value: recording.schedulerName || '–' },
    ...(readyAt === null
      ? []
      : [
          {
            label: t(`recordings.details.${preparationOf(recording, now)}`),
            value: words.fullStart(readyAt),
          },
        ]),
    ...(audience === null && audienceCode === undefined
      ? []
      : [
          {
            label: t('recordings.details.audience'),
            value:
              audience === null
                ? t('recordings.details.audienceUnknown', { code: String(audienceCode) })
                : t(`recordings.details.audiences.${audience}`),
          },
        ]),
    {
      label: t('recordings.details.meetingId'),
      value: <Copyable text={recording.confID} label={t('recordings.details.copyMeetingId')} />,
    },
    {
      label: t('recordings.details.uuid'),
      value: <Copyable text={recording.confUUID} label={t('recordings.details.copyUuid')} />,
    },
  ]
}

function Copyable({ text, label }: { text: string; label: string }) {
  return (
    <span className={styles['copyable']}>
      {text}
      <CopyButton text={text} label={label} />
    </span>
  )
}
