import { Download, X } from 'lucide-react'
import { useState } from 'react'
import type { Recording } from '../../../contract/recording.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { useSettings } from '../../live-state.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useAction } from '../../ui/use-action.ts'
import { FileTypes } from './file-types.tsx'
import { sizeOfAll } from './recording-state.ts'
import styles from './recordings-page.module.css'
import { useAddRecordings } from './use-add-recordings.ts'
import { useRecordingWords } from './use-recording-words.ts'

/** What is chosen, which files of it, and Download. */
export function SelectionBar({ chosen, onClear }: { chosen: Recording[]; onClear: () => void }) {
  const t = useText()
  const format = useFormat()
  const words = useRecordingWords()
  const settings = useSettings()
  const add = useAddRecordings()
  const [types, setTypes] = useState(settings.fileTypes)
  const download = useAction(async () => {
    const isQueued = await add(
      chosen.map((recording) => recording.confUUID),
      types,
    )
    if (isQueued) onClear()
  })
  const size = sizeOfAll(chosen)
  return (
    <div className={styles['bar']} role="region" aria-label={t('recordings.download')}>
      <div className={styles['barLine']}>
        <IconButton
          size="small"
          label={t('recordings.clearSelection')}
          icon={<X aria-hidden="true" />}
          onClick={onClear}
        />
        <p className={styles['chosen']} aria-live="polite">
          <strong>
            {t('recordings.selected', { count: chosen.length, value: format.count(chosen.length) })}
          </strong>
          {size === null ? null : <span>{words.sizeOf(size)}</span>}
        </p>
        <FileTypes value={types} onChange={setTypes} />
        <Button
          look="primary"
          icon={<Download aria-hidden="true" />}
          isBusy={download.isBusy}
          disabled={types.length === 0}
          title={types.length === 0 ? t('recordings.types.choose') : undefined}
          onClick={() => void download.run()}
        >
          {t('recordings.download')}
        </Button>
      </div>
      {download.failure === null ? null : <FailureNotice failure={download.failure} size="line" />}
    </div>
  )
}
