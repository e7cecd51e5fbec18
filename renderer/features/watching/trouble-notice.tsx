import { Download, SquareArrowOutUpRight, TriangleAlert } from 'lucide-react'
import { call } from '../../bridge.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { FailureNotice } from '../../ui/failure-notice.tsx'
import { useErrorToast } from '../../state/use-action.ts'
import { isStandardType } from '../../model/recording-state.ts'
import { useOrderRecordings } from '../../model/use-order-recordings.ts'
import styles from './watching.module.css'
import type { Trouble } from './trouble.ts'

/** The file exists, and another program may be able to open it. */
const CAN_OPEN: ReadonlySet<Trouble> = new Set(['codec', 'damaged'])

/** Downloading fixes it. A file that exists in its full size would not be downloaded again. */
const CAN_DOWNLOAD: ReadonlySet<Trouble> = new Set(['notSaved', 'missing', 'changed'])

/** Why a picture is missing, and what to do about it. */
export function TroubleNotice(props: {
  trouble: Trouble
  fileType: string
  /** Of the file, if there is one. */
  id: string | undefined
  confUUID: string
}) {
  const { trouble, fileType, id, confUUID } = props
  const t = useText()
  const report = useErrorToast()
  const add = useOrderRecordings()
  const type = isStandardType(fileType) ? t(`recordings.types.${fileType}`) : fileType
  return (
    <div className={styles['trouble']}>
      <TriangleAlert aria-hidden="true" />
      <p className={styles['troubleTitle']}>{t(`watching.troubles.${trouble}.title`, { type })}</p>
      <p className={styles['troubleHint']}>{t(`watching.troubles.${trouble}.hint`)}</p>
      <div className={styles['troubleActions']}>
        {CAN_OPEN.has(trouble) && id !== undefined ? (
          <Button
            size="small"
            icon={<SquareArrowOutUpRight aria-hidden="true" />}
            onClick={() => report(call('library.open', { id }))}
          >
            {t('watching.openElsewhere')}
          </Button>
        ) : null}
        {CAN_DOWNLOAD.has(trouble) ? (
          <Button
            size="small"
            icon={<Download aria-hidden="true" />}
            isBusy={add.isBusy}
            onClick={() => void add.run([{ confUUID, title: '', startTime: null, bytes: null }], [fileType])}
          >
            {t(trouble === 'notSaved' ? 'watching.download' : 'watching.downloadAgain')}
          </Button>
        ) : null}
      </div>
      {add.failure === null ? null : <FailureNotice failure={add.failure} />}
    </div>
  )
}
