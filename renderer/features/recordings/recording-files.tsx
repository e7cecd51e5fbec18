import { useQuery } from '@tanstack/react-query'
import { Download as DownloadIcon, FolderOpen } from 'lucide-react'
import type { Download } from '../../../contract/download.ts'
import { toFailure } from '../../../contract/errors.ts'
import type { Recording, RecordingFile } from '../../../contract/recording.ts'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { queryKeys } from '../../queries.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Loading } from '../../ui/empty-state.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { StateLabel } from '../../ui/state-label.tsx'
import { useAction, useReported } from '../../ui/use-action.ts'
import styles from './recording-details.module.css'
import { hasFiles, type SavedFile, typesOf } from './recording-state.ts'
import { useAddRecordings } from './use-add-recordings.ts'
import { useRecordingWords } from './use-recording-words.ts'

interface FilesProps {
  recording: Recording
  saved: SavedFile[]
  downloads: Download[]
}

/** Files by type and part; asks the service for them when shown. */
export function RecordingFiles({ recording, saved, downloads }: FilesProps) {
  const t = useText()
  const { confUUID } = recording
  const add = useAddRecordings()
  const download = useAction(async (types: string[]) => {
    await add([confUUID], types)
  })
  const query = useQuery({
    queryKey: [...queryKeys.recordingFiles, confUUID],
    queryFn: () => call('recordings.files', { confUUID }),
    enabled: hasFiles(recording),
  })
  const files = query.data ?? []
  return (
    <section className={styles['files']}>
      <div className={styles['filesHead']}>
        <h3>{t('recordings.details.files')}</h3>
        {files.length === 0 ? null : (
          <Button
            size="small"
            icon={<DownloadIcon aria-hidden="true" />}
            isBusy={download.isBusy}
            onClick={() => void download.run([])}
          >
            {t('recordings.downloadAll')}
          </Button>
        )}
      </div>
      {!hasFiles(recording) ? (
        <p className={styles['note']}>{t('recordings.details.filesLater')}</p>
      ) : query.isPending ? (
        <Loading />
      ) : query.isError ? (
        <FailureNotice
          failure={toFailure(query.error)}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
        />
      ) : files.length === 0 ? (
        <p className={styles['note']}>{t('recordings.details.filesNone')}</p>
      ) : (
        typesOf(files).map((type) => (
          <FilesOfType
            key={type}
            type={type}
            files={files.filter((file) => file.fileType === type)}
            saved={saved}
            downloads={downloads}
            onDownload={() => void download.run([type])}
          />
        ))
      )}
      {download.failure === null ? null : <FailureNotice failure={download.failure} />}
    </section>
  )
}

function FilesOfType(props: {
  type: string
  files: RecordingFile[]
  saved: SavedFile[]
  downloads: Download[]
  onDownload: () => void
}) {
  const { type, files, saved, downloads, onDownload } = props
  const t = useText()
  const words = useRecordingWords()
  const isSaved = (file: RecordingFile) =>
    saved.some((one) => one.fileType === file.fileType && one.part === file.part)
  const downloadOf = (file: RecordingFile) =>
    downloads.find(
      ({ source, state }) =>
        state === 'saved' &&
        source.kind === 'recording' &&
        source.fileType === file.fileType &&
        source.part === file.part,
    )
  const whole = files.length === 1 ? files[0] : undefined
  return (
    <div className={styles['type']}>
      <div className={styles['file']}>
        <span className={styles['typeName']}>{words.type(type)}</span>
        {whole === undefined ? null : <FileHere isSaved={isSaved(whole)} download={downloadOf(whole)} />}
        {files.every(isSaved) ? null : (
          <IconButton
            size="small"
            label={`${t('recordings.download')}: ${words.type(type)}`}
            icon={<DownloadIcon aria-hidden="true" />}
            onClick={onDownload}
          />
        )}
      </div>
      {whole !== undefined ? null : (
        <ul>
          {files
            .toSorted((a, b) => a.part - b.part)
            .map((file) => (
              <li key={file.part} className={styles['file']}>
                <span>{t('recordings.details.part', { part: file.part, parts: file.parts })}</span>
                <FileHere isSaved={isSaved(file)} download={downloadOf(file)} />
              </li>
            ))}
        </ul>
      )}
    </div>
  )
}

/** Whether a file is saved here, and the way to it. */
function FileHere({ isSaved, download }: { isSaved: boolean; download: Download | undefined }) {
  const t = useText()
  const report = useReported()
  return (
    <>
      {isSaved ? <StateLabel tone="good">{t('recordings.details.saved')}</StateLabel> : null}
      {download === undefined ? null : (
        <IconButton
          size="small"
          label={t('downloads.reveal')}
          icon={<FolderOpen aria-hidden="true" />}
          onClick={() => report(call('downloads.reveal', { id: download.id }))}
        />
      )}
    </>
  )
}
