import { Download, X } from 'lucide-react'
import { useState } from 'react'
import type { Recording } from '../../../contract/recording.ts'
import { useFormat } from '../../i18n/format.ts'
import { useText } from '../../i18n/text.ts'
import { useSettings } from '../../state/server-state.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { FileTypes } from '../../ui/file-types.tsx'
import { sizeOfAll } from '../../model/recording-state.ts'
import styles from './selection-bar.module.css'
import { useAddRecordings } from '../../model/use-add-recordings.ts'
import { useRecordingWords } from './use-recording-words.ts'

export interface SelectionBarProps {
  chosen: Recording[]
  /** Selects only these. */
  onChoose: (confUUIDs: string[]) => void
  /** Loads everything that is missing and selects it; null if the whole list is selected. */
  onChooseAll: (() => void) | null
  /** How many can be selected. */
  total: number
  /** They are being loaded. */
  isChoosingAll: boolean
}

/** The selection, its file types, and Download. */
export function SelectionBar({ chosen, onChoose, onChooseAll, total, isChoosingAll }: SelectionBarProps) {
  const t = useText()
  const format = useFormat()
  const words = useRecordingWords()
  const settings = useSettings()
  const add = useAddRecordings()
  const [types, setTypes] = useState(settings.fileTypes)
  const download = async () => {
    const result = await add.run(
      chosen.map((recording) => recording.confUUID),
      types,
    )
    // What could not be queued stays selected, so that the user sees which they are.
    if (result !== null) onChoose(result.left)
  }
  const size = sizeOfAll(chosen)
  const count = t('recordings.selected', { count: chosen.length, value: format.count(chosen.length) })
  return (
    <div className={styles['bar']} role="region" aria-label={t('recordings.download')}>
      <div className={styles['line']}>
        <IconButton
          size="small"
          label={t('recordings.clearSelection')}
          icon={<X aria-hidden="true" />}
          disabled={add.isBusy}
          onClick={() => onChoose([])}
        />
        <p className={styles['chosen']} aria-live="polite">
          {size === null
            ? count
            : t('recordings.selectedWithSize', { recordings: count, size: words.sizeOf(size) })}
        </p>
        {onChooseAll === null || add.isBusy ? null : (
          <Button size="small" look="quiet" isBusy={isChoosingAll} onClick={onChooseAll}>
            {t('recordings.selectEvery', { value: format.count(total) })}
          </Button>
        )}
        <div className={styles['order']}>
          {add.isBusy ? (
            <>
              <span role="status">
                {t('recordings.queuing', {
                  done: format.count(add.done),
                  total: format.count(chosen.length),
                })}
              </span>
              <Button onClick={add.stop}>{t('recordings.stop')}</Button>
            </>
          ) : (
            <FileTypes value={types} onChange={setTypes} />
          )}
          <Button
            look="primary"
            icon={<Download aria-hidden="true" />}
            isBusy={add.isBusy}
            disabled={types.length === 0}
            title={types.length === 0 ? t('recordings.types.choose') : undefined}
            onClick={() => void download()}
          >
            {t('recordings.download')}
          </Button>
        </div>
      </div>
      {add.failure === null ? null : <FailureNotice failure={add.failure} size="line" />}
    </div>
  )
}
