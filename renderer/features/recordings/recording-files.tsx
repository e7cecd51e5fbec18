import { useQuery } from '@tanstack/react-query'
import { Download as DownloadIcon, FolderOpen } from 'lucide-react'
import { toFailure } from '../../../contract/errors.ts'
import type { Recording, RecordingFile, SavedFile } from '../../../contract/recording.ts'
import { call } from '../../bridge.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { queryKeys } from '../../queries.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Loading } from '../../ui/empty-state.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { StateLabel } from '../../ui/state-label.tsx'
import { useErrorToast } from '../../state/use-action.ts'
import { useDebouncedValue } from '../../ui/use-debounced-value.ts'
import styles from './recording-details.module.css'
import { hasFiles, typesOf } from '../../model/recording-state.ts'
import { toOrdered } from '../../model/estimate.ts'
import { useOrderRecordings } from '../../model/use-order-recordings.ts'
import { useRecordingWords } from './use-recording-words.ts'

/**
 * Debounces moving through the list with the arrow keys, so that files are not requested for every row
 * passed.
 */
const WALK_WAIT_MS = 250

interface FilesProps {
  recording: Recording
  saved: readonly SavedFile[]
}

/** Files by type and part; requested from the service when shown. */
export function RecordingFiles({ recording, saved }: FilesProps) {
  const t = useText()
  const { confUUID } = recording
  const add = useOrderRecordings()
  const download = (types: string[]) => void add.run([toOrdered(recording, types)], types)
  const isHere = useDebouncedValue(confUUID, WALK_WAIT_MS) === confUUID
  const query = useQuery({
    queryKey: [...queryKeys.recordingFiles, confUUID],
    queryFn: () => call('recordings.files', { confUUID }),
    enabled: hasFiles(recording) && isHere,
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
            isBusy={add.isBusy}
            onClick={() => download([])}
          >
            {t('recordings.downloadAll')}
          </Button>
        )}
      </div>
      {recording.state === 'unavailable' ? (
        <p className={styles['note']}>{t('recordings.details.notPlayable')}</p>
      ) : null}
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
            onDownload={() => download([type])}
          />
        ))
      )}
      {add.failure === null ? null : <FailureNotice failure={add.failure} />}
    </section>
  )
}

function FilesOfType(props: {
  type: string
  files: RecordingFile[]
  saved: readonly SavedFile[]
  onDownload: () => void
}) {
  const { type, files, saved, onDownload } = props
  const t = useText()
  const words = useRecordingWords()
  const savedAs = ({ fileType, part }: RecordingFile) =>
    saved.find((one) => one.fileType.toLowerCase() === fileType.toLowerCase() && one.part === part)
  const whole = files.length === 1 ? files[0] : undefined
  return (
    <div className={styles['type']}>
      <div className={styles['file']}>
        <span className={styles['typeName']}>{words.type(type)}</span>
        {whole === undefined ? null : <FileFacts file={whole} saved={savedAs(whole)} />}
        {files.every((file) => savedAs(file) !== undefined) ? null : (
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
                <FileFacts file={file} saved={savedAs(file)} />
              </li>
            ))}
        </ul>
      )}
    </div>
  )
}

/** Its size if known, whether it is saved here, and a button to show it in its folder. */
function FileFacts({ file: { bytes }, saved }: { file: RecordingFile; saved: SavedFile | undefined }) {
  const t = useText()
  const format = useFormat()
  const report = useErrorToast()
  return (
    <>
      {saved === undefined ? null : <StateLabel tone="good">{t('recordings.details.saved')}</StateLabel>}
      {bytes === undefined ? null : <span className={styles['bytes']}>{format.bytes(bytes)}</span>}
      {saved === undefined ? null : (
        <IconButton
          size="small"
          label={t('downloads.reveal')}
          icon={<FolderOpen aria-hidden="true" />}
          onClick={() => report(call('library.reveal', saved))}
        />
      )}
    </>
  )
}
