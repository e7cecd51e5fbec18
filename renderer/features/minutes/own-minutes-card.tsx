import { Download as DownloadIcon, SquareArrowOutUpRight } from 'lucide-react'
import type { Download } from '../../../contract/download.ts'
import { isActive } from '../../../contract/download-states.ts'
import type { MinutesFile, OwnMinutes } from '../../../contract/own-minutes.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { useErrorToast } from '../../state/use-action.ts'
import styles from './own-minutes.module.css'
import { Thumbnail } from './thumbnail.tsx'

export interface OwnMinutesCardProps {
  minutes: OwnMinutes
  /** The download of a file, if any. */
  downloadOf: (file: MinutesFile) => Download | undefined
  onDownload: (file: MinutesFile) => void
}

/** Minutes of the user's own space: thumbnail, date and files. */
export function OwnMinutesCard({ minutes, downloadOf, onDownload }: OwnMinutesCardProps) {
  const t = useText()
  const format = useFormat()
  const topic = minutes.topic || t('minutes.own.untitled')
  return (
    <li className={styles['card']}>
      <Thumbnail fileCode={minutes.fileCode} hasThumbnail={minutes.hasThumbnail} />
      <div className={styles['words']}>
        <h3 className={styles['topic']} title={topic}>
          {topic}
        </h3>
        {minutes.createdAt === null ? null : (
          <p className={styles['when']}>{format.dateTime(minutes.createdAt)}</p>
        )}
      </div>
      <div className={styles['files']}>
        {minutes.files.length === 0 ? (
          <span className={styles['noFiles']}>{t('minutes.own.noFiles')}</span>
        ) : (
          minutes.files.map(({ file, bytes }) => (
            <FileButton
              key={file}
              topic={topic}
              file={file}
              bytes={bytes}
              download={downloadOf(file)}
              onDownload={() => onDownload(file)}
            />
          ))
        )}
      </div>
    </li>
  )
}

interface FileButtonProps {
  topic: string
  file: MinutesFile
  bytes: number | null
  download: Download | undefined
  onDownload: () => void
}

/** Downloads a file, or opens it once it is saved. */
function FileButton({ topic, file, bytes, download, onDownload }: FileButtonProps) {
  const t = useText()
  const format = useFormat()
  const report = useErrorToast()
  const name = t(`minutes.own.files.${file}`)
  const size = bytes === null ? '' : format.bytes(bytes)
  if (download?.state === 'saved') {
    return (
      <Button
        size="small"
        look="quiet"
        icon={<SquareArrowOutUpRight aria-hidden="true" />}
        aria-label={t('minutes.own.openFile', { file: name, topic })}
        onClick={() => report(call('downloads.open', { id: download.id }))}
      >
        {t('minutes.own.open', { file: name })}
      </Button>
    )
  }
  return (
    <Button
      size="small"
      look="quiet"
      icon={<DownloadIcon aria-hidden="true" />}
      isBusy={download !== undefined && isActive(download)}
      title={size}
      aria-label={t('minutes.own.downloadFile', { file: name, topic, size }).trim()}
      onClick={onDownload}
    >
      {name}
    </Button>
  )
}
