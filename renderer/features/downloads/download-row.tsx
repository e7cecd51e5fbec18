import { FileText, Film, Image } from 'lucide-react'
import type { Download } from '../../../contract/download.ts'
import { isBeingPrepared, isPostponed } from '../../../contract/download-states.ts'
import { describeFailure } from '../../../i18n/describe-failure.ts'
import { type Format, useFormat } from '../../i18n/format.ts'
import { type Text, useLanguage, useText } from '../../i18n/text.ts'
import { IconButton } from '../../ui/button.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { StateLabel } from '../../ui/state-label.tsx'
import { useNow } from '../../ui/use-now.ts'
import { isStandardType } from '../../model/recording-state.ts'
import { actionsFor } from '../../model/download-actions.ts'
import styles from './download-list.module.css'
import { fractionOf, hasBegun, secondsLeft, stateText, TONES } from '../../model/download-state.ts'
import { ACTION_ICONS, type RunAction } from './use-download-actions.tsx'

const BAR_TONES = {
  waiting: 'neutral',
  running: 'accent',
  paused: 'neutral',
  retrying: 'warn',
  blocked: 'warn',
} as const

const KIND_ICONS = { recording: <Film />, material: <Image />, minutes: <FileText /> } as const

/** One file: its name, progress, what it waits for, and its actions. */
export function DownloadRow({
  download,
  isAlone,
  isNoticeRepeated = false,
  run,
}: {
  download: Download
  /** It has no group heading above it. */
  isAlone: boolean
  /** An earlier row has the notice. */
  isNoticeRepeated?: boolean
  run: RunAction
}) {
  const t = useText()
  const format = useFormat()
  const language = useLanguage()
  const { source, state, failure } = download
  const now = useNow(state === 'retrying' || state === 'blocked' || isPostponed(download))
  const retry = () => run('retry', [download])
  const hasNotice =
    !isNoticeRepeated &&
    failure !== null &&
    (state === 'failed' || (state === 'blocked' && !isBeingPrepared(download)))
  const reason =
    failure !== null && (state === 'retrying' || isPostponed(download))
      ? describeFailure(failure, language).title
      : null
  const barTone = !hasBegun(download)
    ? null
    : state in BAR_TONES
      ? BAR_TONES[state as keyof typeof BAR_TONES]
      : null
  return (
    <div className={styles['row']} data-state={state} data-within={!isAlone || undefined}>
      <span className={styles['kind']} aria-hidden="true">
        {KIND_ICONS[source.kind]}
      </span>
      <div className={styles['what']}>
        <p className={styles['title']} title={download.fileName}>
          {isAlone ? (
            <>
              <span className={styles['name']}>{download.title}</span>
              <span className={styles['type']}>{whatItIs(download, t)}</span>
            </>
          ) : (
            <span className={styles['name']}>{whatItIs(download, t)}</span>
          )}
          {download.startTime === null || !isAlone ? null : (
            <span className={styles['when']}>{format.dateTime(download.startTime)}</span>
          )}
        </p>
        {barTone === null ? null : (
          <ProgressBar
            label={t('downloads.progress', { name: download.fileName })}
            fraction={fractionOf(download)}
            tone={barTone}
          />
        )}
        <p className={styles['facts']}>
          <StateLabel tone={TONES[state]}>{inWords(download, now, t, format)}</StateLabel>
          {progressFacts(download, t, format).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
          {reason === null ? null : <span className={styles['reason']}>{reason}</span>}
        </p>
      </div>
      <div className={styles['actions']}>
        {actionsFor([download])
          // The recording's own line has the watch action.
          .filter(
            (action) =>
              action !== 'moveToTop' && (isAlone || action !== 'watch') && !(action === 'retry' && hasNotice),
          )
          .map((action) => (
            <IconButton
              key={action}
              label={t(`downloads.${action}`)}
              icon={ACTION_ICONS[action]}
              onClick={() => run(action, [download])}
            />
          ))}
      </div>
      {hasNotice ? (
        <div className={styles['notice']}>
          <FailureNotice failure={failure} size="line" onRetry={retry} />
        </div>
      ) : null}
    </div>
  )
}

function whatItIs({ source, parts, fileName }: Download, t: Text): string {
  if (source.kind !== 'recording') return fileName
  const { fileType, part } = source
  const type = isStandardType(fileType) ? t(`recordings.types.${fileType}`) : fileType
  return parts === 1 ? type : `${type} · ${t('downloads.part', { part, parts })}`
}

function inWords(download: Download, now: number, t: Text, format: Format): string {
  const text = stateText(download, now)
  if ('seconds' in text) return t('downloads.states.retryingIn', { time: format.duration(text.seconds) })
  return 'at' in text
    ? t(`downloads.states.${text.key}`, { time: format.clock(text.at, new Date(now)) })
    : t(`downloads.states.${text.key}`)
}

/** Bytes and, while it is active, speed and time left. */
function progressFacts(download: Download, t: Text, format: Format): string[] {
  const { state, receivedBytes, totalBytes, bytesPerSecond } = download
  if (state === 'saved') return totalBytes === null ? [] : [format.bytes(totalBytes)]
  if (state === 'cancelled' || (receivedBytes === 0 && totalBytes === null)) return []
  if (!hasBegun(download)) return totalBytes === null ? [] : [format.bytes(totalBytes)]
  const left = secondsLeft(download)
  return [
    totalBytes === null
      ? t('downloads.receivedOnly', { received: format.bytes(receivedBytes) })
      : t('downloads.received', { received: format.bytes(receivedBytes), total: format.bytes(totalBytes) }),
    ...(bytesPerSecond > 0 ? [format.speed(bytesPerSecond)] : []),
    ...(left === null ? [] : [t('downloads.summary.left', { time: format.duration(left) })]),
  ]
}
